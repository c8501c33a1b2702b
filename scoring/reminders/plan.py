"""Who is reminded today, of what, and how: by a push, with the next free reply, or not at all.
Pure.

Here and not with the conversation: it weighs points, days and a quota, and says nothing to anybody.
One message a person a day at most; scoring/reminders/sharing.py says who gets one of the month's
few.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from scoring.boards import Board, Owing
from scoring.reminders.people import DayPlan, Desk, Message, Overseer, Reporter, Told
from scoring.reminders.sharing import shared_out, still_to_come
from scoring.reminders.stages import CUTOFF, DUE, LATE, OPENING, Stage
from scoring.reminders.summaries import to_overseers


def plan(
    today: date,
    boards: Sequence[Board],
    reporters: Sequence[Reporter],
    overseers: Sequence[Overseer],
    left: int | None,
) -> DayPlan:
    """`left` is what is left of the month's quota; None for no limit."""
    by_key = {each.programme: each for each in boards}
    wanted = {
        one.person: one for one in (_message(today, by_key, each) for each in reporters) if one
    }
    uncovered = tuple(_uncovered(today, boards, reporters))
    reserve = 0 if left is None else still_to_come(today, by_key, reporters)
    unreached = set(uncovered)
    # who is told of an office out of reach may take somebody's message, whose office is out of
    # reach then
    while True:
        messages = {**wanted, **to_overseers(wanted, by_key, overseers, unreached)}
        found = shared_out(list(messages.values()), left, reserve, uncovered)
        left_out = _left_out(found, left)
        if left_out <= unreached:
            return found
        unreached |= left_out


def _left_out(found: DayPlan, left: int | None) -> set[Desk]:
    """The offices of those for whom the month has no message left; whom only the reserve holds
    back, waits.
    """
    if left is None or found.cost + len(found.free) <= left:
        return set()
    return {(each.programme, each.office) for one in found.free for each in one.items}


def _message(today: date, boards: Mapping[str, Board], one: Reporter) -> Message | None:
    if not one.reachable or (one.ask_again is not None and one.ask_again > today):
        return None
    if any(told.on == today for told in one.told.values()):
        return None
    owing = [
        each
        for desk in one.since
        if desk[0] in boards
        for each in boards[desk[0]].owing.get(desk[1], ())
    ]
    reached = [each for each in owing if each.due.stage is not None]
    timely = {each.programme for each in reached if boards[each.programme].is_time}
    news = [each for each in reached if _is_news(today, one, each)]
    if not any(each.programme in timely for each in news) and not (
        timely and _must_hear(today, one)
    ):
        return None
    items = sorted(pressing(reached), key=cost_order)
    return Message(
        one.person,
        tuple(items),
        tuple(news or items),
        loss=sum((each.due.loss for each in items), Decimal(0)),
        is_urgent=any(each.due.is_urgent for each in items),
        writes=one.writes,
    )


def pressing(reached: Sequence[Owing]) -> list[Owing]:
    """Without what has merely opened, unless nothing else is there."""
    return [each for each in reached if each.due.stage and each.due.stage.rank != OPENING] or list(
        reached
    )


def cost_order(each: Owing) -> tuple[Decimal, object]:
    """Most costly first, then as urgent as it stands."""
    return -each.due.loss, each.due.standing


def _must_hear(today: date, one: Reporter) -> bool:
    """An earlier message has not arrived, or they asked to be reminded again and have not been."""
    if one.muted:
        return False
    last = max((told.on for told in one.told.values()), default=date.min)
    return one.pending or (one.ask_again is not None and last < one.ask_again <= today)


def _is_news(today: date, one: Reporter, each: Owing) -> bool:
    """Whether this stage is new to them. A due date that was moved, or a clock that had been ahead,
    makes it new.
    """
    found, told = each.due.stage, one.told.get(each.key)
    assert found is not None, "only what has reached a stage is news"
    heard = each.returned.on if each.returned else date.min  # being sent back is told of at once
    if found.day <= max(heard, one.since[each.programme, each.office]):
        return False
    due = each.due.standing.due
    if one.muted and not _breaks_silence(found, told, due):
        return False
    if told is None or told.due not in (None, due) or told.day > today:
        return True
    return found.day > told.day and (found.recurs or found.name != told.stage)


def _breaks_silence(found: Stage, told: Told | None, due: date | None) -> bool:
    """Nobody is let past a deadline in silence: once at the due date, and before the cut-off, the
    muted hear too.
    """
    is_first = told is None or told.due not in (None, due) or (due is not None and told.day < due)
    return found.rank == CUTOFF or (found.rank in (DUE, LATE) and is_first)


def _uncovered(
    today: date, boards: Iterable[Board], reporters: Iterable[Reporter]
) -> Iterator[Desk]:
    """Offices with a stage today and nobody who can be told."""
    covered = {desk for one in reporters if one.reachable for desk in one.since}
    for each in boards:
        for office, owing in each.owing.items():
            is_today = any(one.due.stage and one.due.stage.day == today for one in owing)
            if each.is_time and is_today and (each.programme, office) not in covered:
                yield each.programme, office
