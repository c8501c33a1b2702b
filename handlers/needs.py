"""What must be read before a step can decide: an invite, the reports already sent. Pure."""

from dataclasses import dataclass

from handlers.actions import read_action
from handlers.conversation import MAIN_WORDS
from handlers.enrol import code_in
from handlers.events import Event, Sent, Tapped, Wrote
from handlers.state import State
from handlers.words import heard

ANSWERS = {"answer", "toggle", "chosen", "skip", "back", "pause", "cancel", "stay", "enough", "edit", "edit_one"}


@dataclass(frozen=True, slots=True)
class Needs:
    """`invite` is a code to look up; `submissions` and their `pieces` of evidence where the step may need them."""

    invite: str = ""
    submissions: bool = False
    pieces: bool = False


def needs(state: State, event: Event) -> Needs:
    match event.what:
        case Wrote(text):
            return Needs(code_in(text) or state.invite, _asks_for_reports(state, text))
        case Tapped(data):
            chosen = read_action(data)
            return Needs(state.invite, chosen.name not in ANSWERS, chosen.name == "start")
        case Sent():
            return Needs(state.invite)
        case _:
            return Needs(state.invite, state.draft is None)


def _asks_for_reports(state: State, text: str) -> bool:
    if state.draft is None or state.place == "review":
        return True
    return any(heard(word, text) for word in MAIN_WORDS) or heard("send", text)
