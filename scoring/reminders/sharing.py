"""How the messages that are left are shared out among those who should hear today. Pure.

A push goes first to whoever speaks for several offices, then to those with most to lose, one of an
office before its second. What costs nothing by waiting, a reminder or a summary, never uses up the
messages of the last days that are still to come in the month.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from scoring.boards import Board, Key
from scoring.reminders.people import DayPlan, Desk, Message, Reporter


def shared_out(
    wanted: Sequence[Message], left: int | None, reserve: int, uncovered: tuple[Desk, ...]
) -> DayPlan:
    """`reserve` of what is left is kept back for the last days to come; what cannot wait may use
    it.
    """
    ordered = sorted(wanted, key=lambda one: one.order)
    if left is None:
        return DayPlan(tuple(ordered), (), uncovered)
    left = max(left, 0)
    pressing_ones = [one for one in ordered if one.is_urgent]
    others = [one for one in ordered if not one.is_urgent]
    if len(pressing_ones) > left:
        pressing_ones = _spread(pressing_ones)
    pushed = pressing_ones[:left]
    room = max(left - len(pushed) - reserve, 0)
    if len(others) > room:
        others = _spread(others)
    pushed = [*pushed, *others[:room]]
    free = [*pressing_ones[left:], *others[room:]]
    return DayPlan(tuple(pushed), tuple(free), uncovered, reserve)


def _spread(ordered: Sequence[Message]) -> list[Message]:
    """The first to speak for each report before those whose colleague hears of it already."""
    heard: set[Key] = set()
    first: list[Message] = []
    second: list[Message] = []
    for one in ordered:
        keys = {each.key for each in one.items}
        (second if keys and keys <= heard else first).append(one)
        heard |= keys
    return [*first, *second]


def still_to_come(today: date, boards: Mapping[str, Board], reporters: Iterable[Reporter]) -> int:
    """The last reminders of this month that come after today, should nobody send anything until
    then.
    """
    days_of: dict[Desk, frozenset[date]] = {}
    count = 0
    for one in reporters:
        days: set[date] = set()
        for desk in one.since if one.reachable else ():
            if desk not in days_of:
                owing = boards[desk[0]].owing.get(desk[1], ()) if desk[0] in boards else ()
                days_of[desk] = frozenset(
                    day for each in owing for day in each.due.last_calls if _is_ahead(today, day)
                )
            days |= days_of[desk]
        count += len(days)
    return count


def _is_ahead(today: date, day: date) -> bool:
    return day > today and (day.year, day.month) == (today.year, today.month)
