"""What the offices of a programme owe on one day, and what letting the day pass costs. Pure: today is handed in.

How an indicator stands is worked out once for all offices that owe it.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scoring.deadlines import Standing, owed, standing
from scoring.indicator import Indicator
from scoring.measures.unscored import Unscored
from scoring.programme import Programme
from scoring.stages import CUTOFF, Stage, last_calls, next_working_day, stage
from thai.working_days import Calendar

WHOLE = Decimal(5)  # points: what a report is worth once its cut-off has passed, on the scale of 5
Key = tuple[str, str, str]  # programme, office, indicator


@dataclass(frozen=True, slots=True)
class Due:
    """One indicator on one day, whichever office owes it.

    `next` is the next working day, `loss` the points lost if it is sent only then, 0 for what carries no score;
    `ends` says that it cannot be sent then any more.
    """

    standing: Standing
    stage: Stage | None
    next: date
    loss: Decimal
    ends: bool
    last_calls: frozenset[date]
    is_the_day: bool  # one of the last calls is today's

    @property
    def is_urgent(self) -> bool:
        """Whether waiting for the next reminder costs something, or passes the day itself."""
        return self.loss > 0 or self.is_the_day

    @property
    def will_be_cut_off(self) -> bool:
        """Whether the cut-off is two working days away or less."""
        return self.ends or (self.stage is not None and self.stage.rank == CUTOFF)


@dataclass(frozen=True, slots=True)
class Owing:
    """A report an office owes and can still send."""

    programme: str
    office: str
    due: Due

    @property
    def key(self) -> Key:
        return self.programme, self.office, self.due.standing.code


@dataclass(frozen=True, slots=True)
class Board:
    """What each office of a programme still owes today; nothing that has no due date or is past its cut-off.

    `is_time` is False before the programme's hour and on days off: then its stages wake nobody.
    """

    programme: str
    owing: dict[str, tuple[Owing, ...]]
    is_time: bool = True
    is_first_of_week: bool = False


def board(
    programme: Programme,
    calendar: Calendar,
    today: date,
    sent: AbstractSet[tuple[str, str]],
    *,
    is_time: bool = True,
    is_first_of_week: bool = False,
) -> Board:
    """`sent` are the (office, indicator) pairs that owe nothing more."""
    dues: dict[str, Due | None] = {}
    owing: dict[str, list[Owing]] = {}
    for office, code in owed(programme):
        if code not in dues:
            dues[code] = due(programme, programme.indicator(code), calendar, today)
        found = dues[code]
        if found is not None and (office, code) not in sent:
            owing.setdefault(office, []).append(Owing(programme.key, office, found))
    return Board(programme.key, {office: tuple(found) for office, found in owing.items()}, is_time, is_first_of_week)


def due(programme: Programme, indicator: Indicator, calendar: Calendar, today: date) -> Due | None:
    """None for what has no due date, and for what is past its cut-off."""
    now = standing(indicator, calendar, today, None)
    if now.due is None or now.state == "cut_off":
        return None
    calls = last_calls(indicator, calendar)
    after = next_working_day(calendar, today)
    then = standing(indicator, calendar, after, None)
    return Due(
        now,
        stage(indicator, calendar, today, programme.reminders, programme.round_start),
        after,
        _loss(indicator, now, then),
        then.state == "cut_off",
        calls,
        today in calls,
    )


def _loss(indicator: Indicator, now: Standing, then: Standing) -> Decimal:
    """Points lost between now and then."""
    if isinstance(indicator.measure, Unscored):
        return Decimal(0)
    if then.state == "cut_off":
        return max(WHOLE + now.points_today, Decimal(0))
    return now.points_today - then.points_today
