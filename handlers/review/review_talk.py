"""The reviewer's side of the conversation: its buttons, its typed answers, and the way out of
it.
"""

from msgspec.structs import replace

from handlers.review import sending_back, verifying
from handlers.review.review_card import review_card
from handlers.review.review_desk import deciding
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.messages import Text
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from handlers.vocabulary.words import heard

VERIFYING = {"value_pick", "value", "score", "value_reason"}


def wrote(talk: Talk, text: str) -> Turn:
    """A typed text while a decision is being made."""
    now = talk.state.reviewing
    assert now is not None, "asked before"
    if heard("cancel", text):
        return drop(talk, Action("back_drop"))
    found = deciding(talk)
    if isinstance(found, Turn):
        return replace(found, state=found.state.undecided())
    return (
        verifying.wrote(found, text) if now.doing in VERIFYING else sending_back.wrote(found, text)
    )


def leave_first(talk: Talk, wanted: str) -> Turn:
    """A main word in the middle of a decision asks first: what was picked and typed would be
    lost.
    """
    buttons = (
        tap("stay_reviewing", talk.language, action("back_stay")),
        tap("leave_review", talk.language, action("back_leave", wanted=wanted)),
    )
    return told(talk.state, "checking.leave", *buttons, wanted=talk.say(f"buttons.{wanted}"))


def still_open(talk: Talk) -> Turn:
    """A decision goes on being open while something else is looked at."""
    buttons = (
        tap("stay_reviewing", talk.language, action("back_stay")),
        tap("cancel", talk.language, action("back_drop")),
    )
    return told(talk.state, "checking.still_open", *buttons)


def stay(talk: Talk, _chosen: Action) -> Turn:
    """Asks the open question of the decision again."""
    now, found = talk.state.reviewing, deciding(talk)
    if isinstance(found, Turn) or now is None:
        return found if isinstance(found, Turn) else spoken(talk.state, review_card(found))
    match now.doing:
        case "pick":
            return sending_back.ask_which(found)
        case "reason":
            return sending_back.ask_why(found)
        case _:
            return spoken(talk.state, Text(talk.say("checking.go_on")))


def drop(talk: Talk, _chosen: Action) -> Turn:
    """ยกเลิก: nothing was decided, and the report is on the desk as before."""
    state = talk.state.undecided()
    return told(state, "checking.dropped", tap("check", talk.language, action("check")))


COMMANDS = (
    Command("back_stay", stay, needs=(Need.UNDER,)),
    Command("back_drop", drop, needs=(Need.UNDER,)),
)
