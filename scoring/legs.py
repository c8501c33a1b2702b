"""The way of a report: its legs, each with those who send it, who receives it, by when, and what
being late costs. Pure.
"""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Self

from pydantic import Field, model_validator

from scoring.case import Window
from scoring.offices import Office, is_named
from scoring.stated import Code, Stated


class Stage(Stated):
    """A leg of the way a report travels, with its own dates and receiver (A-15).

    `senders` are the kinds (or codes) of the offices whose reports travel it, all where none are
    named; `to` is the office of the programme that receives and reviews it, `receiver` its name on
    paper. A leg without a `due` of its own has the dates and the rate of its work; with a
    `late_rate` of 0 and no cut-off its day wakes people and costs nothing (A-35).
    """

    code: Code
    name: str
    senders: tuple[str, ...] = ()
    to: Code | None = None
    receiver: str = ""
    due: date | None = None
    cutoff: date | None = None
    late_rate: Decimal | None = Field(default=None, ge=0)


class Legs(Stated):
    """Dates, rate and receivers of what is sent, on each leg of its way.

    Dates are days in Bangkok, the late rate is points per working day.
    """

    due: date | None = None
    cutoff: date | None = None
    late_rate: Decimal = Field(default=Decimal(0), ge=0)
    stages: tuple[Stage, ...] = ()
    receiver: str = ""

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
        """The leg on which this office's report sets out; None where the work has none for it."""
        named = (leg for leg in self.stages if is_named(office, leg.senders))
        return next(named, next((leg for leg in self.stages if not leg.senders), None))

    def onward(self, office: Office) -> tuple[Stage, ...]:
        """The leg this office's report sets out on, and those after it."""
        first = self.leg_of(office)
        return self.stages[self.stages.index(first) :] if first else ()

    def ahead(self, stage: str | None) -> tuple[Window, ...]:
        """The dates a report still meets on this leg, and on those after it as long as being late
        costs nothing.
        """
        found = [self.window(stage)]
        codes = [one.code for one in self.stages]
        for later in codes[codes.index(stage) + 1 :] if stage in codes else ():
            if found[-1].is_binding:
                break
            found.append(self.window(later))
        return tuple(found)

    def leg_on(self, office: Office, today: date) -> Stage | None:
        """The leg whose day counts for this office: its own, and once a day that costs nothing has
        passed, the next (A-35).
        """
        found = None
        for found in self.onward(office):
            window = self.window(found.code)
            if window.due is None or today <= window.due or window.is_binding:
                return found
        return found

    def window(self, stage: str | None = None) -> Window:
        """The dates and late rate of a stage; where none is named the work's own, or the first
        stage's where it has no day itself. KeyError for an unknown stage.
        """
        return self._windows[stage if self.stages else None]

    def window_of(self, office: Office) -> Window:
        """The dates and the rate an office's report is judged by: those of its own leg."""
        stage = self.leg_of(office)
        return self.window(stage.code if stage else None)

    @cached_property
    def days(self) -> Collection[date]:
        """Every day on which something of it is due."""
        return {each.due for each in self._windows.values() if each.due}

    @cached_property
    def _windows(self) -> dict[str | None, Window]:
        own = Window(self.due, self.cutoff, self.rate)
        each: dict[str | None, Window] = {one.code: self._of(one, own) for one in self.stages}
        first = each[self.stages[0].code] if self.stages and self.due is None else own
        return {**each, None: first}

    def _of(self, stage: Stage, own: Window) -> Window:
        rate = own.rate if stage.late_rate is None else Fraction(stage.late_rate)
        if stage.due is None:
            return Window(own.due, own.cutoff, rate)
        return Window(stage.due, stage.cutoff, rate)
