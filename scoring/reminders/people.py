"""Whom reminders concern, what they were told last, and a message to one of them. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from scoring.boards import Due, Key, Owing

Desk = tuple[str, str]  # a programme and an office in it


@dataclass(frozen=True, slots=True)
class Told:
    """What was last said of a report to a person: the due date and stage then, the stage's day, the
    day it was said.

    `due` is None where it was not noted.
    """

    due: date | None
    stage: str
    day: date
    on: date


@dataclass(frozen=True, slots=True)
class Reporter:
    """Someone who reports. `since` is the day they joined each office; they are told what is still
    ahead of it.

    `reachable` is False for who blocks the bot, `writes` True for who wrote to it lately, `pending`
    for whom an earlier reminder has not reached. `ask_again` is the day they asked to be reminded.
    """

    person: int
    since: Mapping[Desk, date]
    told: Mapping[Key, Told] = field(default_factory=dict)
    reachable: bool = True
    writes: bool = False
    muted: bool = False
    pending: bool = False
    ask_again: date | None = None


@dataclass(frozen=True, slots=True)
class Overseer:
    """Someone who coordinates programmes (a summary each morning that has news), or looks on (once
    a week).

    With each programme come the offices they oversee in it; None for all of them.
    """

    person: int
    mornings: Mapping[str, Collection[str] | None] = field(default_factory=dict)
    weeklies: Mapping[str, Collection[str] | None] = field(default_factory=dict)
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one person. `items` are listed most costly first; `news` those of them whose
    stage is new.
    """

    person: int
    items: tuple[Owing, ...] = ()
    news: tuple[Owing, ...] = ()
    mornings: tuple[str, ...] = ()
    weeklies: tuple[str, ...] = ()
    speaks_for: int = 0  # offices its mornings tell of
    loss: Decimal = Decimal(0)
    is_urgent: bool = False
    writes: bool = False

    @property
    def order(self) -> tuple[int, bool, Decimal, bool, date, int]:
        """Who speaks for several offices, the most first; then what cannot wait, by the points it
        costs; who writes anyway can wait longer.
        """
        first = min((each.due.standing.due or date.max for each in self.items), default=date.max)
        several = self.speaks_for if self.speaks_for > 1 else 0
        return -several, not self.is_urgent, -self.loss, self.writes, first, self.person

    def marks(self, day: date) -> Mapping[Key, Told]:
        """What is remembered of it: the stage each report has been told of."""
        return {each.key: told(each.due, day) for each in self.news if each.due.stage is not None}


def told(due: Due, day: date) -> Told:
    """What is remembered of one report told of on this day."""
    assert due.stage is not None, "only what has reached a stage is told of"
    return Told(due.standing.due, due.stage.name, due.stage.day, day)


@dataclass(frozen=True, slots=True)
class DayPlan:
    """Pushed today, kept for the person's next free reply; offices for whom nobody can be reached
    today.
    """

    push: tuple[Message, ...] = ()
    free: tuple[Message, ...] = ()
    uncovered: tuple[Desk, ...] = ()
    reserve: int = 0  # messages kept back for the last days to come this month

    @property
    def cost(self) -> int:
        """Messages of the month's quota."""
        return len(self.push)
