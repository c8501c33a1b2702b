"""Ranks, running totals, completeness and punctuality: figures of their own beside the scores."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.completeness import altogether, by_office, reporting
from scoring.office_total import office_total
from scoring.ranking import ranks
from scoring.running import Stand, points_to_gain, running, state_of_score
from scoring.what_if import Case, needed, with_percent
from tests.scoring.cast import CBI, offices_scored, programme

MARCH = 2013, 3


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 5), max_size=8))
def test_a_rank_is_one_more_than_how_many_have_more(points: dict[str, int]) -> None:
    assert ranks(points) == {
        name: 1 + sum(other > own for other in points.values()) for name, own in points.items()
    }


def test_what_was_earned_is_told_beside_what_was_assessed() -> None:
    """3 of 14 indicators were sent: 20.79 of 25 points, and not of 100."""
    stands = [
        Stand("4", "verified", Fraction("4.0722")),
        Stand("8.2", "provisional", Fraction(4)),
        Stand("10", "provisional", Fraction("4.3589")),
        Stand("2", "not_due"),
    ]
    total = office_total(
        programme(CBI), {one.code: ("scored", one.final) for one in stands if one.final is not None}
    )

    found = running(programme(CBI), total, stands)

    assert found is not None
    assert [round(float(one), 2) for one in (found.earned, found.assessed, found.full)] == [
        20.79,
        25,
        100,
    ]
    assert found.rate is not None
    assert round(found.rate) == 83
    assert found.counts == {"verified": 1, "provisional": 2, "not_due": 1}


def test_an_excluded_indicator_takes_its_weight_out_of_what_is_assessed() -> None:
    stands = [Stand("4", "verified", Fraction(5)), Stand("8.1", "excluded")]
    total = office_total(programme(CBI), {"4": ("scored", "5"), "8.1": ("excluded", None)})

    found = running(programme(CBI), total, stands)

    assert found is not None
    assert found.assessed == Fraction(500, 90) == found.earned


@pytest.mark.parametrize(
    ("status", "accepted", "state"),
    [
        ("scored", True, "verified"),
        ("scored", False, "provisional"),
        ("provisional", True, "provisional"),
        ("cut_off", True, "cut_off"),
        ("excluded", False, "excluded"),
        ("needs_decision", True, "needs_decision"),
        ("invalid", False, "needs_decision"),
    ],
)
def test_every_status_is_told_apart(status: str, accepted: bool, state: str) -> None:
    assert state_of_score(status, is_accepted=accepted) == state


def test_what_is_past_its_cut_off_can_gain_nothing_any_more() -> None:
    gains = {
        state: points_to_gain(programme(CBI), Stand("4", state))
        for state in ("not_due", "cut_off", "excluded")
    }
    assert gains == {"not_due": 5, "cut_off": 0, "excluded": 0}


def test_what_is_earned_and_what_can_be_gained_come_to_100_whatever_is_excluded() -> None:
    scores: dict[str, tuple[str, str | None]] = {
        one.code: ("excluded", None) if one.code == "8.1" else ("scored", "4")
        for one in programme(CBI).indicators
    }
    stands = [
        Stand(code, "provisional" if final else "excluded", Fraction(final) if final else None)
        for code, (_, final) in scores.items()
    ]
    found = running(programme(CBI), office_total(programme(CBI), scores), stands)

    assert found is not None
    assert found.basis == 90
    gains = sum(points_to_gain(programme(CBI), one, found.basis) for one in found.stands)
    assert found.earned + gains == 100


@pytest.mark.parametrize(
    ("sent", "today", "expected"),
    [
        # day of sending (None: not sent), today -> sent, due, in time
        (None, 20, (0, 0, 0)),
        (None, 21, (0, 1, 0)),
        (20, 20, (1, 1, 1)),
        (18, 19, (1, 1, 1)),
        (21, 25, (1, 1, 0)),
    ],
)
def test_a_report_counts_by_its_day(
    sent: int | None, today: int, expected: tuple[int, int, int]
) -> None:
    """4 of อำเภอบ้านบึง is due on 20 March."""
    days = {("CBI-BB", "4"): date(*MARCH, sent)} if sent else {}

    found = reporting(offices_scored(), days, date(*MARCH, today), {"CBI-BB"})

    one = found["CBI-BB", "4"]
    assert (one.sent, one.due, one.in_time) == expected


def test_a_district_s_figures_are_the_sum_of_its_reports() -> None:
    days = {("CBI-BB", "4"): date(*MARCH, 19), ("CBI-PT", "4"): date(*MARCH, 21)}

    found = reporting(offices_scored(), days, date(*MARCH, 22), {"CBI-BB", "CBI-PT"})

    assert {code: (one.expected, one.sent) for code, one in by_office(found).items()} == {
        "CBI-BB": (3, 1),
        "CBI-PT": (3, 1),
    }
    whole = altogether(found)
    assert (whole.completeness, whole.punctuality) == (Fraction(100, 3), Fraction(100, 6))


@given(st.fractions(0, 5, max_denominator=40), st.integers(1, 400), st.integers(0, 4))
def test_one_place_fewer_would_not_reach_it(target: Fraction, of_all: int, late: int) -> None:
    day = date(*MARCH, 20 + late)
    case = Case(programme(CBI), "4", {"numerator": 0, "denominator": of_all}, day)

    found = needed(case, target)

    assert found is not None
    done = found.values["numerator"]
    assert isinstance(done, Fraction)
    if found.score.exact is not None and found.score.exact >= target and done >= 1:
        fewer = case.thought({"numerator": done - 1, "denominator": of_all}).score
        assert fewer.exact is not None
        assert fewer.exact < target
    elif done < of_all:
        assert found.score.exact is not None
        assert found.score.exact >= target


@pytest.mark.parametrize(
    ("code", "values", "told", "final"),
    [
        ("1.1", {"numerator": 1, "denominator": 3}, "3 จาก 3 สภา", "5.0000"),
        ("1.2", {"months": 6, "meetings": {"a": 2, "b": 3}}, "ประชุม 6 / 6 ครั้ง", "5.0000"),
        ("1.3", {}, "0 ครั้ง", "5.0000"),
        ("3", {"numerator": 1, "denominator": 97}, "49 จาก 97 แห่ง", "5.0000"),
        ("5", {}, "ขั้นตอนที่ 1, 2, 3, 4, 5", "5.0000"),
        ("7", {"stage": "unit_to_general_admin"}, "ประเภทข้อมูล 1, 2, 3", "5.0000"),
        ("8.2", {"backlog": 28, "resolved": 20}, "23 จาก 28 เรื่อง", "5.0000"),
        ("9", {}, "ร้อยละ 70", "5.0000"),
    ],
)
def test_every_kind_of_measure_says_what_five_takes(
    code: str, values: dict[str, object], told: str, final: str
) -> None:
    found = needed(Case(programme(CBI), code, values, date(*MARCH, 8)), Fraction(5))

    assert found is not None
    assert (found.told.th, str(found.score.final_score)) == (told, final)


@pytest.mark.parametrize("code", ["1", "8", "1.3", "5"])
def test_what_is_not_measured_in_per_cent_has_no_score_by_it(code: str) -> None:
    assert with_percent(Case(programme(CBI), code, {}, date(*MARCH, 8)), Fraction(90)) is None
