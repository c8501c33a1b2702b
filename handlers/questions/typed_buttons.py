"""A button's words, typed: LINE on a computer shows no quick replies, and a phone hides them after
the next message.
"""

from collections.abc import Iterable

from forms.filling.choices import is_label
from handlers.questions import asking, summary
from handlers.questions.asking import LISTS
from handlers.vocabulary.actions import Action, read_action
from handlers.vocabulary.messages import Button, Tap
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.words import is_of_a_button, plain, say

CHOICES = {
    "answer",
    "toggle",
}  # typed choices are read otherwise: by number, in part, several at once


def is_choice(report: OpenReport | None, text: str) -> bool:
    """Whether a text is the whole label of a choice of the question on screen: then it is no
    command.
    """
    question = asking.asked_question(report) if report else None
    if report is None or question is None or question.kind not in LISTS:
        return False
    return is_label(report.session.choices(question), text, report.talk.language)


def typed(report: OpenReport, text: str) -> Action | None:
    """What the button with these words does; None where no button on screen has them."""
    wanted = plain(text)
    if beside := report.talk.state.on_screen.get(wanted):
        return read_action(beside)
    if not is_of_a_button(text):
        return None
    for button in _on_screen(report):
        if isinstance(button, Tap) and plain(button.label) == wanted:
            chosen = read_action(button.action)
            return None if chosen.name in CHOICES else chosen
    return _mend(report, wanted)


def _on_screen(report: OpenReport) -> Iterable[Button]:
    question = asking.asked_question(report)
    if question is not None:
        return asking.choices(report, question)
    return summary.mends(report) if report.talk.state.at_summary else ()


def _mend(report: OpenReport, wanted: str) -> Action | None:
    """แก้ข้อ 3, at any question."""
    for place, question in enumerate(report.session.questions(), 1):
        if plain(say("buttons.edit_one", report.talk.language, place=place)) == wanted:
            return read_action(
                report.action("edit_one", question=report.session.key(question.path))
            )
    return None
