"""The summary before sending: every answer with its number, page by page, and the way to mend one
of them.
"""

from msgspec.structs import replace

from forms.filling.stops import RowsEnd
from forms.model import Question
from forms.paths import parent_of
from handlers.questions import in_doubt, rows
from handlers.questions.evidence import link_buttons
from handlers.questions.navigation import always
from handlers.questions.printed import counting, lacking, preview_buttons
from handlers.vocabulary.answers import shown, shown_day
from handlers.vocabulary.messages import Button, Card, Row, Tap
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn, spoken, tap, told
from thai.graphemes import cut

PAGE = 10  # answers a card holds
LONGEST_LABEL, LONGEST_ANSWER = (
    80,
    150,
)  # letters in a card; all of it was read when it was asked and answered
TYPED = {"integer", "decimal", "text", "date", "barcode"}  # kinds whose answer is typed
MOST_MENDS = 12  # buttons to mend one answer, as many as LINE shows beside one more


def show(report: OpenReport, first: int = 0) -> Turn:
    """The card ตรวจก่อนส่ง: every answer, then send or mend."""
    pages = counting(report)
    report = report.with_draft(
        replace(report.draft, at="", editing=False, search="", writing=(), doubted=False)
    )
    questions = report.session.questions()
    first = first if 0 <= first < len(questions) else 0
    return spoken(report.on_summary(), _card(report, questions, first)).also(*pages)


def _card(report: OpenReport, questions: list[Question], first: int) -> Card:
    talk = report.talk
    shown_now = list(enumerate(questions, 1))[first : first + PAGE]
    lines = tuple(_row(report, place, question) for place, question in shown_now)
    many = len(questions) > PAGE
    answers = " · ".join(row.note for row in lines)
    return Card(
        alt=talk.say("review.alt", name=report.called, answers=answers),
        title=talk.say("review.trial" if report.draft.trial else "review.title"),
        subtitle=" · ".join(filter(None, [report.called, report.office])),
        rows=lines,
        footnotes=(
            *((_place(report, first, len(questions)),) if many else ()),
            *lacking(report),
        ),
        button=tap(_send_button(report), talk.language, report.action("send")),
        second=tap("edit", talk.language, report.action("edit", number=str(first))),
        choices=(
            *_foreseen(report),
            *_further(report, first, len(questions)),
            *link_buttons(report),
            *preview_buttons(report),
            *always(report),
        ),
    )


def _send_button(report: OpenReport) -> str:
    if report.draft.appraisal:
        return "send_appraisal"
    return "send_survey" if report.draft.survey else "send"


def _foreseen(report: OpenReport) -> tuple[Button, ...]:
    """The score that would follow, where one would."""
    if report.draft.survey or report.draft.trial:
        return ()
    if not report.edition.programme.feeds(report.draft.indicator):
        return ()
    return (tap("foresee", report.talk.language, report.action("foresee")),)


def _row(report: OpenReport, place: int, question: Question) -> Row:
    talk, session = report.talk, report.session
    label = session.say(question.label, question.path, talk.language)
    if session.row(question.path):
        label = talk.say("review.row_label", row=rows.row_name(report, question.path), label=label)
    if len(session.questions()) > PAGE:
        label = talk.say("report.numbered", number=place, label=label)
    answer = session.value(question.path)
    said = cut(shown(question, answer, talk.language), LONGEST_ANSWER)
    if said.endswith("…"):
        said = talk.say("review.long", beginning=said, count=f"{len(answer):,}")
    return Row(cut(label, LONGEST_LABEL), said)


def _place(report: OpenReport, first: int, count: int) -> str:
    return report.talk.say(
        "review.pages", first=first + 1, last=min(first + PAGE, count), count=count
    )


def _further(report: OpenReport, first: int, count: int) -> tuple[Button, ...]:
    after = first + PAGE
    if count <= PAGE:
        return ()
    word, start = ("more", after) if after < count else ("from_top", 0)
    return (tap(word, report.talk.language, report.action("summary", number=str(start))),)


def _grow(report: OpenReport, end: RowsEnd) -> Button:
    label = report.session.say(end.label, parent_of(end.path), report.talk.language)
    data = report.action("reopen", rows=report.session.key(end.path))
    return tap("add_to", report.talk.language, data, label=label or report.talk.say("repeat.item"))


def pick(report: OpenReport, first: int = 0) -> Turn:
    """Which answer to mend: of those on the page, and any other by its number; a list of rows may
    also grow.
    """
    buttons = mends(report, first)
    return told(report.talk.state, "review.pick", *buttons) if buttons else show(report)


def _as_typed(report: OpenReport, question: Question) -> str:
    """The answer as its person would type it, to be mended in the box; "" of what is chosen or
    sent.
    """
    if question.kind not in TYPED:
        return ""
    value = report.session.value(question.path)
    if question.kind == "date":
        return shown_day(value) if value else ""
    return value if "\n" not in value else ""


def mends(report: OpenReport, first: int = 0) -> list[Button]:
    """The buttons to mend an answer, and to add a row."""
    questions = report.session.questions()
    first = first if 0 <= first < len(questions) else 0
    buttons: list[Button] = [
        Tap(
            report.talk.say("buttons.edit_one", place=place),
            report.action("edit_one", question=report.session.key(question.path)),
            _as_typed(report, question),
        )
        for place, question in list(enumerate(questions, 1))[first : first + PAGE]
        if not in_doubt.is_closed(report, question.path)
    ]
    stops = () if report.draft.only else report.session.stops()
    grow = [_grow(report, stop) for stop in stops if isinstance(stop, RowsEnd)]
    return [*buttons, *grow[: MOST_MENDS - len(buttons)]]
