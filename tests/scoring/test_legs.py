"""The legs of a report's way: who sends on which, what day counts for whom, and where it leads."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from pydantic import ValidationError

from scoring.boards import board
from scoring.case import Window
from scoring.deadlines import standing_of
from scoring.legs import Stage
from scoring.programme import Programme
from scoring.work import Work
from tests.scoring.cast import CBI, programme

CHONBURI = programme(CBI)
CALENDAR = CHONBURI.calendar
FOUR = CHONBURI.work("4")
SIX = CHONBURI.work("form-6")


def march(day: int) -> date:
    return date(2013, 3, day)


@pytest.mark.parametrize(
    ("work", "bureau", "sender"),
    [
        ("4", "DLA-FIN", "CBI"),
        ("form-3", "DLA-SOC", "CBI"),
        ("form-4", "DLA-FIN", "CBI"),
        ("form-5", "DLA-ADM", "CBI"),
        ("form-6", "DLA-PER", "CBI-GA"),
        ("form-7-1", "DLA-PER", "CBI-GA"),
        ("8.2", "DLA-LAW", "CBI"),
        ("10", "DLA-PER", "CBI-GA"),
    ],
)
def test_a_unit_sends_to_general_administration_and_the_province_to_the_bureau(
    work: str, bureau: str, sender: str
) -> None:
    way = CHONBURI.work(work).onward(CHONBURI.office("CBI-BB"))
    assert [leg.to for leg in way] == ["CBI-GA", bureau]
    (own,) = CHONBURI.work(work).onward(CHONBURI.office(sender))
    assert own.to == bureau


@pytest.mark.parametrize(
    ("work", "unit", "province"),
    [
        ("form-3", Window(march(10)), Window(march(11), march(15))),
        ("4", Window(march(10)), Window(march(20), march(26), Fraction(1, 4))),
        ("form-5", Window(march(10)), Window(march(20), march(26), Fraction(1, 4))),
        (
            "form-6",
            Window(march(10), march(20), Fraction(1, 4)),
            Window(march(20), march(26), Fraction(1, 4)),
        ),
        ("8.1", Window(march(10)), Window(march(20), march(20))),
        ("9", Window(march(10)), Window(march(20))),
    ],
)
def test_the_table_of_dates(work: str, unit: Window, province: Window) -> None:
    found = CHONBURI.work(work)
    assert found.window_of(CHONBURI.office("CBI-BB")) == unit
    (*_, last) = found.onward(CHONBURI.office("CBI-BB"))
    assert found.window(last.code) == province


@pytest.mark.parametrize(
    ("today", "state", "due", "points"),
    [
        (8, "near", 10, "0.00"),
        (10, "near", 10, "0.00"),
        (11, "near", 20, "0.00"),
        (20, "near", 20, "0.00"),
        (21, "late", 20, "-0.25"),
        (27, "cut_off", 20, "0.00"),
    ],
)
def test_an_internal_day_costs_nothing_and_then_the_document_s_own_day_counts(
    today: int, state: str, due: int, points: str
) -> None:
    now = standing_of(CHONBURI, FOUR, "CBI-BB", CALENDAR, march(today), None)
    assert (now.state, now.due, str(now.points_today)) == (state, march(due), points)


def test_a_day_that_costs_points_stays_the_unit_s_own_until_its_cut_off() -> None:
    late = standing_of(CHONBURI, SIX, "CBI-FIN", CALENDAR, march(12), None)
    over = standing_of(CHONBURI, SIX, "CBI-FIN", CALENDAR, march(21), None)
    assert (late.due, str(late.points_today), late.cutoff) == (march(10), "-0.50", march(20))
    assert over.state == "cut_off"


def test_on_one_day_offices_of_different_legs_owe_different_days() -> None:
    owing = board(CHONBURI, CALENDAR, march(8), set()).owing
    days = {
        each.due.standing.code: each.due.standing.due
        for office in ("CBI-BB", "CBI-DEV")
        for each in owing[office]
    }
    assert days["4"] == days["form-4"] == march(10)


def test_the_internal_day_and_the_document_s_are_both_days_of_a_last_call() -> None:
    owing = board(CHONBURI, CALENDAR, march(1), set()).owing["CBI-BB"]
    four = next(each.due for each in owing if each.due.standing.code == "4")
    assert four.last_calls == {march(8), march(20), march(26)}


def test_waiting_over_an_internal_day_loses_no_points_and_is_told_all_the_same() -> None:
    owing = board(CHONBURI, CALENDAR, march(8), set()).owing["CBI-BB"]
    four = next(each.due for each in owing if each.due.standing.code == "4")
    assert (four.loss, four.is_the_day, four.is_urgent) == (Decimal(0), True, True)


def changed(**stage: object) -> Programme:
    told = CHONBURI.model_dump()
    legs = [{"code": "x", "name": "x", **stage}]
    told["indicators"] = [
        one | ({"stages": legs} if one["code"] == "4" else {}) for one in told["indicators"]
    ]
    return Programme.model_validate(told)


@pytest.mark.parametrize("stage", [{"senders": ["village"]}, {"to": "CBI-XX"}])
def test_a_leg_that_starts_or_ends_nowhere_is_refused(stage: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match=r"(village|CBI-XX)"):
        changed(**stage)


def test_a_leg_without_a_day_has_the_dates_and_the_rate_of_its_work() -> None:
    work = Work(
        code="w",
        name="w",
        short_name="w",
        due=march(20),
        cutoff=march(26),
        late_rate=Decimal("0.25"),
        stages=(Stage(code="on", name="on"), Stage(code="in", name="in", due=march(1))),
    )
    assert work.window("on") == work.window() == Window(march(20), march(26), Fraction(1, 4))
    assert work.window("in") == Window(march(1), None, Fraction(1, 4))


def test_what_is_to_be_sent_first_must_be_there() -> None:
    told = CHONBURI.model_dump()
    told["report_forms"] = [
        one | ({"after": "form-9"} if one["code"] == "form-6" else {})
        for one in told["report_forms"]
    ]
    with pytest.raises(ValidationError, match="form-6 อ้างถึง form-9 ซึ่งไม่มีแบบใดส่ง"):
        Programme.model_validate(told)
