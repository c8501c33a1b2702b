"""Points for several items in one message, from the item on screen on: as they stand on a judge's
paper. All of them are right, or none is taken.
"""

from decimal import Decimal

from handlers.judging.item_card import DECIMALS, Stop, asked_points, shown
from handlers.vocabulary.judging_effects import GivePoints
from handlers.vocabulary.messages import Text
from handlers.vocabulary.places import HOME
from handlers.vocabulary.turn import Turn, spoken, told
from scoring.rubric_items import Judged, room
from thai.digits import number


def are_many(text: str) -> bool:
    """Whether a text is several numbers, a space or a line apart."""
    parts = text.split()
    return len(parts) > 1 and all(number(part) is not None for part in parts)


def many(found: Stop, text: str) -> Turn:
    """Given to the items in their order."""
    points = [number(part) for part in text.split()]
    wanted = found.round.items[found.place : found.place + len(points)]
    if len(points) > len(wanted):
        return _refused(found, "judging.too_many", given=len(points), left=len(wanted))
    given = {code: one.points for code, one in found.own.items()}
    new = {one.code: each for one, each in zip(wanted, points, strict=True) if each is not None}
    for one in wanted:
        if (wrong := _wrong(one, new, given | new)) is not None:
            return _refused(found, "judging.wrong_of_many", item=one.code, most=shown(wrong))
    effects = tuple(_given(found, one, new[one.code]) for one in wanted)
    total = sum((given | new).values(), Decimal(0))
    turn = told(
        found.talk.state.going(HOME),
        "judging.taken",
        found.round.tap("judge_list", "judge_list", office=found.office.code),
        found.round.tap("to_judge", "judge"),
        count=len(new),
        office=found.office.name,
        total=shown(total),
    )
    return turn.also(*effects)


def _wrong(item: Judged, new: dict[str, Decimal], together: dict[str, Decimal]) -> Decimal | None:
    """The most this item could get, where what it is given is no points for it."""
    points, most = new[item.code], room(item, together)
    is_right = 0 <= points <= most and points == round(points, DECIMALS)
    return None if is_right else max(most, Decimal(0))


def _given(found: Stop, item: Judged, points: Decimal) -> GivePoints:
    old = found.own.get(item.code)
    return GivePoints(
        found.programme,
        found.office.code,
        item.code,
        points,
        old.comment if old else "",
        old.points if old else None,
    )


def _refused(found: Stop, key: str, **values: object) -> Turn:
    words = Text(found.talk.say(key, **values))
    return spoken(found.talk.state, words, asked_points(found))
