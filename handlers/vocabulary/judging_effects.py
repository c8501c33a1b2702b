"""What judging wants done; each is written with the audit's old and new."""

from decimal import Decimal
from typing import TypeAlias

from msgspec import Struct


class GivePoints(Struct, frozen=True):
    """A judge's points at an item, with the comment; `old` what they gave before."""

    programme: str
    office: str
    item: str
    points: Decimal
    comment: str
    old: Decimal | None = None


class Settle(Struct, frozen=True):
    """What the committee has agreed on where its judges were too far apart, and why."""

    programme: str
    office: str
    item: str
    points: Decimal
    reason: str
    old: Decimal | None = None


class SeatJudge(Struct, frozen=True):
    """A judge sees these offices and zones from now on; `instead_of` what the programme's file
    says of them, which counts again once it says something else.
    """

    programme: str
    judge: int
    codes: tuple[str, ...]
    is_chair: bool
    instead_of: str


class SetZone(Struct, frozen=True):
    """An office belongs to this zone; `instead_of` as above."""

    programme: str
    office: str
    zone: str
    instead_of: str


class CloseJudging(Struct, frozen=True):
    """The points are final, by the rules of this version."""

    programme: str
    version: str


class ReopenJudging(Struct, frozen=True):
    programme: str
    reason: str


OfJudging: TypeAlias = GivePoints | Settle | SeatJudge | SetZone | CloseJudging | ReopenJudging
