"""What a measure makes of the values of a report, before lateness and weight. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from scoring.lines import Line

Status = Literal[
    "scored", "cut_off", "not_submitted", "excluded", "needs_decision", "invalid", "provisional"
]


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points taken off: for lateness (days, from due to sent) or for missing content (missing, in a
    step).
    """

    reason: Literal["late", "missing_aspects"]
    points: Fraction
    line: Line
    days: int = 0
    due: date | None = None
    sent: date | None = None
    of: str | None = None  # the data type, form or step it was taken off for
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """The raw score (0 to 5, exact) with its steps."""

    raw: Fraction
    lines: tuple[Line, ...] = ()
    gain: tuple[Line, ...] = ()
    deductions: tuple[Deduction, ...] = ()
    status: Status = "scored"
    reason: Line | None = None
    basis: Fraction | None = None  # the weight that is left, where part of it was excluded
    facts: Mapping[str, object] = field(default_factory=dict)


class BadValueError(Exception):
    """A value that no score can be made of; names the field and the rule."""

    def __init__(self, field_name: str, th: str, en: str) -> None:
        super().__init__(en)
        self.field_name = field_name
        self.reason = Line(f"{field_name}: {th}", f"{field_name}: {en}")


class UndecidedError(Exception):
    """Values on which the rules give no score: a verifier decides (rule A-07)."""

    def __init__(self, th: str, en: str) -> None:
        super().__init__(en)
        self.reason = Line(th, en)
