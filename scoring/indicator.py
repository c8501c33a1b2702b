"""An indicator as a programme file states it: its measure, weight, dates, and who owes it. Pure."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Self

from pydantic import Field, model_validator

from scoring.case import Window
from scoring.measures import Measure
from scoring.stated import CardText, Code, Stated, Words


class Reporters(Stated):
    """The kinds (or codes) of offices that owe the indicator: the main ones, and those that support
    (A-28).
    """

    main: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()


class Stage(Stated):
    """A leg of the way a report travels, with its own dates and receiver (A-15)."""

    code: Code
    name: str
    due: date
    cutoff: date | None = None
    receiver: str = ""


class Indicator(Stated):
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
    due: date | None = None
    cutoff: date | None = None
    late_rate: Decimal = Field(default=Decimal(0), ge=0)
    stages: tuple[Stage, ...] = ()
    form: str | None = None
    reporters: Reporters = Reporters()
    unit: Words = Words(th="แห่ง", en="places")
    receiver: str = ""
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

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        for due, cutoff in (
            (self.due, self.cutoff),
            *((stage.due, stage.cutoff) for stage in self.stages),
        ):
            if due and cutoff and cutoff < due:
                raise ValueError(f"วันปิดรับ {cutoff} มาก่อนวันครบกำหนด {due}")
        return self

    @cached_property
    def share(self) -> Fraction | None:
        """The weight, exact, in per cent; None when the document sets none."""
        return None if self.weight is None else Fraction(self.weight)

    @cached_property
    def rate(self) -> Fraction:
        """Points taken off for each working day late, exact."""
        return Fraction(self.late_rate)

    @property
    def open_until(self) -> date | None:
        """The last day on which a score may still change without a fault of the office: a verifier
        takes reports until then (A-13), or the figures are read on that day (A-35); None when
        nothing is left open.
        """
        return self.provisional_until or (None if self.window().is_binding else self.window().due)

    def window(self, stage: str | None = None) -> Window:
        """The dates and late rate of a stage, the first one when none is named; KeyError for an
        unknown stage.
        """
        return self._windows[stage if self.stages else None]

    @cached_property
    def _windows(self) -> dict[str | None, Window]:
        if not self.stages:
            return {None: Window(self.due, self.cutoff, self.rate)}
        each: dict[str | None, Window] = {
            one.code: Window(one.due, one.cutoff, self.rate) for one in self.stages
        }
        return each | {None: each[self.stages[0].code]}
