"""Bad input: a sentence that names the field and the rule, never a wrong score."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scoring.cast import CBI, DLA, LPG, MOI, programme, scored

DAY = "2013-03-20"


@pytest.mark.parametrize(
    ("key", "indicator", "values", "named"),
    [
        (CBI, "4", {"numerator": 120, "denominator": 97}, "numerator"),
        (CBI, "4", {"numerator": -1, "denominator": 97}, "numerator"),
        (CBI, "4", {"numerator": 5, "denominator": 0}, "numerator"),
        (CBI, "4", {"numerator": "แปดสิบ", "denominator": 97}, "numerator"),
        (CBI, "4", {"numerator": 88.5, "denominator": 97}, "numerator"),
        (CBI, "4", {"numerator": True, "denominator": 97}, "numerator"),
        (CBI, "4", {"numerator": 10**5000, "denominator": 97}, "numerator"),
        (CBI, "4", {"numerator": -(10**5000), "denominator": 97}, "numerator"),
        (CBI, "4", {"numerator": float("nan"), "denominator": 97}, "numerator"),
        (CBI, "4", {"numerator": float("inf"), "denominator": 97}, "numerator"),
        (CBI, "4", {"numerator": 88}, "denominator"),
        (CBI, "4", {"result_percent": "101"}, "result_percent"),
        (CBI, "4", {"result_percent": -1}, "result_percent"),
        (CBI, "4", {"numerator": 88, "denominator": 97, "result_percent": 95}, "result_percent"),
        (CBI, "4", {}, "result_percent"),
        (CBI, "1.2", {"value": "-2"}, "value"),
        (CBI, "1.2", {"months": 0, "meetings": 3}, "months"),
        (CBI, "1.3", {"value": "2.5"}, "value"),
        (CBI, "1.3", {}, "value"),
        (CBI, "3", {"percent": 60}, "all_districts"),
        (CBI, "3", {"percent": 60, "all_districts": "บางอำเภอ"}, "all_districts"),
        (CBI, "3", {"all_districts": True}, "percent"),
        (CBI, "5", {"steps_done": [1, 6]}, "steps_done"),
        (CBI, "5", {"steps_done": ["หนึ่ง"]}, "steps_done"),
        (CBI, "5", {"steps_done": "1 2 3"}, "steps_done"),
        (CBI, "6", {"steps_done": [1], "missing_aspects": {"4": 1}}, "missing_aspects"),
        (CBI, "6", {"steps_done": [1], "missing_aspects": {"2": 5}}, "missing_aspects.2"),
        (CBI, "6", {"steps_done": [1], "stage": "ที่ไหนก็ได้"}, "stage"),
        (CBI, "6", {"steps_done": [1], "quality_accepted": "ดีมาก"}, "quality_accepted"),
        (CBI, "7", {"submitted_by_type": {"4": DAY}}, "submitted_by_type"),
        (CBI, "7", {"submitted_by_type": {"1": "31/2/2556"}}, "submitted_by_type.1"),
        (CBI, "8.1", {"backlog": 10, "resolved": 11}, "resolved"),
        (CBI, "8.1", {"backlog": 0, "resolved": 1}, "resolved"),
        (CBI, "8.1", {"backlog": 10}, "resolved"),
        (CBI, "8.1", {"resolved": 1}, "backlog"),
        (CBI, "8", {"sub_scores": {"8.2": 3}}, "sub_scores.8.1"),
        (CBI, "8", {"sub_scores": {"8.1": 6, "8.2": 3}}, "sub_scores.8.1"),
        (CBI, "8", {"sub_scores": {"9.9": 3}}, "sub_scores"),
        (CBI, "1", {"sub_scores": {"1.1": 5}, "sub_weights": {"1.1": 20}}, "sub_weights"),
        (CBI, "99", {}, "indicator"),
        (CBI, "TOTAL", {}, "scores"),
        (CBI, "TOTAL", {"scores": {"4": "5.1"}}, "scores.4"),
        (CBI, "TOTAL", {"scores": {"11": 3}}, "scores"),
        (CBI, "TOTAL", {"scores": {"8": 3, "8.1": 3}}, "scores"),
        (CBI, "TOTAL", {"scores": {"4": 3}, "excluded": ["11"]}, "excluded"),
        (CBI, "ปผ.2", {"rows": []}, "rows"),
        (
            CBI,
            "ปผ.2",
            {"rows": [{"weight": 60, "score": 5}, {"weight": 50, "score": 5}]},
            "rows.weight",
        ),
        (
            CBI,
            "ปผ.2",
            {"rows": [{"weight": 100, "score": 5}, {"weight": 0, "score": 5}]},
            "rows.weight",
        ),
        (CBI, "ปผ.2", {"rows": [{"weight": 100, "score": "5.5"}]}, "rows.1.score"),
        (
            CBI,
            "ปผ.3",
            {"competencies": [{"expected": "สูง", "found": 1}]},
            "competencies.1.expected",
        ),
        (CBI, "ปผ.1", {"result_score_100": 101, "competency_score_100": 5}, "result_score_100"),
        (DLA, "ปผ.1", {"result_score_100": 50, "competency_score_100": 5}, "indicator"),
        (
            DLA,
            "6",
            {"steps_done": [1], "forms": [{"form": 3, "submitted": "2024-01-01"}]},
            "forms.form",
        ),
        (
            DLA,
            "6",
            {"steps_done": [1], "forms": [{"form": 1, "submitted": "2024-01-01"}]},
            "forms.1.due",
        ),
        (
            DLA,
            "6",
            {
                "raw_score": 6,
                "forms": [{"form": 1, "due": "2024-01-02", "submitted": "2024-01-01"}],
            },
            "raw_score",
        ),
        (MOI, "3.2", {"steps_done": [0]}, "steps_done"),
        (LPG, "TOTAL", {"points": {"1": 21}}, "points.1"),
        (LPG, "TOTAL", {"points": {"6": 1}}, "points"),
        (LPG, "TOTAL", {"points": {"1": 18, "1.1": 5}}, "points"),
        (LPG, "TOTAL", {"points": {"1.1": "5.5"}}, "points.1.1"),
        (LPG, "TOTAL", {"points": {"1.2": 10, "1.3": 6}}, "points"),
        (LPG, "RANK", {"totals": {"เถิน": "มาก"}}, "totals.เถิน"),
        (DLA, "survey", {"frequency": {"6": 1}}, "frequency"),
        (DLA, "survey", {"frequency": {"5": -1}}, "frequency.5"),
        (DLA, "survey", {"responses": {"a": [5, 0]}}, "responses.a"),
        (DLA, "survey", {"responses": {"a": ["4.5"]}}, "responses.a"),
        (DLA, "survey", {"mean": "5.01"}, "mean"),
        (DLA, "survey", {}, "mean"),
    ],
)
def test_the_sentence_names_the_field(
    key: str, indicator: str, values: dict[str, Any], named: str
) -> None:
    answer = scored(key, indicator, values, submitted=DAY)
    assert answer["status"] == "invalid"
    assert answer["reason"].startswith(f"{named}: ")
    assert answer["final_score"] is None


@pytest.mark.parametrize(
    ("case", "named"),
    [
        ({"submitted": "29 กุมภาพันธ์ 2566"}, "submitted"),
        ({"submitted": 20130320}, "submitted"),
        ({"submitted": DAY, "due": "วันพรุ่งนี้"}, "due"),
        ({"submitted": DAY, "due": "2013-03-20", "cutoff": "2013-03-19"}, "cutoff"),
        ({"submitted": DAY, "holidays": "2013-03-21"}, "holidays"),
        ({"submitted": DAY, "holidays": ["31/4/2556"]}, "holidays"),
    ],
)
def test_a_day_that_cannot_be_is_named(case: dict[str, Any], named: str) -> None:
    answer = scored(CBI, "4", {"numerator": 88, "denominator": 97}, **case)
    assert answer["status"] == "invalid"
    assert answer["reason"].startswith(f"{named}: ")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.decimals(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("12358.", max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)
NAMES = [
    "numerator",
    "denominator",
    "result_percent",
    "value",
    "months",
    "meetings",
    "percent",
    "all_districts",
    "steps_done",
    "stage",
    "missing_aspects",
    "quality_accepted",
    "submitted_by_type",
    "backlog",
    "resolved",
    "sub_scores",
    "sub_weights",
    "excluded",
    "scores",
    "rows",
    "competencies",
    "frequency",
    "responses",
    "mean",
    "dimensions",
    "groups",
    "required_aspects",
]


@given(st.dictionaries(st.sampled_from(NAMES), ANYTHING, max_size=4), ANYTHING, st.data())
def test_no_values_whatever_are_an_error_or_a_score_out_of_range(
    values: dict[str, Any], sent: object, data: st.DataObject
) -> None:
    codes = [each.code for each in programme(CBI).indicators]
    code = data.draw(st.sampled_from([*codes, "TOTAL", "survey", "ปผ.1", "ปผ.2", "ปผ.3", "RANK"]))
    answer = scored(CBI, code, values, submitted=sent)
    assert answer["status"] in {
        "scored",
        "provisional",
        "cut_off",
        "not_submitted",
        "excluded",
        "needs_decision",
        "invalid",
    }
    if code in codes and answer["final_score"] is not None:
        assert 0 <= float(answer["final_score"]) <= 5
