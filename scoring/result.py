"""A score and how it came about, and its shape for other programs. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from scoring.case import Window
from scoring.lines import Line, places, plain
from scoring.outcome import Deduction, Status


@dataclass(frozen=True, slots=True)
class Score:
    """A score and how it came about; numbers are of record (4 decimals), `exact` is the final one
    unrounded.
    """

    status: Status
    weight: Decimal | None = None
    reason: str | None = None
    raw_score: Decimal | None = None
    deductions: tuple[Deduction, ...] = ()
    total_deduction: Decimal | None = None
    final_score: Decimal | None = None
    weighted_score: Decimal | None = None
    exact: Fraction | None = None
    explanation: tuple[Line, ...] = ()
    gain: tuple[Line, ...] = ()
    window: Window | None = None
    sent: date | None = None
    facts: Mapping[str, object] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """The answer other programs rely on: numbers as strings with 4 decimals, explanation in
        Thai.
        """
        answer: dict[str, object] = {
            "status": self.status,
            "raw_score": _text(self.raw_score),
            "deductions": [_deduction_json(each) for each in self.deductions],
            "total_deduction": _text(self.total_deduction),
            "final_score": _text(self.final_score),
            "weight": None if self.weight is None else plain(Fraction(self.weight)),
            "weighted_score": _text(self.weighted_score),
            "explanation": [line.th for line in self.explanation],
            **self.facts,
        }
        return answer if self.reason is None else answer | {"reason": self.reason}


def refused(status: Status, reason: Line, weight: Decimal | None = None) -> Score:
    """No score, and why."""
    return Score(status, weight=weight, reason=reason.th, explanation=(reason,))


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _deduction_json(deduction: Deduction) -> dict[str, object]:
    amount: dict[str, object] = {"points": places(deduction.points)}
    if deduction.reason == "late":
        counted: dict[str, object] = {"reason": "late", "days": deduction.days}
    else:
        counted = {"reason": deduction.reason, "missing": deduction.missing}
    return counted | ({"of": deduction.of} if deduction.of else {}) | amount
