"""A long text in several messages: each is added to what came before, and the whole is read back
when it is done.
"""

from forms.filling.typed import LONGEST_TEXT
from forms.model import Question
from handlers.questions import asking, prompts, room
from handlers.vocabulary.messages import Text
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn, spoken


def add(report: OpenReport, question: Question, text: str) -> Turn:
    """One more part; the first part of a new answer takes the place of the old one."""
    talk, draft = report.talk, report.draft
    before = report.session.value(question.path) if question.path in draft.writing else ""
    whole = "\n".join(filter(None, [before, text.strip()]))
    if len(whole) > LONGEST_TEXT:
        return asking.show(report, question).after(
            Text(talk.say("long_text.too_long", most=LONGEST_TEXT))
        )
    if why := room.objection(report, question.path, whole):
        return asking.show(report, question).after(Text(why))
    report = report.with_draft(draft.gathering(question.path, whole))
    return spoken(
        report.talk.state,
        Text(
            prompts.so_far(report, question),
            asking.choices(report, question),
            report.asks(question.path),
        ),
    )
