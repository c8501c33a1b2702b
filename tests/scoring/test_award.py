"""Office Star: points, levels and ranks."""

import pytest

from tests.scoring.cast import LPG, programme, scored


@pytest.mark.parametrize(
    ("points", "total", "level"),
    [
        ({"1": 20, "2": 20, "3": 20, "4": 20, "5": 20}, "100.0000", "ดีเด่น"),
        ({"1": 20, "2": 20, "3": 20, "4": 20}, "80.0000", "ดีเด่น"),
        ({"1": 20, "2": 20, "3": 20, "4": "19.99"}, "79.9900", "ดีมาก"),
        ({"1": 20, "2": 20, "3": 20, "4": 10}, "70.0000", "ดีมาก"),
        ({"1": 20, "2": 20, "3": 20, "4": "9.99"}, "69.9900", "ดี"),
        ({"1": 20, "2": 20, "3": 20}, "60.0000", "ดี"),
        ({"1": 20, "2": 20, "3": "19.9999"}, "59.9999", "ไม่ผ่านเกณฑ์"),
        ({"1": "๑๘", "2": "17.5"}, "35.5000", "ไม่ผ่านเกณฑ์"),
        ({"1.1": 5, "1.2": 15, "2.1": 10, "2.2": 10}, "40.0000", "ไม่ผ่านเกณฑ์"),
        (
            {
                "1.1": 5,
                "1.2": 7,
                "1.3": 8,
                "2": 20,
                "3.1": 3,
                "3.2": 5,
                "3.3": 3,
                "3.4": 4,
                "3.5": 5,
            },
            "60.0000",
            "ดี",
        ),
    ],
)
def test_points_add_up_to_a_level_without_rounding_first(
    points: dict[str, object], total: str, level: str
) -> None:
    answer = scored(LPG, "TOTAL", {"points": points})
    assert (answer["total"], answer["level"]) == (total, level)


def test_equal_points_share_a_rank_and_the_next_is_left_out() -> None:
    totals = {"เถิน": "85", "งาว": 90, "ห้างฉัตร": "85.0", "เกาะคา": 60}
    assert scored(LPG, "RANK", {"totals": totals})["ranks"] == {
        "งาว": 1,
        "เถิน": 2,
        "ห้างฉัตร": 2,
        "เกาะคา": 4,
    }


def test_one_dimension_can_be_scored_alone() -> None:
    answer = scored(LPG, "3", {"points": {"3.1": 4, "3.2": 5}})
    assert (answer["final_score"], answer["weighted_score"]) == ("9.0000", "9.0000")


def test_the_five_dimensions_have_20_points_each() -> None:
    assert [each.weight for each in programme(LPG).indicators] == [20] * 5
