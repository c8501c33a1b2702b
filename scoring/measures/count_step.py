"""count_step: how many times something failed; each count is a level, fewer is better (A-05). Pure.

Whole numbers only, no proportion between levels; more than the count of level 1 still earns level
1.
"""

from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from scoring.case import Case
from scoring.lines import Line, places
from scoring.measures.rule import Rule
from scoring.outcome import Outcome
from scoring.values import count


class CountStep(Rule):
    """The highest count that still earns levels 1 to 5."""

    type: Literal["count_step"]
    counts: Annotated[tuple[int, ...], Field(min_length=5, max_length=5)]

    @model_validator(mode="after")
    def _falling(self) -> Self:
        if any(later >= earlier for earlier, later in pairwise(self.counts)):
            raise ValueError(f"จำนวนของระดับ 1-5 ต้องลดลงทุกระดับ ได้ {list(self.counts)}")
        return self

    def outcome(self, case: Case) -> Outcome:
        """The highest level whose count is not exceeded."""
        times = count(case.values.get("value"), "value")
        level = max(1, sum(times <= allowed for allowed in self.counts))
        raw = Fraction(level)
        line = Line(
            f"{times} {case.unit.th} = ระดับ {level} = {places(raw)}",
            f"{times} {case.unit.en} = level {level} = {places(raw)}",
        )
        return Outcome(raw, (line,), gain=self._fewer(times, level, case))

    def _fewer(self, times: int, level: int, case: Case) -> tuple[Line, ...]:
        if level == 5:
            return ()
        less = times - self.counts[level]
        return (
            Line(
                f"น้อยลง {less} {case.unit.th} ได้ระดับ {level + 1} (+1.0000)",
                f"{less} {case.unit.en} fewer reach level {level + 1} (+1.0000)",
            ),
        )
