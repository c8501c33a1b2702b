"""The calendar of a programme: official holidays of its years, with the programme's own changes.
Pure.
"""

from datetime import date

from scoring.stated import Stated
from thai.official_holidays import official_holidays
from thai.working_days import Calendar


class DayOff(Stated):
    """A day and why it is, or is not, a day off."""

    date: date
    reason: str


class Extra(Stated):
    """Days off a programme adds to the official ones, and official ones on which its offices are
    open.
    """

    added: tuple[DayOff, ...] = ()
    removed: tuple[DayOff, ...] = ()


def calendar_of(start: date, end: date, extra: Extra) -> Calendar:
    """The working days from the year before the round to the year after it."""
    years = range(start.year - 1, end.year + 2)
    added = [day.date for day in extra.added]
    removed = [day.date for day in extra.removed]
    return Calendar(official_holidays(years, added, removed))
