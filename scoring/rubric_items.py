"""What is judged in a programme: the items of its rubrics, their points, and the offices. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from scoring import award
from scoring.measures.rubric_points import Item, RubricPoints
from scoring.offices import Office
from scoring.programme import Programme


@dataclass(frozen=True, slots=True)
class Judged:
    """An item as it is judged: `most` points it can get, alone or together with all of its `pool`
    (D-02).
    """

    item: Item
    dimension: str
    most: Decimal
    pool: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        return self.item.code

    @property
    def beside(self) -> tuple[str, ...]:
        """The others of its pool."""
        return tuple(code for code in self.pool if code != self.code)

    @property
    def together(self) -> str:
        """The items that share the points: 1.2 + 1.3; "" for one that has its own."""
        return " + ".join(self.pool)

    @property
    def checklist(self) -> str:
        return self.item.checklist


def is_judged(programme: Programme) -> bool:
    """Whether judges give points in it: it has items of a rubric whose points come from nowhere
    else.
    """
    return bool(items(programme))


def rubrics(programme: Programme) -> Iterator[tuple[str, RubricPoints]]:
    """The dimensions whose points come from judges, by code."""
    for code, rubric in award.dimensions(programme).items():
        if rubric.items and not programme.sources(code):
            yield code, rubric


def items(programme: Programme) -> tuple[Judged, ...]:
    """All that is judged, in the order of the programme."""
    return tuple(
        Judged(
            one,
            code,
            one.maximum or rubric.pool(),
            tuple(other.code for other in rubric.items if other.maximum is None)
            if one.maximum is None
            else (),
        )
        for code, rubric in rubrics(programme)
        for one in rubric.items
    )


def item_of(programme: Programme, code: str) -> Judged | None:
    """The item with this code; None for what is not judged."""
    return next((one for one in items(programme) if one.code == code), None)


def offices(programme: Programme) -> tuple[Office, ...]:
    """The offices that are judged: those that any of the dimensions scores."""
    assessed = {code for each, _ in rubrics(programme) for code in programme.assessed(each)}
    return tuple(one for one in programme.offices if one.code in assessed)


def room(judged: Judged, own: Mapping[str, Decimal]) -> Decimal:
    """The most points a judge may give an item, after what they gave the others of its pool."""
    return judged.most - sum((own.get(code, Decimal(0)) for code in judged.beside), Decimal(0))
