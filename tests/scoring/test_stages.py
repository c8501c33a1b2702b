"""Which stage of a reminder has been reached: opening, working days before, the day, late, before
the cut-off.
"""

from datetime import date

import pytest

from scoring.indicator import Indicator
from scoring.reminders.rules import Reminders
from scoring.reminders.stages import Stage, is_first_of_week, last_calls, stage
from tests.scoring.cast import CBI, programme
from thai.working_days import Calendar

CHONBURI = programme(CBI)
CALENDAR = CHONBURI.calendar
FOUR = CHONBURI.indicator("4")  # due on Wednesday the 20th, cut off on Tuesday the 26th
OPENS = CHONBURI.round_start


def march(day: int) -> date:
    return date(2013, 3, day)


def reached(code: str, today: date, rules: Reminders = CHONBURI.reminders) -> Stage | None:
    return stage(CHONBURI.indicator(code).window(), CALENDAR, today, rules, OPENS)


@pytest.mark.parametrize(
    ("today", "name", "day"),
    [
        (date(2012, 9, 30), None, None),
        (date(2012, 10, 1), "opening", date(2012, 10, 1)),
        (date(2013, 2, 27), "opening", date(2012, 10, 1)),
        (date(2013, 2, 28), "before-14", date(2013, 2, 28)),
        (march(11), "before-7", march(11)),
        (march(14), "before-7", march(11)),
        (march(15), "before-3", march(15)),
        (march(19), "before-1", march(19)),
        (march(20), "due", march(20)),
        (march(21), "late-1", march(21)),
        (march(22), "before-cutoff-2", march(22)),
        (march(24), "before-cutoff-2", march(22)),
        (march(25), "late-3", march(25)),
        (march(26), "cutoff", march(26)),
        (march(31), "cutoff", march(26)),
    ],
)
def test_the_latest_stage_reached(today: date, name: str | None, day: date | None) -> None:
    found = reached("4", today)

    assert (found and found.name, found and found.day) == (name, day)


def test_a_due_date_on_a_sunday_is_reminded_of_on_the_friday_before() -> None:
    """Indicator 6 is due on Sunday the 10th: nobody is at the office on that day."""
    found = reached("6", march(8))

    assert (found and found.name, found and found.day) == ("due", march(8))


def test_a_round_that_begins_on_a_day_off_opens_on_the_next_working_day() -> None:
    saturday = Calendar(CALENDAR.holidays | {OPENS})

    assert stage(FOUR.window(), saturday, OPENS, CHONBURI.reminders, OPENS) is None
    assert stage(FOUR.window(), saturday, date(2012, 10, 2), CHONBURI.reminders, OPENS) is not None


def test_stages_are_data() -> None:
    """A programme may leave out the opening, remind of the first day late only, and not before a
    cut-off.
    """
    few = Reminders(opening=False, stages=(5,), late_daily=False, before_cutoff=())

    names = {found.name for day in range(1, 32) if (found := reached("4", march(day), few))}

    assert names == {"before-5", "late-1"}


def test_a_composite_is_never_due() -> None:
    assert reached("8", march(20)) is None


def test_a_deadline_that_was_in_the_past_when_it_was_set_is_late_at_once() -> None:
    past = Indicator.model_validate({**FOUR.model_dump(), "due": date(2012, 9, 3), "cutoff": None})

    found = stage(past.window(), CALENDAR, date(2012, 10, 2), CHONBURI.reminders, OPENS)

    assert found is not None
    assert (found.name, found.day) == ("late-21", date(2012, 10, 2))


def test_one_holiday_more_moves_the_stages_before_a_deadline_by_a_day() -> None:
    longer = Calendar(CALENDAR.holidays | {march(19)})

    found = stage(FOUR.window(), longer, march(18), CHONBURI.reminders, OPENS)

    assert found is not None
    assert found.name == "before-1"


def test_the_last_calls_are_the_due_date_and_the_cut_off() -> None:
    assert last_calls([FOUR.window()], CALENDAR) == {march(20), march(26)}


def test_the_week_begins_on_its_first_working_day() -> None:
    """Monday 8 April 2013 stood in for Chakri Day, which fell on a Saturday."""
    assert [is_first_of_week(CALENDAR, date(2013, 4, day)) for day in (7, 8, 9, 10)] == [
        False,
        False,
        True,
        False,
    ]
