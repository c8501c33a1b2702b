"""Every indicator of Chonburi 2556 against scores worked out by hand."""

from typing import Any

import pytest

from tests.scoring.cast import CBI, scored

Values = dict[str, Any]
FULL = [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("indicator", "values", "raw"),
    [
        # range bands: a level begins at its printed lower bound
        *[
            ("1.1", {"result_percent": x}, raw)
            for x, raw in [
                ("0", 1),
                ("59.99", 1),
                ("60", 1),
                ("60.99", 1),
                ("61", 2),
                ("70.99", 2),
                ("71", 3),
                ("80.99", 3),
                ("81", 4),
                ("90.99", 4),
                ("91", 5),
                ("100", 5),
            ]
        ],
        ("1.4", {"numerator": 10, "denominator": 11}, 4),
        ("1.4", {"numerator": 91, "denominator": 100}, 5),
        # months per meeting: falling thresholds 5 4 3 2 1
        *[
            ("1.2", {"value": x}, raw)
            for x, raw in [
                ("6", 1),
                ("5", 1),
                ("4.5", "1.5"),
                ("4", 2),
                ("3.25", "2.75"),
                ("2", 4),
                ("1.5", "4.5"),
                ("1", 5),
                ("0.5", 5),
            ]
        ],
        ("1.2", {"months": 6, "meetings": 4}, "4.5"),
        ("1.2", {"months": "๖", "meetings": "๗ ครั้ง"}, 5),
        ("1.2", {"months": 6, "meetings": {"ก.ท.จ.": 6, "ก.อบต.จังหวัด": 4}}, "4.5"),
        # counts: 4 3 2 1 0, more than 4 is still level 1
        *[
            ("1.3", {"value": x}, raw)
            for x, raw in [(0, 5), (1, 4), (2, 3), (3, 2), (4, 1), (5, 1), (99, 1)]
        ],
        # rising thresholds, proportional; below level 1 earns 1
        *[
            ("2", {"result_percent": x}, raw)
            for x, raw in [
                ("0", 1),
                ("44.99", 1),
                ("45", 1),
                ("46", "1.5"),
                ("47", 2),
                ("49", 3),
                ("50.2", "3.6"),
                ("52.99", "4.995"),
                ("53", 5),
                ("60", 5),
            ]
        ],
        ("2", {"numerator": "1,234,567.89", "denominator": "2,469,135.78"}, "3.5"),
        ("9", {"numerator": 64, "denominator": 98}, "4.0612"),
        ("9", {"numerator": 49, "denominator": 98}, 1),
        # milestones: the unbroken chain
        *[
            ("10", {"steps_done": done}, raw)
            for done, raw in [
                ([], 0),
                ([2, 3, 4, 5], 0),
                ([1], 1),
                ([1, 2, 4], 2),
                (["๑", "2", 3], 3),
                ([4, 3, 2, 1], 4),
                (FULL, 5),
                ([1, 1, 2], 2),
            ]
        ],
    ],
)
def test_what_is_read_on_a_day_is_scored_without_lateness(
    indicator: str, values: Values, raw: float | str
) -> None:
    answer = scored(CBI, indicator, values)
    assert answer["status"] == "scored"
    assert float(answer["raw_score"]) == float(raw)
    assert answer["final_score"] == answer["raw_score"]


@pytest.mark.parametrize(
    ("percent", "everywhere", "sent", "status", "final"),
    [
        ("62.5", True, "2013-03-11", "scored", "5.0000"),
        ("62.5", True, "2013-03-12", "scored", "3.0000"),
        ("62.5", True, "2013-03-15", "scored", "3.0000"),
        ("62.5", True, "2013-03-16", "cut_off", "0.0000"),
        ("50", True, "2013-03-01", "scored", "1.0000"),
        ("50", True, "2013-03-15", "scored", "1.0000"),
        ("50.01", True, "2013-03-11", "scored", "5.0000"),
        ("12", True, "2013-03-12", "scored", "1.0000"),
        ("99", False, "2013-03-11", "scored", "0.0000"),
        ("99", False, "2013-03-16", "cut_off", "0.0000"),
        ("99", True, None, "not_submitted", "0.0000"),
    ],
)
def test_indicator_3_knows_levels_1_3_and_5_only(
    percent: str, everywhere: bool, sent: str | None, status: str, final: str
) -> None:
    answer = scored(CBI, "3", {"percent": percent, "all_districts": everywhere}, submitted=sent)
    assert (answer["status"], answer["final_score"]) == (status, final)


