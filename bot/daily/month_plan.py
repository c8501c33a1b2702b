"""A month's plan before it begins: which days speak, to how many, at what cost, should nobody send
meanwhile.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from bot.daily import quota
from bot.daily.reminders import Facts, read_facts
from bot.store.engine import Database
from bot.store.library import Library
from scoring.boards import Board
from scoring.reminders.forecast import forecast
from scoring.reminders.hours import is_day
from scoring.reminders.people import DayPlan
from thai.dates import bangkok_day


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the plan; `left` of the month's messages after it, None for no limit; points at
    stake for a person.
    """

    day: date
    push: int
    free: int
    out_of_reach: int
    reserve: int
    left: int | None
    most_at_stake: Decimal
    stages: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        told = {name: getattr(self, name) for name in self.__slots__}
        return {**told, "day": self.day.isoformat(), "most_at_stake": f"{self.most_at_stake:.2f}"}


def month_plan(
    database: Database,
    library: Library,
    now: datetime,
    asked: quota.Asking,
    *,
    month: date | None = None,
    limit: int | None = None,
) -> Iterator[Day]:
    """The days from today to the end of this month, or those of another `month`; `limit` in place
    of LINE's figure.
    """
    days = list(_days(bangkok_day(now), month))
    if not days:
        return
    allowed = asked()
    with database.reading() as conn:
        facts = read_facts(conn, library.current(conn), now)
        allowed = allowed or quota.remembered(conn, now)
    left = limit if limit is not None else _left(allowed, is_this_month=month is None)
    for day, found, after in forecast(
        days, lambda one: _boards(facts, one), facts.reporters, facts.overseers, left
    ):
        yield _told(day, found, after)


def _days(today: date, month: date | None) -> Iterator[date]:
    first = month or today
    day = max(first, today)
    while (day.year, day.month) == (first.year, first.month):
        yield day
        day += timedelta(days=1)


def _left(allowed: quota.Quota | None, *, is_this_month: bool) -> int | None:
    if allowed is None:
        return None
    return allowed.left if is_this_month else allowed.limit


def _boards(facts: Facts, day: date) -> list[Board]:
    return facts.boards(day, lambda edition: is_day(edition.programme, edition.calendar, day))


def _told(day: date, found: DayPlan, left: int | None) -> Day:
    messages = [*found.push, *found.free]
    stages = sorted(
        {each.due.stage for one in messages for each in one.news if each.due.stage},
        key=lambda one: (one.rank, one.name),
    )
    return Day(
        day,
        len(found.push),
        len(found.free),
        len(found.uncovered),
        found.reserve,
        left,
        max((one.loss for one in messages), default=Decimal(0)),
        tuple(dict.fromkeys(one.name for one in stages)),
    )
