"""What takes the next message for its own ends when something else is asked for, or says that it
goes on: no mode outlives the moment in which it was looked at.
"""

from handlers import appraisals, review
from handlers.commands import COMMANDS, MAIN, main_command
from handlers.reminders import broadcast
from handlers.review import review_talk
from handlers.surveys import opening
from handlers.vocabulary.actions import read_action
from handlers.vocabulary.command import Command
from handlers.vocabulary.events import Tapped, Wrote
from handlers.vocabulary.places import (
    HOME,
    Announcing,
    Appraising,
    AskingToJoin,
    Joining,
    Reviewing,
    Surveying,
)
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn

ANNOUNCING = {one.name for one in broadcast.COMMANDS}
APPRAISING = {one.name for one in appraisals.COMMANDS}
REVIEWING = {one.name for one in review.COMMANDS}


def ended(talk: Talk) -> Talk:
    """A main word or another room's button ends a word to many that is being written; a main word
    ends asking to join, and a member's way into another office.
    """
    command, where = _asked_for(talk), talk.state.where
    if command is None:
        return talk
    if isinstance(where, Announcing) and command.name not in ANNOUNCING:
        return talk.going(HOME)
    if isinstance(where, Appraising) and command.name not in APPRAISING:
        return talk.going(HOME)
    is_joining = isinstance(where, Joining | AskingToJoin) and command.where in MAIN
    if is_joining and talk.known.memberships:
        return talk.going(HOME)
    return talk.going(Joining("code")) if is_joining and isinstance(where, AskingToJoin) else talk


def _asked_for(talk: Talk) -> Command | None:
    match talk.event.what:
        case Tapped(data):
            return COMMANDS.get(read_action(data).name)
        case Wrote(text):
            return main_command(text)
        case _:
            return None


def wrote(talk: Talk, text: str) -> Turn | None:
    """What was typed, to whatever takes the next message; None where nothing does."""
    match talk.state.where:
        case Reviewing():
            return review_talk.wrote(talk, text)
        case Announcing():
            return broadcast.wrote(talk, text)
        case Surveying() as place:
            return opening.wrote(talk, place, text)
        case Appraising() as place:
            return appraisals.wrote(talk, place, text)
        case _:
            return None


def said_of_review(talk: Talk, command: Command, turn: Turn) -> Turn:
    """Whoever looks something up in the middle of a decision is told that it is still open, and
    where it is gone on with.
    """
    now = talk.state.reviewing
    if now is None or turn.state.reviewing is not now or command.name in REVIEWING:
        return turn
    return Turn(turn.state, (*turn.effects, *review_talk.still_open(talk).effects))
