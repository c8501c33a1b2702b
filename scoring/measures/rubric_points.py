"""rubric_points: judges award points to each item up to its maximum; nothing is interpolated. Pure.

Items printed without a maximum share a pool: each up to the pool, all of them together no more than
it (D-02).
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from scoring.case import Case
from scoring.lines import Line, places, plain
from scoring.measures.rule import Rule
from scoring.outcome import BadValueError, Outcome
from scoring.stated import Code, Stated
from scoring.values import amount


class Item(Stated):
    """One item of a rubric; without a maximum of its own it draws on the pool."""

    code: Code
    name: str
    maximum: Decimal | None = Field(default=None, gt=0)
    checklist: str = ""


class RubricPoints(Rule):
    """A dimension of a rubric: its maximum, and its items."""

    in_points: ClassVar[bool] = True
    type: Literal["rubric_points"]
    maximum: Decimal = Field(gt=0)
    items: tuple[Item, ...] = ()

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        pooled = [item.code for item in self.items if item.maximum is None]
        pool = self.pool()
        if self.items and (pool < 0 or (pool == 0) == bool(pooled)):
            raise ValueError(f"คะแนนเต็มของข้อย่อยรวมกันไม่เท่ากับ {self.maximum}")
        return self

    @property
    def reads(self) -> tuple[tuple[str, ...], ...]:
        """The points of the judges."""
        return (("points",),)

    def pool(self) -> Decimal:
        """The points left for the items without a maximum of their own."""
        return self.maximum - sum(
            (item.maximum for item in self.items if item.maximum is not None), Decimal(0)
        )

    def outcome(self, case: Case) -> Outcome:
        """The points of the dimension: given as one number, or item by item."""
        told = case.values.get("points")
        if isinstance(told, Mapping):
            return self.by_item({str(code): each for code, each in told.items()})
        points = capped(told, "points", self.maximum)
        return Outcome(
            points, (Line(*(f"{plain(points)} / {plain(Fraction(self.maximum))}",) * 2),)
        )

    def by_item(self, told: Mapping[str, object]) -> Outcome:
        """The points of each item, checked against its maximum and the pool."""
        items = {item.code: item for item in self.items}
        for code in told:
            if code not in items:
                raise BadValueError("points", f"ไม่มีข้อ {code}", f"there is no item {code}")
        given = {
            code: capped(each, f"points.{code}", items[code].maximum or self.pool())
            for code, each in told.items()
        }
        shared = sum(
            (points for code, points in given.items() if items[code].maximum is None), Fraction(0)
        )
        if shared > Fraction(self.pool()):
            together = " + ".join(item.code for item in self.items if item.maximum is None)
            raise BadValueError(
                "points",
                f"{together} รวมกันเกิน {self.pool()}",
                f"{together} exceed {self.pool()} together",
            )
        total = sum(given.values(), Fraction(0))
        rows = [Line(*(f"{code}: {plain(points)}",) * 2) for code, points in given.items()]
        return Outcome(total, (*rows, Line(f"รวม = {places(total)}", f"sum = {places(total)}")))


def capped(value: object, name: str, maximum: Decimal) -> Fraction:
    """Points from 0 to the maximum."""
    points = amount(value, name)
    if points > Fraction(maximum):
        raise BadValueError(
            name,
            f"({plain(points)}) เกินคะแนนเต็ม {maximum}",
            f"({plain(points)}) exceeds the maximum {maximum}",
        )
    return points
