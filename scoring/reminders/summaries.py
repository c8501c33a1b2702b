"""Who oversees and is told of it today: of their own offices, and only where these give something
to say. Pure.
"""

from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from scoring.boards import Board
from scoring.reminders.people import Desk, Message, Overseer


def to_overseers(
    wanted: Mapping[int, Message],
    boards: Mapping[str, Board],
    overseers: Iterable[Overseer],
    unreached: AbstractSet[Desk],
) -> dict[int, Message]:
    """Summaries to those whose own offices give something to say; who also reports gets it in the
    same message.
    """
    daily = {key: news(each, unreached) for key, each in boards.items()}
    pressing = {key: _pressing(boards[key], offices) for key, offices in daily.items()}
    weekly = {
        key: each.owing.keys()
        for key, each in boards.items()
        if each.is_time and each.is_first_of_week
    }
    found = {}
    for one in (each for each in overseers if not each.muted):
        speaks = {
            key: _among(daily[key], offices)
            for key, offices in one.mornings.items()
            if key in daily
        }
        mornings = tuple(key for key, count in speaks.items() if count)
        weeklies = tuple(
            key for key, each in one.weeklies.items() if key in weekly and _among(weekly[key], each)
        )
        if mornings or weeklies:
            message = wanted.get(one.person, Message(one.person))
            found[one.person] = replace(
                message,
                mornings=mornings,
                weeklies=weeklies,
                speaks_for=sum(speaks.values()),
                is_urgent=message.is_urgent
                or any(_among(pressing[key], one.mornings[key]) for key in mornings),
            )
    return found


def _pressing(one: Board, offices: AbstractSet[str]) -> frozenset[str]:
    """Those of these offices that lose points by waiting: for nothing less is one of the last
    messages spent on telling somebody else.
    """
    return frozenset(
        office for office in offices if any(each.due.loss > 0 for each in one.owing[office])
    )


def _among(offices: AbstractSet[str], mine: Collection[str] | None) -> int:
    """How many of these are one's own; None stands for all offices."""
    return len(offices) if mine is None else sum(1 for office in mine if office in offices)


def news(one: Board, unreached: AbstractSet[Desk] = frozenset()) -> frozenset[str]:
    """The offices a coordinator must hear of this morning: late, soon cut off, or out of reach."""
    if not one.is_time:
        return frozenset()
    return frozenset(
        office
        for office, owing in one.owing.items()
        if (one.programme, office) in unreached
        or any(each.due.is_late or each.due.will_be_cut_off for each in owing)
    )
