"""A work: a thing that offices send under a code, and the way it travels. Pure.

An indicator with a form is one, a report form is another; what it is worth is not told here.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Self

from pydantic import Field, model_validator

from scoring.case import Window
from scoring.offices import Office
from scoring.stated import CardText, Code, Expression, Stated
from scoring.worth import Each


class Reporters(Stated):
    """The kinds (or codes) of offices that owe the work: the main ones, and those that support
    (A-28).
    """

    main: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.main, *self.supporting)


class Stage(Stated):
    """A leg of the way a work travels: who sends on it (kinds or codes of offices; everybody, where
    none is named), to whom, and its own dates (A-15).
    """

    code: Code
    name: str
    senders: tuple[str, ...] = ()
    due: date | None = None
    cutoff: date | None = None
    receiver: str = ""


class Way(Stated):
    """The way of what is sent: who owes it, by when, to whom.

    Dates are days in Bangkok, the late rate is points per working day. `collector` is the kind (or
    code) of office that merges what the others send: once it has sent, its record stands for those
    of the works it `merges` (its own, where none are named). `opens` says, by question, what the
    form opens filled in with for the collector. `after` names the work that is sent first.
    """

    reporters: Reporters = Reporters()
    due: date | None = None
    cutoff: date | None = None
    late_rate: Decimal = Field(default=Decimal(0), ge=0)
    stages: tuple[Stage, ...] = ()
    receiver: str = ""
    verifier: str = ""
    verifier_due: date | None = None
    internal_due: date | None = None  # a reminder date without penalty
    explained: str = ""  # คำอธิบาย
    rationale: str = ""  # เหตุผล
    contact: str = ""  # ผู้ประสานงาน: a unit, never a person
    collector: str = ""
    merges: tuple[Code, ...] = ()
    opens: dict[str, Expression | Each] = Field(default_factory=dict)
    after: Code | None = None

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
    def rate(self) -> Fraction:
        """Points taken off for each working day late, exact."""
        return Fraction(self.late_rate)

    def leg_of(self, office: Office) -> Stage | None:
        """The leg on which this office sends; None where the work has no legs."""
        named = (leg for leg in self.stages if is_named(office, leg.senders))
        return next(named, next((leg for leg in self.stages if not leg.senders), None))

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


class Work(Way):
    """What is sent in chat under a code, with the form that asks it."""

    code: Code
    name: str = Field(min_length=1)
    short_name: CardText
    form: str | None = None

    @property
    def merged(self) -> tuple[str, ...]:
        """The works whose records the collector's stands for; none where nobody collects."""
        return (self.merges or (self.code,)) if self.collector else ()


def is_named(office: Office, names: tuple[str, ...]) -> bool:
    """Whether a list of kinds and codes names this office."""
    return office.code in names or office.kind in names
