"""Totals of an office, with indicators excluded or not filed."""

import pytest

from tests.scoring.cast import CBI, DLA, MOI, changed, scored

PROVINCE = {
    "1": "4.375",
    "2": "3.6",
    "3": "3",
    "4": "3.5722",
    "5": "5",
    "6": "4.25",
    "7": "4.36",
    "8.1": "3",
    "8.2": "3.2857",
    "9": "4.0612",
    "10": "4",
}


def total(**values: object) -> tuple[str, str, str]:
    answer = scored(CBI, "TOTAL", values)
    return answer["total_on_5"], answer["total_on_100"], answer["weight_basis"]


def test_the_province_of_the_worked_example() -> None:
    assert total(scores=PROVINCE) == ("3.8968", "77.94", "100")


def test_an_excluded_indicator_takes_its_real_weight_out_of_the_basis() -> None:
    assert total(scores=PROVINCE, excluded=["8.1"]) == ("3.9964", "79.93", "90")
    assert total(scores={**PROVINCE, "8.1": None}, excluded=["8.1"]) == ("3.9964", "79.93", "90")
    assert total(scores={**PROVINCE, "8.1": "excluded"}) == ("3.9964", "79.93", "90")


def test_both_parts_of_8_excluded_leave_80() -> None:
    assert total(scores=PROVINCE, excluded=["8.1", "8.2"])[2] == "80"
    without = {code: score for code, score in PROVINCE.items() if not code.startswith("8")}
    assert total(scores=without, excluded=["8"])[2] == "80"


def test_a_perfect_office_reaches_100_even_with_an_exclusion() -> None:
    assert total(scores=dict.fromkeys(PROVINCE, 5), excluded=["8.1"]) == ("5.0000", "100.00", "90")


def test_the_composite_may_stand_for_its_parts() -> None:
    scores = {code: score for code, score in PROVINCE.items() if not code.startswith("8.")}
    assert total(scores={**scores, "8": "3.14285"}) == ("3.8968", "77.94", "100")
    assert total(scores={**scores, "8": "3.2857"}, excluded=["8.1"]) == ("3.9964", "79.93", "90")


def test_what_was_not_filed_counts_nothing_and_keeps_its_weight() -> None:
    assert total(scores={"2": 5}) == ("0.5000", "10.00", "100")


def test_nothing_left_in_the_basis_is_for_the_verifier() -> None:
    everything = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]
    assert (
        scored(CBI, "TOTAL", {"scores": {}, "excluded": everything})["status"] == "needs_decision"
    )


def test_the_printed_weight_can_be_removed_instead_of_the_real_one() -> None:
    answer = scored(
        changed(CBI, excluded_weight="5"),
        "TOTAL",
        {"scores": dict.fromkeys(PROVINCE, 5), "excluded": ["8.1"]},
    )
    assert (answer["weight_basis"], answer["total_on_100"]) == ("95", "94.74")


def test_a_programme_of_one_indicator_totals_that_one() -> None:
    assert scored(MOI, "TOTAL", {"scores": {"3.2": 4}})["total_on_100"] == "80.00"


def test_a_programme_without_weights_cannot_be_totalled() -> None:
    assert scored(DLA, "TOTAL", {"scores": {"6": 4}})["status"] == "needs_decision"


@pytest.mark.parametrize(
    ("scores", "on_100"),
    [({"2": "4.6225"}, "9.25"), ({"3": "0.0125"}, "0.01"), ({"3": "0.005"}, "0.01")],
)
def test_a_total_is_rounded_half_up_once(scores: dict[str, str], on_100: str) -> None:
    assert total(scores=scores)[1] == on_100
