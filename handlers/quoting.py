"""Answering an old question by quoting it: LINE's reply to a message, of the bot's or of one's own."""

from dataclasses import replace

from forms.model import Question
from handlers import answering, in_doubt
from handlers.events import Wrote
from handlers.talk import OpenReport
from handlers.turn import Turn


def quoted(report: OpenReport, said: Wrote) -> Question | None:
    """The question that the quoted message asked or answered; None when nothing of this form is quoted."""
    if not said.quoted:
        return None
    draft, path = report.talk.known.quoted or ("", "")
    if draft != report.draft.id:
        path = report.draft.said.get(said.quoted, "")
    stop = report.session.stop(path)
    return stop if isinstance(stop, Question) else None


def answer(report: OpenReport, question: Question, said: Wrote) -> Turn:
    """The new answer to an old question; then the open question again, or what no longer fits."""
    if in_doubt.is_closed(report, question.path):
        return answering.edit(report, question)
    draft = replace(report.draft.heard(said.message_id, question.path), editing=True, search="", writing=False)
    return answering.answer(report.with_draft(draft), question, said.text)
