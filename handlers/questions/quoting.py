"""Answering an old question by quoting it: LINE's reply to a message, of the bot's or of one's
own.
"""

from msgspec.structs import replace

from forms.filling.rows import moved
from forms.filling.stops import RowsEnd, Stop
from forms.model import Question
from handlers.questions import answering, asking, in_doubt, repeating
from handlers.vocabulary.events import Wrote
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn


def quoted(report: OpenReport, said: Wrote) -> Stop | None:
    """The stop that the quoted message asked or answered; None when nothing of this form is
    quoted.
    """
    if not said.quoted:
        return None
    path = report.draft.said.get(said.quoted, "")
    if report.talk.known.quoted:
        draft, asked = report.talk.known.quoted
        then, _, gone = asked.partition("#")
        path = (
            moved(then, report.draft.dropped[int(gone or 0) :]) or ""
            if draft == report.draft.id
            else ""
        )
    return next((stop for stop in report.session.stops() if stop.path == path), None)


def is_lost(report: OpenReport, said: Wrote) -> bool:
    """Whether a question is quoted that is not in this form, or no longer: its answer is nobody
    else's.
    """
    return report.talk.known.quoted is not None and quoted(report, said) is None


def lost(report: OpenReport) -> Turn:
    return asking.again(report, asking.asked(report), report.talk.say("report.quoted_gone"))


def answer(report: OpenReport, stop: Stop, said: Wrote) -> Turn:
    """The new answer to an old question; then the open question again, or what no longer fits."""
    if isinstance(stop, Question) and in_doubt.is_closed(report, stop.path):
        return answering.edit(report, stop)
    draft = replace(
        report.draft.heard(said.message_id, stop.path), at=stop.path, editing=True, search=""
    )
    report = report.with_draft(draft)
    if isinstance(stop, RowsEnd):
        return repeating.wrote(report.answering(draft.answers.forget(stop.path)), stop, said.text)
    return answering.answer(report, stop, said.text)
