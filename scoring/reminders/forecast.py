"""A month's reminders before it begins: what each day would cost if nobody sent anything. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from scoring.boards import Board
from scoring.reminders.people import DayPlan, Message, Overseer, Reporter
from scoring.reminders.plan import plan


def forecast(
    days: Sequence[date],
    boards_of: Callable[[date], Sequence[Board]],
    reporters: Sequence[Reporter],
    overseers: Sequence[Overseer],
    left: int | None,
) -> Iterator[tuple[date, DayPlan, int | None]]:
    """Each day that says something, its plan, and what is left of the quota after it; None for no
    limit.

    Whoever is told with a free reply is taken not to have written.
    """
    now = {one.person: one for one in reporters}
    for day in days:
        found = plan(day, boards_of(day), list(now.values()), overseers, left)
        left = None if left is None else left - found.cost
        for messages, pending in ((found.push, False), (found.free, True)):
            for message in messages:
                if message.person in now:
                    now[message.person] = _told(now[message.person], message, day, pending=pending)
        if found.push or found.free:
            yield day, found, left


def _told(one: Reporter, message: Message, day: date, *, pending: bool) -> Reporter:
    return replace(one, told={**one.told, **message.marks(day)}, pending=pending)
