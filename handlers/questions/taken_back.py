"""A typed answer that its person takes back (LINE's unsend): its question is open again.

LINE gives no free reply to it, so nothing is asked at once: what is on screen stays what the next
message answers, and the open question comes after it.
"""

from handlers.vocabulary.messages import Text
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn, spoken
from thai.graphemes import cut

LONGEST_LABEL = 60


def unsent(report: OpenReport, message_id: str) -> Turn | None:
    """Opens the question again that this message answered last; what it held is shown with it, and
    holds until another answer comes. None for any other message.
    """
    path = report.draft.said.get(message_id, "")
    question = report.session.question(path) if path else None
    if question is None or not _answered_last(report, message_id, path):
        return None
    again = report.answering(report.draft.answers.forget(path))
    label = cut(report.label(question, path), LONGEST_LABEL)
    words = report.talk.say("report.taken_back", label=label)
    return spoken(again.talk.state, Text(words))


def _answered_last(report: OpenReport, message_id: str, path: str) -> bool:
    """Whether no later message answered the same question, and the answer stands."""
    later = [one for one, answered in report.draft.said.items() if answered == path]
    return later[-1] == message_id and path in report.draft.answers.done
