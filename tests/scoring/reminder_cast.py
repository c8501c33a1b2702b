"""Chonburi in March 2556: its districts, who reports for them, and a day's plan."""

from collections.abc import Mapping, Sequence
from datetime import date

from scoring.boards import Board, board
from scoring.programme import Programme
from scoring.reminders.hours import is_day
from scoring.reminders.people import DayPlan, Overseer, Reporter, Told
from scoring.reminders.plan import plan
from scoring.reminders.stages import is_first_of_week
from tests.scoring.cast import CBI, offices_scored

CHONBURI = offices_scored()
DISTRICTS = ("CBI-BB", "CBI-BL", "CBI-NY", "CBI-PT", "CBI-MC")
JOINED = date(2012, 9, 1)


def march(day: int) -> date:
    return date(2013, 3, day)


def boards(today: date, *sent: tuple[str, str], of: Programme = CHONBURI) -> list[Board]:
    calendar = of.calendar
    open_today = is_day(of, calendar, today)
    return [
        board(
            of,
            calendar,
            today,
            set(sent),
            is_time=open_today,
            is_first_of_week=is_first_of_week(calendar, today),
        )
    ]


def reporter(
    person: int, *offices: str, joined: date = JOINED, told: Mapping[str, Told] | None = None
) -> Reporter:
    """Someone for these offices; `told` by indicator, of the first."""
    keyed = {(CBI, offices[0], code): one for code, one in (told or {}).items()}
    return Reporter(person, {(CBI, office): joined for office in offices}, keyed)


def everyone() -> list[Reporter]:
    return [reporter(number, office) for number, office in enumerate(DISTRICTS)]


def planned(
    today: date,
    reporters: Sequence[Reporter],
    left: int | None = None,
    *sent: tuple[str, str],
    overseers: Sequence[Overseer] = (),
) -> DayPlan:
    return plan(today, boards(today, *sent), reporters, overseers, left)


def pushed(found: DayPlan) -> list[int]:
    return [one.person for one in found.push]


def codes(found: DayPlan) -> list[str]:
    (message,) = (*found.push, *found.free)
    return [each.due.standing.code for each in message.items]
