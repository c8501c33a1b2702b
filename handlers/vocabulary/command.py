"""One thing a person can ask for. Each stands beside the function that answers it;
handlers/commands.py puts them together into the one table that everything else is derived from.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from handlers.vocabulary.actions import Action
from handlers.vocabulary.talk import OpenReport, Talk
from handlers.vocabulary.turn import Turn


class Where(Enum):
    """Where a command is understood: by which way, and what becomes of a form or a decision that
    is open.
    """

    HOME = auto()  # by its word or a button; in the middle of something it asks first
    AT_ONCE = auto()  # by its word or a button, in the middle of anything
    IDLE = auto()  # by its word where nothing else listens, by a button at any moment
    BUTTON = auto()  # by a button, at any moment
    JOINING = auto()  # by a button, while somebody joins an office


class Need(Enum):
    """What has to be read from the database before a command can be answered."""

    SUBMISSIONS = auto()
    EARLIER = auto()  # the revisions before those submissions
    PIECES = auto()  # the evidence of those submissions
    ELSEWHERE = auto()  # what others sent of the work that is about to be sent
    RESULTS = auto()  # of surveys
    SURVEY = auto()  # the one the button names
    FLOWS = auto()  # the surveys whose figures go into the report
    CODE = auto()  # a fresh one, for a survey that is opened
    PAGES = auto()  # an unguessable token, for a page
    UPLOAD = auto()  # the form file the button names
    OWN_FORMS = auto()  # in place of papers: those that count, and the one the button names
    QUEUE = auto()  # what waits for review, after the cursor
    JUDGING = auto()  # rounds of judging
    JUDGED = auto()  # what the office that is gone through has told, and one's own points there
    UNDER = auto()  # the report the button names, or the one on the desk
    MEMBERS = auto()
    REQUEST = auto()  # to join, as the button names it
    HELD = auto()  # what is kept of the person
    CALENDARS = auto()
    BOARDS = auto()  # links to them
    DESKS = auto()  # who reviews at which office
    APPRAISALS = auto()  # in which this person has a part
    APPRAISED = auto()  # and the records that score the targets of the one that is meant
    COLLEAGUES = auto()  # who may assess: at the own office and those above
    STUCK = auto()  # what was given up or set aside


@dataclass(frozen=True, slots=True)
class Help:
    """A line of the help: its words (help.*), its place from the top, the permission it takes, at
    any office or for a programme as a whole; `offered` says for whom it is there at all.
    """

    line: str
    place: int
    permission: str = ""
    of_the_whole: bool = False
    offered: Callable[[Talk], bool] | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """`name` is the button's action and, where it can be typed, the key of its words (words.*);
    `outsiders`: whoever has agreed may ask for it, with or without an office. `run` gives None for
    a button that says nothing to go by.
    """

    name: str
    run: Callable[[Talk, Action], Turn | None]
    where: Where = Where.BUTTON
    needs: tuple[Need, ...] = ()
    help: Help | None = None
    outsiders: bool = False


def at_no_moment(_opened: OpenReport) -> bool:
    return False


def at_any_moment(_opened: OpenReport) -> bool:
    return True


def at_summary(opened: OpenReport) -> bool:
    return opened.talk.state.at_summary


@dataclass(frozen=True, slots=True)
class FormCommand:
    """One of an open form, by its button; `typed` says when its word is understood as well. `run`
    gives None for a button that is none of what is on screen.
    """

    name: str
    run: Callable[[OpenReport, Action], Turn | None]
    typed: Callable[[OpenReport], bool] = at_no_moment
    needs: tuple[Need, ...] = ()


Commands: TypeAlias = Mapping[str, Command]


def plainly(run: Callable[[Talk], Turn]) -> Callable[[Talk, Action], Turn]:
    """For what needs to be told nothing by its button."""
    return lambda talk, _chosen: run(talk)
