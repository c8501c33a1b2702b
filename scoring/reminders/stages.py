"""The stages of a reminder: from the opening of the round, through the due date, to the cut-off.
Pure.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from scoring.case import Window
from scoring.reminders.rules import Reminders
from thai.working_days import Calendar

OPENING, BEFORE, DUE, LATE, CUTOFF = range(
    5
)  # of two stages on one day the later in this list is told


@dataclass(frozen=True, slots=True, order=True)
class Stage:
    """A reminder stage: its day, and a name that stays the same however often it is worked out.

    opening, before-14 … before-1, due, late-1, late-2 …, before-cutoff-2, cutoff.
    """

    day: date
    rank: int
    name: str

    @property
    def recurs(self) -> bool:
        """Whether a stage of this name may rightly be told twice: once a day off was added, day 3
        comes again.
        """
        return self.rank == LATE


def stage(
    window: Window, calendar: Calendar, today: date, rules: Reminders, opens: date
) -> Stage | None:
    """The latest stage reached by today; None before the first, and for what has no due date.

    `opens` is the day the round begins. No stage falls on a day off where only working days are
    used: what is due on a Sunday is reminded of on the Friday before.
    """
    if window.due is None:
        return None
    return max(
        (
            each
            for each in _stages(window, window.due, calendar, today, rules, opens)
            if each.day <= today
        ),
        default=None,
    )


def last_calls(windows: Iterable[Window], calendar: Calendar) -> frozenset[date]:
    """The days on which a last reminder goes out: the due dates' and the cut-offs'."""
    days = (day for window in windows for day in (window.due, window.cutoff))
    return frozenset(_open_day(calendar, day) for day in days if day is not None)


def _stages(
    window: Window, due: date, calendar: Calendar, today: date, rules: Reminders, opens: date
) -> Iterator[Stage]:
    if rules.opening:
        first = opens if calendar.is_working_day(opens) else calendar.after(opens, 1)
        yield Stage(min(first, due), OPENING, "opening")
    for days in rules.stages:
        if days:
            yield Stage(calendar.before(due, days), BEFORE, f"before-{days}")
        else:
            yield Stage(_open_day(calendar, due), DUE, "due")
    late = calendar.late(due, today if window.cutoff is None else min(today, window.cutoff))
    if late:
        late = late if rules.late_daily else 1
        yield Stage(calendar.after(due, late), LATE, f"late-{late}")
    for days in rules.before_cutoff if window.cutoff else ():
        yield _before_cutoff(window, days, calendar)


def _before_cutoff(window: Window, days: int, calendar: Calendar) -> Stage:
    assert window.cutoff is not None, "asked of a window with a cut-off only"
    if days:
        return Stage(calendar.before(window.cutoff, days), CUTOFF, f"before-cutoff-{days}")
    return Stage(_open_day(calendar, window.cutoff), CUTOFF, "cutoff")


def _open_day(calendar: Calendar, day: date) -> date:
    """The day itself, or the last working day before it."""
    return day if calendar.is_working_day(day) else calendar.before(day, 1)


def next_working_day(calendar: Calendar, today: date) -> date:
    """The day on which the next reminder can come."""
    return calendar.after(today, 1)


def is_first_of_week(calendar: Calendar, today: date) -> bool:
    """Whether today is the first working day of its week: the day of the weekly summary."""
    monday = today - timedelta(days=today.weekday())
    earlier = (monday + timedelta(days=past) for past in range(today.weekday()))
    return calendar.is_working_day(today) and not any(
        calendar.is_working_day(day) for day in earlier
    )
