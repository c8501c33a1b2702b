"""Counting working days around weekends and holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.working_days import Calendar

MARCH = Calendar(frozenset({date(2013, 2, 25)}))
DAYS = st.dates(date(2012, 10, 1), date(2013, 12, 31))
CALENDARS = st.builds(Calendar, st.frozensets(DAYS, max_size=30))


@pytest.mark.parametrize(
    ("sent", "late"), [(20, 0), (21, 1), (22, 2), (23, 2), (24, 2), (25, 3), (26, 4)]
)
def test_days_late_after_wednesday_the_20th(sent: int, late: int) -> None:
    assert MARCH.late(date(2013, 3, 20), date(2013, 3, sent)) == late


@pytest.mark.parametrize(("sent", "late"), [(10, 0), (11, 1), (12, 2), (15, 5), (17, 5), (20, 8)])
def test_a_due_date_on_a_sunday_stays_on_the_sunday(sent: int, late: int) -> None:
    assert MARCH.late(date(2013, 3, 10), date(2013, 3, sent)) == late


def test_a_holiday_costs_nothing() -> None:
    assert MARCH.late(date(2013, 2, 22), date(2013, 2, 25)) == 0
    assert MARCH.late(date(2013, 2, 22), date(2013, 2, 26)) == 1


def test_days_left_count_the_due_date_and_not_today() -> None:
    assert MARCH.left(date(2013, 3, 15), date(2013, 3, 20)) == 3
    assert MARCH.left(date(2013, 3, 21), date(2013, 3, 20)) == 0


def test_walking_back_and_on_skips_days_off() -> None:
    assert MARCH.before(date(2013, 3, 20), 3) == date(2013, 3, 15)
    assert MARCH.before(date(2013, 3, 10), 1) == date(2013, 3, 8)
    assert MARCH.before(date(2013, 3, 10), 0) == date(2013, 3, 10)
    assert MARCH.after(date(2013, 2, 22), 1) == date(2013, 2, 26)


@given(CALENDARS, DAYS, st.integers(0, 400))
def test_counting_agrees_with_looking_at_each_day(
    calendar: Calendar, start: date, span: int
) -> None:
    each = [start + timedelta(days=step) for step in range(1, span + 1)]
    assert calendar.between(start, start + timedelta(days=span)) == sum(
        map(calendar.is_working_day, each)
    )


@given(CALENDARS, DAYS, st.integers(1, 40))
def test_so_many_days_on_is_so_many_days_late(calendar: Calendar, day: date, days: int) -> None:
    assert calendar.late(day, calendar.after(day, days)) == days
