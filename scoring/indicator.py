"""An indicator as a programme file states it: its measure, weight, dates, and who owes it. Pure."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from pydantic import Field

from scoring.legs import Legs, Stage
from scoring.measures import Measure
from scoring.stated import CardText, Code, Stated, Words

__all__ = ["Indicator", "Reporters", "Stage"]


class Reporters(Stated):
    """The kinds (or codes) of offices that owe the indicator: the main ones, and those that support
    (A-28).
    """

    main: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()


class Indicator(Legs):
    """One indicator or sub-indicator; dates are days in Bangkok, the late rate is points per
    working day.
    """

    code: Code
    name: str = Field(min_length=1)
    short_name: CardText
    weight: Decimal | None = Field(default=None, gt=0, le=100)
    measure: Measure
    parent: Code | None = None
    dimension: str = ""
    form: str | None = None
    reporters: Reporters = Reporters()
    unit: Words = Words(th="แห่ง", en="places")
    verifier: str = ""
    verifier_due: date | None = None
    provisional_until: date | None = None  # scores may still change until this day
    internal_due: date | None = None  # a reminder date without penalty
    department_agreement: bool = False  # marked * in the framework
    heading_on_sheet: str = ""  # where the sheet differs from the framework
    population: str = ""
    collected: str = ""
    formula: str = ""
    evidence: str = ""
    notes: tuple[str, ...] = ()

    @cached_property
    def share(self) -> Fraction | None:
        """The weight, exact, in per cent; None when the document sets none."""
        return None if self.weight is None else Fraction(self.weight)

    @property
    def open_until(self) -> date | None:
        """The last day on which a score may still change without a fault of the office: a verifier
        takes reports until then (A-13), or the figures are read on that day (A-35); None when
        nothing is left open.
        """
        return self.provisional_until or (None if self.window().is_binding else self.window().due)
