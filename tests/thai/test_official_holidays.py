"""Which days Thai offices are closed."""

from datetime import date

import pytest

from thai.official_holidays import official_holidays

KNOWN = official_holidays([2012, 2013, 2023, 2024])


@pytest.mark.parametrize(
    "day",
    [
        date(2013, 2, 25),
        date(2013, 5, 13),
        date(2023, 12, 29),
        date(2024, 2, 26),
        date(2024, 4, 8),
        date(2024, 4, 12),
        date(2024, 5, 10),
    ],
)
def test_offices_are_closed(day: date) -> None:
    assert day in KNOWN


@pytest.mark.parametrize(
    "day",
    [
        date(2024, 1, 2),
        date(2023, 1, 3),
        date(2013, 5, 1),
        date(2024, 5, 1),
        date(2013, 1, 12),
        date(2024, 12, 6),
    ],
)
def test_offices_are_open(day: date) -> None:
    assert day not in KNOWN


def test_no_holiday_falls_in_the_window_of_the_round() -> None:
    assert not [day for day in KNOWN if date(2013, 3, 10) <= day <= date(2013, 3, 26)]


def test_an_office_may_add_and_remove_days() -> None:
    own = official_holidays([2013], added=[date(2013, 3, 15)], removed=[date(2013, 2, 25)])
    assert date(2013, 3, 15) in own
    assert date(2013, 2, 25) not in own
