"""Points an office may settle otherwise."""

from typing import Any

import pytest

from tests.scoring.cast import CBI, changed, scored

Values = dict[str, Any]


@pytest.mark.parametrize(
    ("settings", "indicator", "values", "sent", "final"),
    [
        ({"interpolation": "steps"}, "2", {"result_percent": "50.2"}, None, "3.0000"),
        ({"below_level_1": "zero"}, "2", {"result_percent": "44"}, None, "0.0000"),
        ({"below_level_1": "extrapolate"}, "2", {"result_percent": "44"}, None, "0.5000"),
        ({"below_level_1": "extrapolate"}, "2", {"result_percent": "10"}, None, "0.0000"),
        ({"band_rule": "round_half_up"}, "1.1", {"result_percent": "60.5"}, None, "2.0000"),
        ({"boards": "mean"}, "1.2", {"months": 6, "meetings": [6, 2]}, None, "4.0000"),
        (
            {"not_all_districts": "level_1"},
            "3",
            {"percent": 90, "all_districts": False},
            "2013-03-08",
            "1.0000",
        ),
        ({"roll_deadline": True}, "6", {"steps_done": [1, 2]}, "2013-03-11", "2.0000"),
        ({"roll_deadline": True}, "6", {"steps_done": [1, 2]}, "2013-03-12", "1.7500"),
    ],
)
def test_an_office_may_settle_a_point_otherwise(
    settings: Values, indicator: str, values: Values, sent: str | None, final: str
) -> None:
    assert (
        scored(changed(CBI, **settings), indicator, values, submitted=sent)["final_score"] == final
    )


def test_an_office_may_take_late_reports_out_of_the_basis() -> None:
    answer = scored(
        changed(CBI, cutoff="excluded"),
        "4",
        {"numerator": 1, "denominator": 1},
        submitted="2013-03-27",
    )
    assert (answer["status"], answer["final_score"]) == ("excluded", None)
