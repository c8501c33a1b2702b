"""Something else is asked for in the middle of a form or a decision: it asks first, and goes there
when the person says so.
"""

from msgspec.structs import replace

from handlers.people.enrol import belongs
from handlers.reports import report
from handlers.review import review_talk
from handlers.vocabulary.actions import Action
from handlers.vocabulary.command import Commands, Where
from handlers.vocabulary.talk import OpenReport, Talk
from handlers.vocabulary.turn import Turn


def leave_first(talk: Talk, opened: OpenReport | None, wanted: str) -> Turn | None:
    """The question whether to leave what is open; None when nothing is."""
    if opened:
        return report.leave_first(opened, wanted)
    return review_talk.leave_first(talk, wanted) if talk.state.reviewing else None


def leave(opened: OpenReport, commands: Commands) -> Turn:
    """Pauses the report and goes where the person wanted to go."""
    wanted = commands.get(opened.talk.state.wanted)
    paused = report.pause(opened)
    talk = replace(opened.talk, state=paused.state)
    if wanted is None or not belongs(talk):
        return replace(paused, state=talk.state)
    return wanted.run(talk, Action(wanted.name)) or replace(paused, state=talk.state)


def leave_review(talk: Talk, chosen: Action, commands: Commands) -> Turn | None:
    """Drops the decision and goes there; None for a button that names no way to go."""
    wanted = commands.get(chosen.wanted)
    if wanted is None or wanted.where not in {Where.HOME, Where.AT_ONCE}:
        return None
    return wanted.run(replace(talk, state=talk.state.undecided()), Action(wanted.name))
