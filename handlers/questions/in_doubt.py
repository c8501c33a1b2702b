"""The questions of a report that came back: what is said and offered at each, and that no other is
open.
"""

from forms.kinds import MEDIA_KINDS
from forms.model import Question
from handlers.vocabulary.answers import shown
from handlers.vocabulary.messages import Button
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import tap


def is_in_doubt(report: OpenReport, question: Question) -> bool:
    return question.path in report.draft.only


def lines(report: OpenReport, question: Question) -> list[str]:
    """Under a question that came back: why it did, and what was answered before."""
    talk = report.talk
    before = shown(question, report.session.value(question.path), talk.language)
    return [
        talk.say("returned.why", reason=report.draft.only[question.path]),
        talk.say("returned.old_answer", answer=before),
    ]


def heading(report: OpenReport, question: Question) -> str:
    """แก้ข้อ 1 จาก 2, of the questions that came back."""
    paths = [*report.draft.only]
    return report.talk.say(
        "returned.heading",
        name=report.called,
        place=paths.index(question.path) + 1,
        count=len(paths),
    )


def buttons(report: OpenReport, question: Question) -> tuple[Button, ...]:
    """The old answer may stand after all; old evidence may be taken away."""
    key, language = report.session.key(question.path), report.talk.language
    if question.kind not in MEDIA_KINDS:
        return (tap("keep_answer", language, report.action("keep_answer", question=key)),)
    if not report.draft.pieces.get(question.path):
        return ()
    return (tap("drop_evidence", language, report.action("drop_evidence", question=key)),)


def is_closed(report: OpenReport, path: str) -> bool:
    """Whether a question is none of those that came back: its answer is not to be changed."""
    return bool(report.draft.only) and path not in report.draft.only
