"""DLA 2567: two forms, each late on its own, over the turn of the year."""

from typing import Any

import pytest

from tests.scoring.cast import DLA, MOI, ONE, scored

DUE = "2023-12-28"


def form(number: int, sent: str | None, due: str = DUE) -> dict[str, Any]:
    return {"form": number, "due": due, "submitted": sent}


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        ("2023-12-28", "0.0000"),
        ("2023-12-29", "0.0000"),  # the special holiday in place of 2 January
        ("2024-01-01", "0.0000"),
        ("2024-01-02", "0.2000"),  # a working day after all
        ("๓ มกราคม ๒๕๖๗", "0.4000"),
        ("2024-02-26", "7.8000"),
    ],
)
def test_the_new_year_of_2567_is_counted_as_the_cabinet_moved_it(sent: str, taken: str) -> None:
    assert (
        scored(DLA, "6", {"steps_done": [1, 2, 3, 4, 5], "forms": [form(1, sent)]})[
            "total_deduction"
        ]
        == taken
    )


def test_each_form_is_late_on_its_own_and_the_deductions_add_up() -> None:
    values = {"raw_score": "4.5", "forms": [form(1, "2024-01-03"), form(2, "2024-01-02")]}
    answer = scored(DLA, "6", values)
    assert (answer["raw_score"], answer["total_deduction"], answer["final_score"]) == (
        "4.5000",
        "0.6000",
        "3.9000",
    )


def test_a_form_not_sent_proves_none_of_its_steps() -> None:
    values = {"steps_done": [1, 2, 3, 4, 5], "forms": [form(1, DUE), form(2, None)]}
    assert scored(DLA, "6", values)["raw_score"] == "3.0000"


def test_no_form_at_all_is_nothing_filed() -> None:
    assert (
        scored(DLA, "6", {"steps_done": [1], "forms": [form(1, None)]})["status"] == "not_submitted"
    )


def test_there_is_no_cut_off_unless_one_is_set() -> None:
    values = {"steps_done": [1, 2, 3], "forms": [form(1, "2024-06-28")]}
    assert scored(DLA, "6", values)["status"] == "scored"
    assert scored(DLA, "6", values, cutoff="2024-03-31")["status"] == "cut_off"


def test_the_late_deduction_stops_at_nothing() -> None:
    assert (
        scored(DLA, "6", {"steps_done": [1], "forms": [form(1, "2024-03-28")]})["final_score"]
        == "0.0000"
    )


def test_the_letter_sets_no_weight() -> None:
    answer = scored(DLA, "6", {"steps_done": [1], "forms": [form(1, DUE)]})
    assert (answer["weight"], answer["weighted_score"]) == (None, None)


def test_the_ministry_weighs_a_full_chain_to_a_fifth() -> None:
    answer = scored(MOI, "3.2", {"steps_done": [1, 2, 3, 4, 5]})
    assert (answer["final_score"], answer["weighted_score"]) == ("5.0000", "0.2000")


def test_a_nomination_is_never_scored() -> None:
    assert scored(ONE, "1", {"name": "ผลงาน"})["status"] == "needs_decision"
