"""What the offices of a programme owe on one day, and what letting the day pass costs. Pure: today
is handed in.

How a work stands is worked out once for all offices whose report is on the same leg.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from scoring.deadlines import WHOLE, Standing, leg_code, owed, standing
from scoring.programme import Programme
from scoring.reminders.stages import CUTOFF, Stage, last_calls, next_working_day, stage
from scoring.work import Work
from thai.working_days import Calendar

Key = tuple[str, str, str]  # programme, office, indicator
NOTHING_RETURNED: Mapping[tuple[str, str], Returned] = {}


@dataclass(frozen=True, slots=True)
class Due:
    """One indicator on one day, whichever office owes it.

    `next` is the next working day, `loss` the points lost if it is sent only then, 0 for what
    carries no score; `ends` says that it cannot be sent then any more.
    """

    standing: Standing
    stage: Stage | None
    next: date
    loss: Decimal
    ends: bool
    last_calls: frozenset[date]
    is_the_day: bool  # one of the last calls is today's
    holds: bool = False  # sent back, and the day of the first revision stays: waiting costs nothing

    @property
    def is_urgent(self) -> bool:
        """Whether waiting for the next reminder costs something, or passes the day itself."""
        return self.loss > 0 or self.is_the_day

    @property
    def is_late(self) -> bool:
        return self.standing.state == "late" and not self.holds

    @property
    def will_be_cut_off(self) -> bool:
        """Whether the cut-off is two working days away or less."""
        return self.ends or (self.stage is not None and self.stage.rank == CUTOFF)


@dataclass(frozen=True, slots=True)
class Returned:
    """A report that came back on this day and is not corrected yet; `restarts`: the correction's
    own day will count.
    """

    on: date
    restarts: bool = False


@dataclass(frozen=True, slots=True)
class Owing:
    """A report an office owes and can still send, for the first time or, `returned`, corrected."""

    programme: str
    office: str
    due: Due
    returned: Returned | None = None

    @property
    def key(self) -> Key:
        return self.programme, self.office, self.due.standing.code


@dataclass(frozen=True, slots=True)
class Board:
    """What each office of a programme still owes today; nothing that has no due date or is past its
    cut-off.

    `is_time` is False before the programme's hour and on days off: then its stages wake nobody.
    """

    programme: str
    owing: dict[str, tuple[Owing, ...]]
    is_time: bool = True
    is_first_of_week: bool = False

    def of(self, offices: Container[str]) -> Board:
        """What some of the offices owe."""
        owing = {office: owed for office, owed in self.owing.items() if office in offices}
        return replace(self, owing=owing)


def board(
    programme: Programme,
    calendar: Calendar,
    today: date,
    sent: AbstractSet[tuple[str, str]],
    returned: Mapping[tuple[str, str], Returned] = NOTHING_RETURNED,
    *,
    is_time: bool = True,
    is_first_of_week: bool = False,
) -> Board:
    """`sent` are the (office, indicator) pairs that were sent; those `returned` among them are owed
    again.
    """
    dues: dict[tuple[str, str | None, bool], Due | None] = {}
    owing: dict[str, list[Owing]] = {}
    for office, code in owed(programme):
        back = returned.get((office, code))
        if back is None and (office, code) in sent:
            continue
        holds = back is not None and not back.restarts
        work = programme.work(code)
        leg = leg_code(programme, work, office, today)
        if (code, leg, holds) not in dues:
            dues[code, leg, holds] = due(programme, work, calendar, today, leg, holds=holds)
        found = dues[code, leg, holds]
        if found is not None:
            owing.setdefault(office, []).append(Owing(programme.key, office, found, back))
    return Board(
        programme.key,
        {office: tuple(found) for office, found in owing.items()},
        is_time,
        is_first_of_week,
    )


def due(
    programme: Programme,
    work: Work,
    calendar: Calendar,
    today: date,
    leg: str | None = None,
    *,
    holds: bool = False,
) -> Due | None:
    """None for what has no due date, and for what is past its cut-off; `leg` is the one whose day
    counts, `holds` for what was sent back and keeps its day.
    """
    now = standing(work, calendar, today, None, leg, holds=holds)
    if now.due is None or now.state == "cut_off":
        return None
    window = work.window(leg).held if holds else work.window(leg)
    calls = frozenset[date]() if holds else last_calls(work.ahead(leg), calendar)
    after = next_working_day(calendar, today)
    then = standing(work, calendar, after, None, leg, holds=holds)
    return Due(
        now,
        stage(window, calendar, today, programme.reminders, programme.round_start),
        after,
        _loss(programme, now, then),
        then.state == "cut_off",
        calls,
        today in calls,
        holds,
    )


def _loss(programme: Programme, now: Standing, then: Standing) -> Decimal:
    """Points lost between now and then; what feeds no indicator has none to lose."""
    if not programme.feeds(now.code):
        return Decimal(0)
    if then.state == "cut_off":
        return max(WHOLE + now.points_today, Decimal(0))
    return now.points_today - then.points_today
