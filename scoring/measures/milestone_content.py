"""Content deduction of a milestone: a step reached loses points for each aspect it misses (A-19,
A-21). Pure.

A step with at least one aspect present is reached; a step with none is not. Only steps inside the
chain lose points.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from scoring.case import Case
from scoring.lines import MINUS, Line, plain, points_text
from scoring.outcome import BadValueError, Deduction
from scoring.stated import Stated
from scoring.values import count, given


class Content(Stated):
    """The steps that ask for aspects, the aspects, and the points each missing one costs."""

    steps: tuple[int, ...]
    aspects: tuple[str, ...]
    deduction: Decimal

    def missing(self, case: Case) -> dict[int, int]:
        """How many aspects each step misses; a unit may be asked for fewer than all
        (required_aspects).
        """
        told = case.values.get("missing_aspects")
        if told is None:
            return {}
        if not isinstance(told, Mapping):
            raise BadValueError(
                "missing_aspects",
                "ต้องเป็นตารางขั้นตอนกับจำนวนด้านที่ขาด",
                "must be a table of steps and numbers",
            )
        return {
            self._step(step): self._number(step, each, case)
            for step, each in told.items()
            if each is not None
        }

    def required(self, case: Case) -> int:
        """How many aspects this unit owes."""
        if not given(case.values, "required_aspects"):
            return len(self.aspects)
        required = count(case.values["required_aspects"], "required_aspects")
        if not 1 <= required <= len(self.aspects):
            raise BadValueError(
                "required_aspects",
                f"ต้องเป็น 1-{len(self.aspects)}",
                f"must be 1 to {len(self.aspects)}",
            )
        return required

    def taken_off(self, missing: Mapping[int, int], level: int) -> tuple[Deduction, ...]:
        """What the missing aspects of the steps inside the chain cost."""
        return tuple(
            self._deduction(step, number)
            for step, number in sorted(missing.items())
            if number and step <= level
        )

    def _step(self, step: object) -> int:
        found = count(step, "missing_aspects")
        if found not in self.steps:
            asked = ", ".join(map(str, self.steps))
            raise BadValueError(
                "missing_aspects",
                f"ขั้นตอนที่ {found} ไม่ได้วัดรายด้าน (มี {asked})",
                f"step {found} has no aspects ({asked})",
            )
        return found

    def _number(self, step: object, told: object, case: Case) -> int:
        number = count(told, f"missing_aspects.{step}")
        required = self.required(case)
        if number > required:
            raise BadValueError(
                f"missing_aspects.{step}",
                f"({number}) เกินจำนวนด้าน ({required})",
                f"({number}) exceeds {required}",
            )
        return number

    def _deduction(self, step: int, number: int) -> Deduction:
        points = Fraction(self.deduction) * number
        sum_ = f"{number} ด้าน × {plain(Fraction(self.deduction))} = {MINUS}{points_text(points)}"
        line = Line(
            f"ขั้นตอนที่ {step} ขาด {sum_}", f"step {step} misses {sum_.replace('ด้าน', 'aspects')}"
        )
        return Deduction("missing_aspects", points, line, of=str(step), missing=number)
