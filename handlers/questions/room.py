"""How much one person may have begun and not sent: so many reports, so much text. What does not fit
is refused in a sentence before it is taken; nothing that was given is ever let go to make room.
"""

from forms.filling.session import Answers
from handlers.vocabulary.actions import action
from handlers.vocabulary.state import State
from handlers.vocabulary.talk import OpenReport, Talk, open_report
from handlers.vocabulary.turn import Turn, tap, told

MOST_BEGUN = 20
LONGEST_REPORT = 60_000  # letters of its answers, thirty pages
LONGEST_BEGUN = 150_000  # letters of all that is begun


def refusal(talk: Talk) -> Turn | None:
    """Instead of beginning one more: what is to be finished or cancelled first; None while there is
    room.
    """
    begun = [
        report for one in talk.state.begun if not one.trial and (report := open_report(talk, one))
    ]
    if len(begun) < MOST_BEGUN and _letters(talk.state) < LONGEST_BEGUN:
        return None
    names = "\n".join(f"• {_named(one)}" for one in begun)
    return told(
        talk.state, "report.no_room", tap("report", talk.language, action("report")), names=names
    )


def objection(report: OpenReport, path: str, value: str) -> str:
    """Why an answer is too much for its report, or for all that is begun; "" if it is not."""
    others = length(report.draft.answers) - len(report.draft.answers.values.get(path, ""))
    if others + len(value) > LONGEST_REPORT:
        return report.talk.say("report.too_much_text", most=f"{LONGEST_REPORT:,}")
    elsewhere = _letters(report.talk.state) - length(report.draft.answers)
    if elsewhere + others + len(value) > LONGEST_BEGUN:
        return report.talk.say("report.too_much_begun", most=f"{LONGEST_BEGUN:,}")
    return ""


def length(answers: Answers) -> int:
    return sum(map(len, answers.values.values()))


def _letters(state: State) -> int:
    return sum(length(one.answers) for one in state.begun)


def _named(report: OpenReport) -> str:
    """ตัวชี้วัดที่ 4 · อำเภอบ้านบึง; of a survey its code, by which it is gone on with."""
    return " · ".join(filter(None, [report.called, report.draft.survey or report.office]))
