"""range_band: a percentage that falls in one of five printed ranges; all of a range earns the same
level. Pure.

A level is earned only when its printed lower bound is reached: 60.99 is level 1, 61 is level 2
(A-03).
"""

from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from scoring import ratio
from scoring.case import Case
from scoring.lines import Line, places, rounded
from scoring.measures.rule import Rule
from scoring.measures.threshold_linear import missing
from scoring.measures.thresholds import Thresholds, exact, in_order
from scoring.outcome import Outcome
from scoring.stated import Words


class RangeBand(Rule):
    """The lower bound of each of five ranges, and how they are printed."""

    type: Literal["range_band"]
    lower_bounds: Thresholds
    printed: Annotated[tuple[str, ...], Field(min_length=5, max_length=5)]
    whole_numbers: bool = True
    numerator: Words | None = None
    denominator: Words | None = None

    @model_validator(mode="after")
    def _from_zero(self) -> Self:
        in_order(self.lower_bounds)
        if self.lower_bounds[0] != 0:
            raise ValueError("ช่วงของระดับ 1 ต้องเริ่มที่ 0")
        return self

    @cached_property
    def bounds(self) -> tuple[Fraction, ...]:
        """The lower bounds, exact."""
        return exact(self.lower_bounds)

    @property
    def reads(self) -> tuple[tuple[str, ...], ...]:
        """A percentage or its two parts."""
        return ratio.READS

    def outcome(self, case: Case) -> Outcome:
        """The level of the range the percentage falls in."""
        found = ratio.read(case.values, self.whole_numbers)
        judged = found.percent
        if case.settings.band_rule == "round_half_up":
            judged = Fraction(rounded(judged, 0))
        level = sum(judged >= bound for bound in self.bounds)
        raw = Fraction(level)
        line = Line(
            f"อยู่ในช่วง {self.printed[level - 1]} = ระดับ {level} = {places(raw)}",
            f"in the range {self.printed[level - 1]} = level {level} = {places(raw)}",
        )
        return Outcome(raw, (*found.lines(), line), gain=missing(found, raw, self.bounds, case))
