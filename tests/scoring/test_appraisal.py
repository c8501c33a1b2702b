"""The appraisal of a person: ปผ.1, ปผ.2, ปผ.3."""

from typing import Any

import pytest

from scoring.programme import Programme
from tests.scoring.cast import CBI, programme, scored


def rows(*weights_and_scores: tuple[float | str, float | str]) -> dict[str, Any]:
    return {"rows": [{"weight": weight, "score": score} for weight, score in weights_and_scores]}


def levels(*expected_and_found: tuple[int, int | None]) -> dict[str, Any]:
    return {
        "competencies": [
            {"expected": expected, "found": found} for expected, found in expected_and_found
        ]
    }


def test_results_are_weighed_and_taken_times_20() -> None:
    answer = scored(CBI, "ปผ.2", rows((40, "4.0722"), (30, 5), (20, "3.5"), (10, 0)))
    assert (answer["sum_weighted"], answer["result_score_100"]) == ("3.8289", "76.5776")


def test_the_form_may_be_named_with_thai_digits() -> None:
    assert (
        scored(CBI, "ปผ.๒", rows((25, 5), (25, 5), (25, 5), (25, 5)))["result_score_100"]
        == "100.0000"
    )


def test_fewer_than_four_indicators_are_said_so() -> None:
    answer = scored(CBI, "ปผ.2", rows((60, 5), (40, 4)))
    assert answer["result_score_100"] == "92.0000"
    assert any("คนละ 4 ตัวชี้วัด" in line for line in answer["explanation"])


def test_a_programme_may_send_a_form_with_fewer_back() -> None:
    told = programme(CBI).model_dump()
    strict = Programme.model_validate(
        told | {"appraisal": told["appraisal"] | {"fewer_indicators": "refuse"}}
    )
    assert scored(strict, "ปผ.2", rows((60, 5), (40, 4)))["status"] == "invalid"


@pytest.mark.parametrize(
    ("competencies", "score"),
    [
        (levels((3, 3), (3, 4), (3, 5)), "100.0000"),
        (levels((3, 2)), "66.6667"),
        (levels((3, 1)), "33.3333"),
        (levels((3, 0)), "0.0000"),
        (levels((5, 1)), "0.0000"),
        (levels(*[(3, 3)] * 7, (2, 1), (2, 1), (3, 1)), "86.6667"),
        (levels((3, 3), (3, None)), "100.0000"),
    ],
)
def test_competencies_count_3_2_1_0_over_those_assessed(
    competencies: dict[str, Any], score: str
) -> None:
    assert scored(CBI, "ปผ.3", competencies)["competency_score_100"] == score


def test_no_competency_assessed_yet_is_no_score() -> None:
    assert scored(CBI, "ปผ.3", levels((3, None)))["status"] == "needs_decision"


@pytest.mark.parametrize(
    ("result", "competency", "total", "reason"),
    [
        ("77.94", "90", "81.5580", False),
        ("100", "100", "100.0000", True),
        ("99.99999", "100", "100.0000", False),
        ("0", "0", "0.0000", False),
    ],
)
def test_the_whole_is_70_and_30_and_asks_for_a_reason_at_exactly_100(
    result: str, competency: str, total: str, reason: bool
) -> None:
    answer = scored(CBI, "ปผ.1", {"result_score_100": result, "competency_score_100": competency})
    assert (answer["total"], answer["reason_required"]) == (total, reason)
