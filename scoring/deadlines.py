"""Who owes what, how urgent it is today, and what waiting costs. Pure: today is handed in."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import total_ordering
from typing import Literal

from scoring.lines import rounded
from scoring.offices import Office
from scoring.programme import Programme
from scoring.work import Work
from thai.working_days import Calendar

State = Literal["late", "near", "not_sent", "cut_off", "sent"]

NEAR = 7  # working days
WHOLE = Decimal(5)  # points: what a report is worth at most, on the scale of 5
_URGENCY: tuple[State, ...] = ("late", "near", "not_sent", "cut_off", "sent")


@total_ordering
@dataclass(frozen=True, slots=True)
class Standing:
    """Where one report stands today; points are what sending today, or tomorrow, would cost.

    Points are 0 or less; None for tomorrow when tomorrow is past the cut-off.
    """

    state: State
    code: str
    due: date | None
    cutoff: date | None
    working_days_left: int = 0
    working_days_late: int = 0
    points_today: Decimal = Decimal("0.00")
    points_tomorrow: Decimal | None = Decimal("0.00")

    def __lt__(self, other: "Standing") -> bool:
        """Most urgent first: late before near before the rest, then by the day it is due."""
        return self._order() < other._order()

    def _order(self) -> tuple[int, date, int]:
        return _URGENCY.index(self.state), self.due or date.max, -self.working_days_late


def owed(programme: Programme) -> tuple[tuple[str, str], ...]:
    """(office, indicator) for every report that can be filed in chat: the indicator has a form, the
    office owes it.
    """
    return programme.owed


def role(work: Work, office: Office) -> Literal["main", "supporting"] | None:
    """Whether the office answers for the indicator, supports it, or has nothing to do with it
    (A-28).
    """
    names = {office.code, office.kind}
    if names & set(work.reporters.main):
        return "main"
    return "supporting" if names & set(work.reporters.supporting) else None


def standing(
    work: Work,
    calendar: Calendar,
    today: date,
    submitted: date | None,
    stage: str | None = None,
    *,
    holds: bool = False,
) -> Standing:
    """Where the report stands today; near: due within 7 working days. `holds`: it was sent back,
    and its day stays.
    """
    window = work.window(stage).held if holds else work.window(stage)
    due, cutoff = window.due, window.cutoff
    if submitted is not None:
        return Standing("sent", work.code, due, cutoff)
    if due is None:
        return Standing("not_sent", work.code, due, cutoff)
    if window.is_cut_off(today):
        late = calendar.late(due, today)
        return Standing(
            "cut_off", work.code, due, cutoff, working_days_late=late, points_tomorrow=None
        )
    tomorrow = today + timedelta(days=1)
    left, late = calendar.left(today, due), calendar.late(due, today)
    state: State = "late" if today > due else "near" if left <= NEAR else "not_sent"
    return Standing(
        state,
        work.code,
        due,
        cutoff,
        left,
        late,
        _points(window.rate, late),
        None if window.is_cut_off(tomorrow) else _points(window.rate, calendar.late(due, tomorrow)),
    )


def standing_of(
    programme: Programme,
    work: Work,
    office: str,
    calendar: Calendar,
    today: date,
    submitted: date | None,
    *,
    holds: bool = False,
) -> Standing:
    """Where one office's report stands today, on the leg whose day counts for it."""
    leg = leg_code(programme, work, office, today)
    return standing(work, calendar, today, submitted, leg, holds=holds)


def leg_code(programme: Programme, work: Work, office: str, today: date) -> str | None:
    """The leg whose day counts for an office today; None for a work that has none for it."""
    leg = work.leg_on(programme.office(office), today) if work.stages else None
    return leg.code if leg else None


def _points(rate: Fraction, days: int) -> Decimal:
    """No report loses more than the whole of the scale."""
    return -rounded(min(rate * days, Fraction(WHOLE)), 2)