@pytest.mark.parametrize(
    ("sent", "status", "taken", "final", "weighted"),
    [
        ("2013-03-20", "scored", "0.0000", "4.0722", "0.2036"),
        ("2013-03-21", "scored", "0.2500", "3.8222", "0.1911"),
        ("2013-03-22", "scored", "0.5000", "3.5722", "0.1786"),
        ("2013-03-23", "scored", "0.5000", "3.5722", "0.1786"),
        ("2013-03-24", "scored", "0.5000", "3.5722", "0.1786"),
        ("2013-03-25", "scored", "0.7500", "3.3222", "0.1661"),
        ("๒๖ มีนาคม ๒๕๕๖", "scored", "1.0000", "3.0722", "0.1536"),
        ("2013-03-26T16:59:59Z", "scored", "1.0000", "3.0722", "0.1536"),
        ("2013-03-26T17:00:00Z", "cut_off", "0.0000", "0.0000", "0.0000"),
        (None, "not_submitted", "0.0000", "0.0000", "0.0000"),
    ],
)
def test_each_working_day_late_costs_a_quarter_point(
    sent: str | None, status: str, taken: str, final: str, weighted: str
) -> None:
    answer = scored(CBI, "4", {"numerator": 88, "denominator": 97}, submitted=sent)
    assert [
        answer[name] for name in ("status", "total_deduction", "final_score", "weighted_score")
    ] == [
        status,
        taken,
        final,
        weighted,
    ]


def test_a_deduction_never_takes_a_score_below_nothing() -> None:
    answer = scored(CBI, "5", {"steps_done": []}, submitted="2013-03-26")
    assert (answer["raw_score"], answer["total_deduction"], answer["final_score"]) == (
        "0.0000",
        "1.0000",
        "0.0000",
    )


@pytest.mark.parametrize(
    ("indicator", "backlog", "resolved", "category", "raw"),
    [
        ("8.1", 10, 9, "A", "3.0000"),
        ("8.1", 10, 10, "A", "5.0000"),
        ("8.1", 11, 8, "B", "1.5455"),
        ("8.1", 40, 24, "D", "3.0000"),
        ("8.1", 41, 20, "E", "2.7561"),
        ("8.1", 100, 40, "E", "1.0000"),
        ("8.2", 28, 20, "C", "3.2857"),
        ("8.2", 45, 25, "E", "3.1111"),
        ("8.2", 51, 25, "F", "2.8039"),
        ("8.2", 61, 34, "G", "5.0000"),
        ("8.2", 1000, 400, "G", "2.0000"),
        ("8.2", 10, 1, "A", "1.0000"),
        ("8.2", 10, 0, "A", "0.0000"),  # none settled in time is not level 1
    ],
)
def test_the_backlog_chooses_the_row_of_the_table(
    indicator: str, backlog: int, resolved: int, category: str, raw: str
) -> None:
    answer = scored(
        CBI, indicator, {"backlog": backlog, "resolved": resolved}, submitted="2013-03-20"
    )
    assert (answer["category"], answer["raw_score"]) == (category, raw)


def test_a_report_of_complaints_after_the_day_counts_nothing() -> None:
    answer = scored(CBI, "8.1", {"backlog": 10, "resolved": 10}, submitted="2013-03-21")
    assert (answer["status"], answer["final_score"], answer["weight"]) == (
        "cut_off",
        "0.0000",
        "10",
    )


