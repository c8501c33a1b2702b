"""Asking: one stop of a form with its progress and its buttons, always ending in back, pause and
cancel.
"""

from msgspec.structs import replace

from forms.filling.stops import RowsEnd, Stop
from forms.kinds import MEDIA_KINDS
from forms.model import Question
from handlers.questions import choosing, evidence, in_doubt, prompts, proposal, rows, summary
from handlers.questions.explained import explained
from handlers.questions.navigation import always
from handlers.vocabulary.answers import held_by, shown
from handlers.vocabulary.messages import Button, Text
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn, spoken, tap
from thai.graphemes import cut

LISTS = {"select_one", "select_multiple", "rank"}
# by ticks, by the count of what was sent
SHOW_WHAT_THEY_HOLD = {"select_multiple", "rank", *MEDIA_KINDS}
LONGEST_NOW = 100  # letters of an answer that stands already
MOST_BUTTONS = 13  # LINE shows so many quick replies
SHORT_NOTE = 60  # letters: such a note stands in the bubble of the answer before it


def ask(report: OpenReport, stop: Stop | None = None) -> Turn:
    """Asks at the given stop, or at the next one that is not done; the summary when all are."""
    stop = stop or report.session.next_stop()
    if stop is None:
        return summary.show(report)
    report = report.with_draft(replace(report.draft, at=stop.path, search="", unsure=""))
    if report.draft.proposed is not None and report.session.stop(report.draft.proposed.repeat):
        return proposal.show(report, report.draft.proposed)
    if isinstance(stop, RowsEnd):
        return rows.ask_more(report, stop)
    report, attached = evidence.attach_loose(report, stop)
    turn = show(report, stop)
    return turn.after(Text(attached)) if attached else turn


def show(report: OpenReport, question: Question, first: int = 0) -> Turn:
    """The question as it stands now; `first` is where the page of a long list begins."""
    words = question_text(report, question, first)
    return spoken(
        report.talk.state, Text(words, choices(report, question, first), report.asks(question.path))
    )


def question_text(report: OpenReport, question: Question, first: int = 0) -> str:
    talk, session = report.talk, report.session
    place, count = session.place(question.path)
    heading = talk.say("report.heading", name=report.called, place=place, count=count)
    if in_doubt.is_in_doubt(report, question):
        heading = in_doubt.heading(report, question)
    label = session.say(question.label, question.path, talk.language)
    text = talk.say("report.question", heading=_with_row(report, question, heading), label=label)
    hint = session.say(question.hint, question.path, talk.language)
    if hint:
        text = talk.say("report.with_hint", question=text, hint=hint)
    if now := held(report, question):
        answer = cut(shown(question, now, talk.language), LONGEST_NOW)
        text = f"{text}\n{talk.say('report.now', answer=answer)}"
    page = list_page(report, question, first)
    more = in_doubt.lines(report, question) if in_doubt.is_in_doubt(report, question) else []
    more += choosing.lines(report, question, page) if page else []
    more += _ways(report, question)
    if question.path in report.draft.unread and question.path not in report.draft.answers.done:
        more.append(report.draft.unread[question.path])
    if rows.is_table_welcome(report, question):
        more.append(talk.say("rows.tip", most=session.form.most_rows))
        more += [talk.say("fill.tip")] if talk.known.public_url and not report.draft.trial else []
    return "\n".join([text, *more])


def _ways(report: OpenReport, question: Question) -> list[str]:
    """In which ways the question may be answered, where that is not plain."""
    talk, more = report.talk, list[str]()
    if question.kind in prompts.CLOCKS or question.kind == "geopoint":
        more.append(talk.say(f"report.type_{question.kind}"))
    if question.kind == "range":
        more.append(talk.say("report.range", **prompts.limits(question)))
    if question.kind == "barcode" and not report.draft.survey:
        more.append(talk.say("code.tip"))
    if question.kind == "audio":
        more.append(talk.say("evidence.speak"))
    if prompts.is_long(question):
        more.append(prompts.so_far(report, question))
    return more


def _with_row(report: OpenReport, question: Question, heading: str) -> str:
    """With the row it is about: สมาชิก 2."""
    row = report.session.row(question.path)
    if row is None:
        return heading
    return f"{heading}\n{rows.row_name(report, question.path)}"


