"""threshold_linear: a percentage against five rising thresholds, or a quantity against five falling
ones. Pure.

A result between two thresholds earns its share of the level (A-01); one below level 1 earns 1
(A-02).
"""

from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import Literal, Self

from pydantic import model_validator

from scoring import proportion, ratio
from scoring.case import Case
from scoring.lines import Line, places, plain
from scoring.measures import months_per_meeting
from scoring.measures.rule import Rule
from scoring.measures.thresholds import Thresholds, exact, in_order
from scoring.outcome import Outcome
from scoring.stated import Words


class ThresholdLinear(Rule):
    """Five thresholds on a continuous scale."""

    type: Literal["threshold_linear"]
    thresholds: Thresholds
    lower_is_better: bool = False
    of: Literal["percent", "months_per_meeting"] = "percent"
    whole_numbers: bool = True  # both parts of the percentage are counts; False for money
    numerator: Words | None = None
    denominator: Words | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        in_order(self.thresholds, self.lower_is_better)
        return self

    @cached_property
    def steps(self) -> tuple[Fraction, ...]:
        """The thresholds, exact."""
        return exact(self.thresholds)

    @property
    def reads(self) -> tuple[tuple[str, ...], ...]:
        """A percentage or its two parts; of boards their meetings."""
        return (
            (("months", "meetings"), ("value",)) if self.of == "months_per_meeting" else ratio.READS
        )

    def outcome(self, case: Case) -> Outcome:
        """The share of the way between two thresholds."""
        if self.of == "months_per_meeting":
            value, lines = months_per_meeting.read(case.values, case.settings.boards)
            raw, line = proportion.proportional(
                value, self.steps, case.settings, self.lower_is_better
            )
            return Outcome(raw, (*lines, line))
        found = ratio.read(case.values, self.whole_numbers)
        raw, line = proportion.proportional(
            found.percent, self.steps, case.settings, self.lower_is_better
        )
        return Outcome(raw, (*found.lines(), line), gain=missing(found, raw, self.steps, case))


def missing(
    found: ratio.Ratio, raw: Fraction, steps: tuple[Fraction, ...], case: Case
) -> tuple[Line, ...]:
    """What would still reach the next level and the highest: "อีก 9 แห่งจาก 97 ถึงระดับ 5
    (+0.9278)".
    """
    level = proportion.level_of(found.percent, steps, falling=False)
    wanted = [
        reach for reach in sorted({level + 1, proportion.HIGHEST}) if reach <= proportion.HIGHEST
    ]
    return tuple(
        _reaching(found, raw, reach, steps[reach - 1], case) for reach in wanted if reach > raw
    )


def _reaching(
    found: ratio.Ratio, raw: Fraction, level: int, threshold: Fraction, case: Case
) -> Line:
    more = places(level - raw)
    if found.done is None or found.all is None:
        return Line(
            f"ถึงร้อยละ {plain(threshold)} ได้ระดับ {level} (+{more})",
            f"{plain(threshold)} % reaches level {level} (+{more})",
        )
    lacking = plain(ceil(threshold * found.all / 100) - found.done, 2)
    return Line(
        f"อีก {lacking} {case.unit.th}จาก {plain(found.all, 2)} ถึงระดับ {level} (+{more})",
        f"{lacking} more of {plain(found.all, 2)} {case.unit.en} reach level {level} (+{more})",
    )
