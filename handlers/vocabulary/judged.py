"""A round of judging as one person may see it: who sits where, who gave which points, whether it
is closed.

Law: what a person may not see yet is not among what a step is told (bot/store/judging.py): before
the round is closed no judge's points reach anybody but themselves.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from msgspec import Struct, field

from handlers.vocabulary.reviewed import Colleague
from scoring.judging import Given, Settled
from scoring.offices import Office, Person
from scoring.programme import Programme
from scoring.rubric_items import offices


class Mark(Struct, frozen=True):
    """The points and the comment of one judge at one item of an office."""

    office: str
    item: str
    judge: int
    points: Decimal
    comment: str = ""


class Seat(Struct, frozen=True):
    """A judge: `homes` are the offices they belong to, `codes` the offices and zones they see."""

    judge: Colleague
    homes: frozenset[str]
    codes: tuple[str, ...] = ()
    is_chair: bool = False

    def sees(self, programme: Programme, zones: Mapping[str, str]) -> tuple[Office, ...]:
        """The offices they judge, never their own (D-08)."""
        return tuple(
            one
            for one in offices(programme)
            if one.code not in self.homes
            and (one.code in self.codes or zones.get(one.code) in self.codes)
        )


class Panel(Struct, frozen=True):
    """A programme's judging. `marks` are those this person may see: their own; all of them once
    the round is closed, or for whoever runs it without judging.

    `given` says how many items of an office a judge has given points for, `apart` at which
    items of an office they are too far apart: both without any points. `told` are those who hear
    of an office's result.
    """

    programme: str
    zones: Mapping[str, str] = field(default_factory=dict)  # by office
    seats: tuple[Seat, ...] = ()
    marks: tuple[Mark, ...] = ()
    sees_all: bool = False
    given: Mapping[tuple[int, str], int] = field(default_factory=dict)  # (judge, office): items
    apart: tuple[tuple[str, str], ...] = ()  # (office, item)
    settled: Mapping[str, Settled] = field(default_factory=dict)  # by office
    closed_at: datetime | None = None
    version: str = ""  # of the programme, by which a closed round counts
    told: Mapping[str, tuple[Colleague, ...]] = field(default_factory=dict)  # by office

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    def seat_of(self, person: int) -> Seat | None:
        return next((one for one in self.seats if one.judge.id == person), None)

    def own(self, person: int, office: str) -> dict[str, Mark]:
        """What one judge has given an office, by item."""
        return {one.item: one for one in self.marks if one.judge == person and one.office == office}

    def by_office(self) -> Mapping[str, Given]:
        """The points this person may see, by office and item."""
        found: dict[str, dict[str, list[Decimal]]] = {}
        for one in self.marks:
            found.setdefault(one.office, {}).setdefault(one.item, []).append(one.points)
        return found

    def comments(self, office: str, item: str) -> tuple[str, ...]:
        """What the judges say of an item, without who says it: in the order of the alphabet, so
        that not even the order tells.
        """
        return tuple(
            sorted(
                one.comment
                for one in self.marks
                if one.office == office and one.item == item and one.comment
            )
        )


def foreseen(programme: Programme, name: str, homes: frozenset[str]) -> Person | None:
    """The judge whom the programme names so at one of these offices."""
    return next(
        (
            one
            for one in programme.people
            if one.role == "judge" and one.office in homes and _bare(one.name) == _bare(name)
        ),
        None,
    )


def said_of(codes: tuple[str, ...], *, is_chair: bool) -> str:
    """What the programme's file says of a judge, in one text."""
    return " ".join([*codes, *(["chair"] if is_chair else [])])


def _bare(name: str) -> str:
    return "".join(name.split()).casefold()
