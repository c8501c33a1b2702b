"""A long text in several messages: each is added to what came before, and the whole is read back when it is done."""

from dataclasses import replace

from forms.model import Question
from forms.reading import LONGEST_TEXT
from handlers import asking
from handlers.messages import Text
from handlers.talk import OpenReport
from handlers.turn import Turn, spoken


def add(report: OpenReport, question: Question, text: str) -> Turn:
    """One more part; the first part of a new answer takes the place of the old one."""
    talk, draft = report.talk, report.draft
    before = report.session.value(question.path) if draft.writing else ""
    whole = "\n".join(filter(None, [before, text.strip()]))
    if len(whole) > LONGEST_TEXT:
        return asking.show(report, question).after(Text(talk.say("long_text.too_long", most=LONGEST_TEXT)))
    answers = replace(draft.answers, values={**draft.answers.values, question.path: whole})
    report = report.with_draft(replace(draft, answers=answers, writing=True))
    said = talk.say("long_text.got", count=len(whole))
    return spoken(report.talk.state, Text(said, asking.choices(report, question), (draft.id, question.path)))
