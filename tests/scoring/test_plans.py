"""Indicators 6 and 7: stages, missing aspects, data types, and a judgement of quality."""

from typing import Any

import pytest

from tests.scoring.cast import CBI, scored

Values = dict[str, Any]
FULL = [1, 2, 3, 4, 5]
STAGES = [
    ("unit_to_general_admin", "2013-03-10", "0.0000"),
    ("unit_to_general_admin", "2013-03-12", "0.5000"),
    ("unit_to_general_admin", "2013-03-20", "2.0000"),
    ("province_to_department", "2013-03-20", "0.0000"),
    ("province_to_department", "2013-03-26", "1.0000"),
]


@pytest.mark.parametrize(("stage", "sent", "taken"), STAGES)
def test_a_unit_is_late_by_its_own_stage(stage: str, sent: str, taken: str) -> None:
    values = {"steps_done": FULL, "stage": stage, "quality_accepted": True}
    assert scored(CBI, "6", values, submitted=sent)["total_deduction"] == taken


@pytest.mark.parametrize(
    ("stage", "sent"),
    [("unit_to_general_admin", "2013-03-21"), ("province_to_department", "2013-03-27")],
)
def test_a_stage_has_its_own_cut_off(stage: str, sent: str) -> None:
    assert (
        scored(CBI, "6", {"steps_done": FULL, "stage": stage}, submitted=sent)["status"]
        == "cut_off"
    )


@pytest.mark.parametrize(
    ("done", "missing", "quality", "status", "raw", "taken"),
    [
        (FULL, {}, True, "scored", 5, "0.0000"),
        (FULL, {"3": 1}, True, "scored", 5, "0.2500"),
        (FULL, {"2": 2, "3": 1}, True, "scored", 5, "0.7500"),
        ([1, 2, 3, 4], {"2": 0, "3": 3}, False, "scored", 4, "0.7500"),
        ([1, 2, 3, 4], {}, None, "provisional", 4, "0.0000"),
        (FULL, {"3": 4}, True, "scored", 2, "0.0000"),  # a step without any aspect is not reached
        (
            FULL,
            {"2": 4, "3": 1},
            True,
            "scored",
            1,
            "0.0000",
        ),  # nor do steps beyond the chain cost anything
        ([1, 2], {"2": 1, "3": 1}, None, "scored", 2, "0.2500"),
        ([2, 3], {"2": 1}, None, "scored", 0, "0.0000"),
    ],
)
def test_missing_aspects_cost_inside_the_chain_only(
    done: list[int], missing: Values, quality: bool | None, status: str, raw: int, taken: str
) -> None:
    values = {"steps_done": done, "missing_aspects": missing, "quality_accepted": quality}
    answer = scored(CBI, "6", values, submitted="2013-03-08")
    assert (answer["status"], float(answer["raw_score"]), answer["total_deduction"]) == (
        status,
        raw,
        taken,
    )


def test_a_unit_may_owe_fewer_aspects_than_the_province() -> None:
    values = {
        "steps_done": FULL,
        "missing_aspects": {"3": 1},
        "required_aspects": 1,
        "quality_accepted": True,
    }
    assert scored(CBI, "6", values, submitted="2013-03-08")["raw_score"] == "2.0000"


@pytest.mark.parametrize(
    ("stage", "days", "quality", "status", "raw", "taken"),
    [
        ("unit_to_general_admin", (8, 13, 15), True, "scored", 5, "0.6400"),
        ("unit_to_general_admin", (8, 13, 15), None, "provisional", 4, "0.6400"),
        ("unit_to_general_admin", (8, 13, 15), False, "scored", 4, "0.6400"),
        ("unit_to_general_admin", (20, 20, 20), True, "scored", 5, "1.9200"),
        ("unit_to_general_admin", (8, 8, 21), True, "scored", 2, "0.0000"),
        (
            "unit_to_general_admin",
            (8, None, 15),
            True,
            "scored",
            1,
            "0.0000",
        ),  # type 3 is outside the chain
        ("unit_to_general_admin", (None, 8, 8), True, "scored", 0, "0.0000"),
        ("unit_to_general_admin", (21, 22, None), True, "cut_off", 0, "0.0000"),
        ("unit_to_general_admin", (None, None, None), True, "not_submitted", 0, "0.0000"),
        ("province_to_department", (26, 26, 26), True, "scored", 5, "0.9600"),
        ("province_to_department", (20, 21, 23), True, "scored", 5, "0.2400"),
    ],
)
def test_each_data_type_is_late_on_its_own(
    stage: str,
    days: tuple[int | None, ...],
    quality: bool | None,
    status: str,
    raw: int,
    taken: str,
) -> None:
    by_type = {str(place): day and f"2013-03-{day:02}" for place, day in enumerate(days, 1)}
    answer = scored(
        CBI, "7", {"stage": stage, "submitted_by_type": by_type, "quality_accepted": quality}
    )
    assert (answer["status"], float(answer["raw_score"]), answer["total_deduction"]) == (
        status,
        raw,
        taken,
    )
