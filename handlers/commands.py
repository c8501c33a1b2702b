"""The one table of commands: what a tapped button or a typed word does, put together from the
rooms. What must be read beforehand, the help and the word lists are derived from it.
"""

from functools import cache

from handlers import (
    appraisals,
    asked,
    evidence_link,
    foreseeing,
    helping,
    judging,
    language,
    leaving,
    on_page,
    papers,
    people,
    questions,
    reminders,
    reports,
    results,
    review,
    sending,
    surveys,
)
from handlers.vocabulary.actions import Action
from handlers.vocabulary.command import Command, FormCommand, Where
from handlers.vocabulary.talk import OpenReport, Talk
from handlers.vocabulary.turn import Turn
from handlers.vocabulary.words import heard_keys

MAIN = frozenset({Where.HOME, Where.AT_ONCE})  # their words are commands whatever is going on
IDLE = frozenset({Where.IDLE})


def _help(talk: Talk, _chosen: Action) -> Turn:
    return helping.help_(talk, COMMANDS)


def _leave(opened: OpenReport, _chosen: Action) -> Turn:
    return leaving.leave(opened, COMMANDS)


def _leave_review(talk: Talk, chosen: Action) -> Turn | None:
    return leaving.leave_review(talk, chosen, COMMANDS)


COMMANDS = {
    one.name: one
    for one in (
        *reports.COMMANDS,
        *results.COMMANDS,
        *review.COMMANDS,
        *judging.COMMANDS,
        *surveys.COMMANDS,
        *people.COMMANDS,
        *reminders.COMMANDS,
        *papers.COMMANDS,
        *appraisals.COMMANDS,
        *asked.COMMANDS,
        *language.COMMANDS,
        Command("help", _help, Where.IDLE),
        Command("back_leave", _leave_review),
    )
}
FORM_COMMANDS = {
    one.name: one
    for one in (
        *questions.FORM_COMMANDS,
        *reports.FORM_COMMANDS,
        *review.FORM_COMMANDS,
        *sending.FORM_COMMANDS,
        *foreseeing.FORM_COMMANDS,
        *evidence_link.FORM_COMMANDS,
        *papers.FORM_COMMANDS,
        *on_page.FORM_COMMANDS,
        FormCommand("leave", _leave),
    )
}


def main_command(text: str) -> Command | None:
    """The command that a text is the word of, whatever is going on; None for any other text."""
    return _meant(heard_keys(text), MAIN)


def idle_command(text: str) -> Command | None:
    """The command of a word that is understood only where nothing else listens."""
    return _meant(heard_keys(text), IDLE)


@cache  # a step asks it of every button, and there are only so many words
def _meant(keys: frozenset[str], where: frozenset[Where]) -> Command | None:
    found = (COMMANDS[key] for key in keys if key in COMMANDS)
    return next((one for one in found if one.where in where), None)


def form_command(opened: OpenReport, text: str) -> FormCommand | None:
    """The command of the open form that a text is the word of, as things stand on the screen."""
    found = (FORM_COMMANDS[key] for key in heard_keys(text) if key in FORM_COMMANDS)
    return next((one for one in found if one.typed(opened)), None)
