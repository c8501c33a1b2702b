"""Who owes what, and how it stands."""

from datetime import date
from decimal import Decimal

import pytest

from scoring.deadlines import owed, role, standing
from tests.scoring.cast import offices_scored

CHONBURI = offices_scored()
CALENDAR = CHONBURI.calendar
FOUR = CHONBURI.indicator("4")


def march(day: int) -> date:
    return date(2013, 3, day)


def test_ban_bueng_owes_what_can_be_filed_in_chat() -> None:
    filed = [
        each.code
        for each in CHONBURI.indicators
        if each.form and role(each, CHONBURI.office("CBI-BB"))
    ]
    assert [code for office, code in owed(CHONBURI) if office == "CBI-BB"] == filed
    assert {"4", "8.2", "10"} <= set(filed)


def test_a_unit_named_only_in_the_framework_table_supports() -> None:
    district = CHONBURI.office("CBI-BB")
    assert role(FOUR, district) == "main"
    assert role(CHONBURI.indicator("5"), district) == "supporting"
    assert role(CHONBURI.indicator("2"), district) is None


@pytest.mark.parametrize(
    ("today", "state", "left", "late", "points", "tomorrow"),
    [
        (8, "not_sent", 8, 0, "0", "0"),
        (11, "near", 7, 0, "0", "0"),
        (19, "near", 1, 0, "0", "0"),
        (20, "near", 0, 0, "0", "-0.25"),
        (21, "late", 0, 1, "-0.25", "-0.50"),
        (22, "late", 0, 2, "-0.50", "-0.50"),
        (24, "late", 0, 2, "-0.50", "-0.75"),
        (26, "late", 0, 4, "-1.00", None),
        (27, "cut_off", 0, 5, "0", None),
    ],
)
def test_where_indicator_4_stands(
    today: int, state: str, left: int, late: int, points: str, tomorrow: str | None
) -> None:
    found = standing(FOUR, CALENDAR, march(today), None)
    assert (found.state, found.working_days_left, found.working_days_late) == (state, left, late)
    assert found.points_today == Decimal(points)
    assert found.points_tomorrow == (None if tomorrow is None else Decimal(tomorrow))


def test_no_report_loses_more_than_the_whole_of_its_scale() -> None:
    """Due a year before, nothing cut off: five points are at stake, and no more than they
    tomorrow.
    """
    forgotten = type(FOUR).model_validate(
        {**FOUR.model_dump(), "due": date(2012, 3, 20), "cutoff": None}
    )

    found = standing(forgotten, CALENDAR, march(20), None)

    assert (str(found.points_today), str(found.points_tomorrow)) == ("-5.00", "-5.00")


def test_the_most_urgent_comes_first() -> None:
    today = march(21)
    shown = sorted(
        standing(CHONBURI.indicator(code), CALENDAR, today, None)
        for code in ("1", "8.2", "4", "10")
    )
    assert [each.code for each in shown] == ["4", "10", "1", "8.2"]
    assert standing(FOUR, CALENDAR, today, march(20)).state == "sent"
