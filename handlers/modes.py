"""What takes the next message for its own ends when something else is asked for, or says that it
goes on: no mode outlives the moment in which it was looked at.
"""

from handlers import appraisals, judging, review
from handlers.commands import COMMANDS, MAIN, main_command
from handlers.judging import closing, settling, through_office
from handlers.papers import own
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
    BringingOwnForm,
    Joining,
    Judging,
    Reviewing,
    Surveying,
)
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn

ANNOUNCING = {one.name for one in broadcast.COMMANDS}
JUDGING = {one.name for one in judging.COMMANDS}
APPRAISING = {one.name for one in appraisals.COMMANDS}
OWN_FORMS = {one.name for one in own.COMMANDS}
REVIEWING = {one.name for one in review.COMMANDS}


def ended(talk: Talk) -> Talk:
    """A main word or another room's button ends a word to many that is being written, and leaves an
    office that is judged, where every answer is kept already; a main word ends asking to join,
    and a member's way into another office.
    """
    command, where = _asked_for(talk), talk.state.where
    if command is None:
        return talk
    if isinstance(where, Announcing) and command.name not in ANNOUNCING:
        return talk.going(HOME)
    if isinstance(where, Judging) and command.name not in JUDGING:
        return talk.going(HOME)
    if isinstance(where, Appraising) and command.name not in APPRAISING:
        return talk.going(HOME)
    if isinstance(where, BringingOwnForm) and command.name not in OWN_FORMS:
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
        case Judging() as now:
            return _judged(talk, now, text)
        case Announcing():
            return broadcast.wrote(talk, text)
        case Surveying() as place:
            return opening.wrote(talk, place, text)
        case Appraising() as place:
            return appraisals.wrote(talk, place, text)
        case BringingOwnForm() as place:
            return own.wrote(talk, place, text)
        case _:
            return None


def _judged(talk: Talk, now: Judging, text: str) -> Turn:
    match now.doing:
        case "settle" | "why":
            return settling.wrote(talk, now, text)
        case "reopen":
            return closing.wrote(talk, now, text)
        case _:
            return through_office.wrote(talk, now, text)


def said_of_review(talk: Talk, command: Command, turn: Turn) -> Turn:
    """Whoever looks something up in the middle of a decision is told that it is still open, and
    where it is gone on with.
    """
    now = talk.state.reviewing
    if now is None or turn.state.reviewing is not now or command.name in REVIEWING:
        return turn
    return Turn(turn.state, (*turn.effects, *review_talk.still_open(talk).effects))