def list_page(report: OpenReport, question: Question, first: int = 0) -> choosing.Page | None:
    """The page of the question's list, as large as its buttons have room; None where it has no
    list.
    """
    if question.kind not in LISTS:
        return None
    others = (
        *_before(report, question),
        *_keep(report, question),
        *_skip(report, question),
        *_explain(report, question),
        *always(report),
    )
    return choosing.page(report, question, MOST_BUTTONS - len(others), first)


def choices(report: OpenReport, question: Question, first: int = 0) -> tuple[Button, ...]:
    """The question's own buttons, then back, pause and cancel: always, and always last."""
    own = prompts.buttons(report, question, list_page(report, question, first))
    if prompts.is_long(question) and question.path in report.draft.writing:
        own = (tap("enough", report.talk.language, report.action("enough")),)
    left = (
        *_keep(report, question),
        *_skip(report, question),
        *_explain(report, question),
        *always(report),
    )
    return (*_before(report, question), *own, *left)


def _before(report: OpenReport, question: Question) -> tuple[Button, ...]:
    """What stands before the answers' own buttons: leaving an answer as it was, rows that come or
    go.
    """
    doubt = in_doubt.buttons(report, question) if in_doubt.is_in_doubt(report, question) else ()
    return (*doubt, *rows.row_buttons(report, question))


def held(report: OpenReport, question: Question) -> str:
    """What the question holds already, a default or an earlier answer, and can go on holding; "" if
    nothing.

    A question that came back shows its old answer in another way (in_doubt.py).
    """
    is_shown_otherwise = question.kind in SHOW_WHAT_THEY_HOLD or in_doubt.is_in_doubt(
        report, question
    )
    if is_shown_otherwise or question.path in report.draft.writing:
        return ""
    return "" if report.session.is_broken(question.path) else report.session.value(question.path)


def _keep(report: OpenReport, question: Question) -> tuple[Button, ...]:
    key = report.session.key(question.path)
    return (
        (tap("keep", report.talk.language, report.action("keep", question=key)),)
        if held(report, question)
        else ()
    )


def _skip(report: OpenReport, question: Question) -> tuple[Button, ...]:
    required = report.session.is_required(question)
    return () if required else (tap("skip", report.talk.language, report.action("skip")),)


def _explain(report: OpenReport, question: Question) -> tuple[Button, ...]:
    """คำอธิบาย, at the first question; later its word is enough."""
    is_first = report.session.place(question.path)[0] == 1
    if not is_first or not explained(report):
        return ()
    return (tap("explain", report.talk.language, report.action("explain")),)


def asked(report: OpenReport) -> Stop | None:
    """The stop on screen; None at the summary, or when it is gone with the answers before it."""
    return report.session.stop(report.draft.at)


def asked_question(report: OpenReport) -> Question | None:
    stop = asked(report)
    return stop if isinstance(stop, Question) else None


def again(report: OpenReport, stop: Stop | None, why: str) -> Turn:
    """Says what was wrong, then asks the same once more, or shows the summary; nothing already
    given is touched.
    """
    return ask(report, stop).after(Text(why))


def notes(report: OpenReport, path: str) -> tuple[str, str]:
    """What the form says after a stop ("": at its beginning): short enough to stand beside the
    answer, or more.
    """
    said = [note for one in report.session.notes_after(path) if (note := _note(report, one))]
    if all(len(note) <= SHORT_NOTE and "\n" not in note for note in said):
        return " · ".join(said), ""
    return "", "\n\n".join(said)


def said_with_notes(report: OpenReport, path: str, said: str) -> tuple[Text, ...]:
    """What is said of an answer, with the notes after its question: short ones beside it."""
    aside, more = notes(report, path)
    words = f"{said} ({aside})" if aside else said
    asks = report.asks(path) if path else None
    return (Text(words, asks=asks), *((Text(more),) if more else ()))


def _note(report: OpenReport, note: Question) -> str:
    """Its words, and what it holds if it is a value to be read only."""
    label = report.session.say(note.label, note.path, report.talk.language)
    value = report.session.value(note.path)
    if not value:
        return label
    return report.talk.say(
        "report.read_only", label=label, value=held_by(note, value, report.talk.language)
    )
