"""One report as a measure sees it: its values, when it was sent, and the dates and settings it is
judged by. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction

from scoring.settings import Settings
from scoring.stated import Words
from scoring.values import Values
from thai.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Window:
    """When a report is due, when it no longer counts, and what a working day late costs
    (points).
    """

    due: date | None = None
    cutoff: date | None = None
    rate: Fraction = Fraction(0)

    @property
    def is_binding(self) -> bool:
        """Whether the day of sending matters: a mere snapshot day (no rate, no cut-off) does
        not.
        """
        return self.cutoff is not None or (self.due is not None and self.rate > 0)

    @property
    def held(self) -> "Window":
        """The window of a report whose day holds, sent back or not: correcting it later costs
        nothing (rule 3).
        """
        return replace(self, cutoff=None, rate=Fraction(0))

    def is_cut_off(self, sent: date) -> bool:
        """Whether a report sent on this day comes after the cut-off."""
        return self.cutoff is not None and sent > self.cutoff

    def rolled(self, calendar: Calendar) -> "Window":
        """The window with a due date on a day off moved to the next working day (setting
        roll_deadline, rule A-16).
        """
        if self.due is None or calendar.is_working_day(self.due):
            return self
        return replace(self, due=calendar.after(self.due - timedelta(days=1), 1))


@dataclass(frozen=True, slots=True)
class Case:
    """Everything a measure may look at."""

    values: Values
    sent: date | None
    window: Window
    calendar: Calendar
    settings: Settings
    unit: Words
    parts: Mapping[str, Fraction] = field(default_factory=dict)  # weights of the sub-indicators
