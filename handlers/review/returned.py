"""A report that came back: exactly the questions in doubt are opened, with the old answers and
evidence.
"""

from msgspec.structs import replace

from forms.filling.session import Answers, Session
from forms.model import Question
from forms.paths import below_root, name_of
from handlers.questions import pieces, room
from handlers.questions.asking import ask, asked_question
from handlers.reports import revising
from handlers.reports.report import resume, told_of
from handlers.reports.report import start as report_start
from handlers.review.review_card import difference
from handlers.review.review_desk import bare
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.answers import shown
from handlers.vocabulary.command import Command, FormCommand, Need
from handlers.vocabulary.draft import Draft
from handlers.vocabulary.known import Submission
from handlers.vocabulary.messages import Card, Row, Text
from handlers.vocabulary.places import HOME
from handlers.vocabulary.review_effects import Tell
from handlers.vocabulary.talk import OpenReport, Talk, open_report
from handlers.vocabulary.turn import Turn, spoken, tap, told
from handlers.vocabulary.words import say


def start(talk: Talk, chosen: Action) -> Turn:
    """เริ่มรายงาน and its like: of a report that came back, only what is in doubt."""
    sent = talk.known.submission(chosen.programme, chosen.office, chosen.indicator)
    return (
        begin(talk, sent) if sent is not None and sent.is_returned else report_start(talk, chosen)
    )


def correct(talk: Talk, _chosen: Action) -> Turn:
    """แก้ตามที่ส่งกลับ, from the message that told of it or from the list of work."""
    under = talk.known.under
    if under is None:
        return told(
            talk.state, "trouble.old_button", tap("report", talk.language, action("report"))
        )
    return begin(talk, under.submission, newest=under.newest)


def begin(talk: Talk, sent: Submission, newest: str = "") -> Turn:
    """Opens a report that was sent back, or goes on where it was left; whoever comes too late hears
    so.
    """
    report_button = tap("report", talk.language, action("report"))
    if not talk.may("report", sent.programme, sent.office):
        return told(talk.state, "returned.not_yours", report_button)
    if (newest and newest != sent.id) or not sent.is_returned or sent.review is None:
        return told(talk.state, "returned.done", report_button)
    open_one = talk.state.draft
    begun = next((one for one in talk.state.begun if one.corrects == sent.id), None)
    if begun is None and (full := room.refusal(talk)):
        return full
    talk = talk.going(HOME)
    turn = resume(talk, begun) if begun else _fresh(talk, sent)
    return (
        turn.after(*told_of(talk, open_one)) if open_one and open_one.corrects != sent.id else turn
    )


def _fresh(talk: Talk, sent: Submission) -> Turn:
    """A draft with every answer as it was, and only the questions in doubt to be answered."""
    assert sent.review is not None, "checked before"
    draft = Draft(
        talk.fresh_id(),
        sent.programme,
        sent.asked_under or sent.version,
        sent.office,
        sent.indicator,
        series=sent.series,
        corrects=sent.id,
        only=dict(sent.review.reasons),
    )
    report = open_report(talk, draft)
    if report is None:
        return told(talk.state, "trouble.programme_gone")
    blank = Session(report.session.form, Answers(), report.session.now)
    draft = revising.draft_of(draft, sent, blank)
    answers = draft.answers
    for path in draft.only:
        answers = answers.forget(path)
    report = report.with_draft(replace(draft, answers=answers))
    words = talk.say(
        "returned.began", name=report.titled, office=report.office, count=len(draft.only)
    )
    return ask(report).after(Text(words))


def keep_answer(report: OpenReport, chosen: Action) -> Turn | None:
    """คงคำตอบเดิม, at the question on screen."""
    question = _on_screen(report, chosen)
    if question is None:
        return None
    value = report.session.value(question.path)
    kept = report.answering(report.draft.answers.put(question.path, value))
    return ask(kept).after(Text(report.talk.say("returned.kept")))


def drop_evidence(report: OpenReport, chosen: Action) -> Turn | None:
    """ลบหลักฐานเดิม, at the question on screen: piece by piece, each asked about."""
    return pieces.show(report, chosen) if _on_screen(report, chosen) else None


def _on_screen(report: OpenReport, chosen: Action) -> Question | None:
    """The question in doubt that a button is about; None when another one is on screen."""
    question = asked_question(report)
    if question is None or question.path not in report.draft.only:
        return None
    return question if chosen.question == report.session.key(question.path) else None


def word_to_reviewer(report: OpenReport, before: Submission, sent: str) -> tuple[Tell, ...]:
    """Pushed to whoever sent it back: what is another answer now."""
    reviewer = before.review.reviewer if before.review else None
    if reviewer is None:
        return ()
    return (
        Tell((reviewer.id,), (_difference(report, before, sent, reviewer.language),), must=True),
    )


def _difference(report: OpenReport, before: Submission, sent: str, language: str) -> Card:
    rows = tuple(_changed(report, before, path, language) for path in report.draft.only)
    name = f"{report.called} {report.office}"
    changes = " · ".join(f"{row.title}: {row.note}" for row in rows)
    return Card(
        alt=say("returned.corrected_alt", language, name=name, changes=changes),
        title=say("returned.corrected_title", language, name=name),
        subtitle=report.talk.known.name,
        rows=rows,
        button=tap("look", language, action("review", report=bare(sent))),
    )


def _changed(report: OpenReport, before: Submission, path: str, language: str) -> Row:
    question = report.session.question(path)
    if question is None:
        return Row(name_of(path), "–")
    label = report.label(question, path)
    old, value = before.answers.get(below_root(path), ""), report.session.value(path)
    if old == value:
        return Row(
            label, say("returned.unchanged", language, answer=shown(question, value, language))
        )
    return Row(label, difference(question, old, value, language))


def spoken_too_late(talk: Talk) -> Turn:
    """Somebody else has corrected it meanwhile."""
    state = replace(talk.state, where=HOME)
    return spoken(
        state, Text(talk.say("returned.done"), (tap("report", talk.language, action("report")),))
    )


COMMANDS = (
    Command("start", start, needs=(Need.SUBMISSIONS, Need.PIECES, Need.FLOWS)),
    Command("correct", correct, needs=(Need.UNDER,)),
)
FORM_COMMANDS = (
    FormCommand("keep_answer", keep_answer),
    FormCommand("drop_evidence", drop_evidence),
)