@pytest.mark.parametrize(
    ("indicator", "values", "sent", "raw"),
    [
        ("4", {"numerator": 88, "denominator": 97}, "2013-03-27", "4.0722"),
        ("3", {"percent": "62.5", "all_districts": True}, "2013-03-16", "3.0000"),
        ("5", {"steps_done": [1, 2, 3]}, "2013-03-27", "3.0000"),
        ("6", {"steps_done": [1, 2], "missing_aspects": {"2": 1}}, "2013-03-21", "2.0000"),
        ("8.1", {"backlog": 10, "resolved": 9}, "2013-03-21", "3.0000"),
    ],
)
def test_after_the_cut_off_the_raw_score_stays_what_the_scale_gave_and_only_the_final_one_is_0(
    indicator: str, values: Values, sent: str, raw: str
) -> None:
    answer = scored(CBI, indicator, values, submitted=sent)
    assert [answer[key] for key in ("status", "raw_score", "final_score", "weighted_score")] == [
        "cut_off",
        raw,
        "0.0000",
        "0.0000",
    ]
    assert not answer["deductions"]


def test_the_day_may_be_left_out_where_late_cases_are_not_among_the_resolved() -> None:
    assert scored(CBI, "8.1", {"backlog": 10, "resolved": 9})["final_score"] == "3.0000"
    assert scored(CBI, "8.1", {})["status"] == "not_submitted"


@pytest.mark.parametrize("sent", ["2013-03-20", "2013-03-27", None])
def test_without_a_backlog_the_indicator_is_excluded_whenever_it_is_said(sent: str | None) -> None:
    answer = scored(CBI, "8.1", {"backlog": 0}, submitted=sent)
    assert (answer["status"], answer["final_score"], answer["weight"]) == ("excluded", None, "10")


def test_the_parts_of_indicator_1_are_weighed_over_20() -> None:
    answer = scored(CBI, "1", {"sub_scores": {"1.1": "5", "1.2": "4.5", "1.3": "4", "1.4": "4"}})
    assert (answer["final_score"], answer["weighted_score"]) == ("4.3750", "0.8750")


def test_the_governor_may_choose_other_parts_and_weights() -> None:
    weights = {"1.1": 8, "1.2": 6, "1.3": 4, "1.5": 2}
    scores = {"1.1": 5, "1.2": 4, "1.3": 3, "1.5": 2}
    assert (
        scored(CBI, "1", {"sub_scores": scores, "sub_weights": weights})["final_score"] == "4.0000"
    )


def test_an_excluded_part_takes_its_weight_with_it() -> None:
    answer = scored(CBI, "8", {"sub_scores": {"8.1": None, "8.2": "3.2857"}})
    assert (answer["final_score"], answer["weight"], answer["weighted_score"]) == (
        "3.2857",
        "10",
        "0.3286",
    )
    assert (
        scored(CBI, "8", {"sub_scores": {"8.1": "excluded", "8.2": "excluded"}})["status"]
        == "excluded"
    )


def test_dates_and_holidays_may_be_replaced_for_a_rehearsal() -> None:
    values = {"numerator": 88, "denominator": 97}
    case = {"submitted": "2026-07-20", "due": "2026-07-15", "cutoff": "31/7/2569"}
    assert scored(CBI, "4", values, **case, holidays=[])["total_deduction"] == "0.7500"
    assert (
        scored(CBI, "4", values, **case, holidays=["17 ก.ค. 2569"])["total_deduction"] == "0.5000"
    )


@pytest.mark.parametrize(
    ("due", "sent", "status"),
    [
        ("2013-03-18", "2013-03-26", "scored"),
        (
            "2026-07-15",
            "2026-07-21",
            "scored",
        ),  # the cut-off follows a due date that overtakes it, six days later
        ("2026-07-15", "2026-07-22", "cut_off"),
    ],
)
def test_a_due_date_may_be_replaced_alone(due: str, sent: str, status: str) -> None:
    assert scored(CBI, "4", {"result_percent": 90}, due=due, submitted=sent)["status"] == status


@pytest.mark.parametrize(
    ("indicator", "values"),
    [
        ("1.1", {"numerator": 0, "denominator": 0}),
        ("1.2", {"months": 6, "meetings": 0}),
        ("9", {"numerator": 0, "denominator": 0}),
    ],
)
def test_nothing_to_measure_is_for_the_verifier(indicator: str, values: Values) -> None:
    answer = scored(CBI, indicator, values)
    assert (answer["status"], answer["final_score"]) == ("needs_decision", None)
    assert "ผู้ตรวจสอบ" in answer["reason"]
