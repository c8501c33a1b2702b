"""raingan score, one case for every kind of indicator, with the answers the documents themselves
give.
"""

import json
from typing import Any

import pytest

from tests.commands.cli import CBI, DLA, LPG, MOI, Shell

UNIT = "unit_to_general_admin"
ALL = [1, 2, 3, 4, 5]
FINALS = {
    "1": "4.3750",
    "2": "3.6000",
    "3": "3.0000",
    "4": "3.5722",
    "5": "5.0000",
    "6": "4.2500",
    "7": "4.3600",
    "8.1": "3.0000",
    "8.2": "3.2857",
    "9": "4.0612",
    "10": "4.0000",
}
COMPETENCIES = [
    *[{"expected": 3, "found": 3}] * 7,
    *[{"expected": 2, "found": 1}] * 2,
    {"expected": 3, "found": 1},
]


def ask(case: dict[str, Any]) -> dict[str, Any]:
    """The answer of the command; a case alone needs no database."""
    ended = Shell({}).run("score", given=json.dumps(case, ensure_ascii=False))
    assert (ended.code, ended.err) == (0, "")
    found: dict[str, Any] = ended.json
    return found


# the worked example of the province, line by line: indicator, values, day, raw, deduction, final,
# weighted
EXAMPLE: list[tuple[str, dict[str, Any], str, str, str, str, str]] = [
    (
        *("1", {"sub_scores": {"1.1": "5", "1.2": "4.5", "1.3": "4", "1.4": "4"}}, "8 มี.ค. 2556"),
        *("4.3750", "0.0000", "4.3750", "0.8750"),
    ),
    ("1.1", {"result_percent": "90.99"}, "2013-03-08", "4.0000", "0.0000", "4.0000", "0.2000"),
    ("1.2", {"months": 6, "meetings": 4}, "2013-03-08", "4.5000", "0.0000", "4.5000", "0.2250"),
    ("1.2", {"value": "1.5"}, "2013-03-08", "4.5000", "0.0000", "4.5000", "0.2250"),
    ("1.3", {"value": 1}, "2013-03-08", "4.0000", "0.0000", "4.0000", "0.2000"),
    (
        "1.4",
        {"numerator": 61, "denominator": 100},
        "2013-03-08",
        "2.0000",
        "0.0000",
        "2.0000",
        "0.1000",
    ),
    ("2", {"result_percent": "50.2"}, "2013-03-20", "3.6000", "0.0000", "3.6000", "0.3600"),
    (
        "3",
        {"percent": "62.5", "all_districts": True},
        "12 มี.ค. 2556",
        "3.0000",
        "0.0000",
        "3.0000",
        "0.1500",
    ),
    (
        "4",
        {"numerator": 88, "denominator": 97},
        "๒๒ มีนาคม ๒๕๕๖",
        "4.0722",
        "0.5000",
        "3.5722",
        "0.1786",
    ),
    ("5", {"steps_done": ALL}, "20/3/2556", "5.0000", "0.0000", "5.0000", "0.2500"),
    (
        *(
            "6",
            {
                "stage": UNIT,
                "steps_done": ALL,
                "missing_aspects": {"3": 1},
                "quality_accepted": True,
            },
        ),
        *("2013-03-12T09:00:00+07:00", "5.0000", "0.7500", "4.2500", "0.2125"),
    ),
    (
        "7",
        {
            "stage": UNIT,
            "steps_done": ALL,
            "submitted_by_type": {"1": "8 มี.ค. 2556", "2": "2013-03-13", "3": "15/3/2556"},
            "quality_accepted": True,
        },
        *("2013-03-15", "5.0000", "0.6400", "4.3600", "0.4360"),
    ),
    (
        "8",
        {"sub_scores": {"8.1": "3", "8.2": "3.2857"}},
        "2013-03-20",
        "3.1429",
        "0.0000",
        "3.1429",
        "0.6286",
    ),
    ("8.1", {"backlog": 10, "resolved": 9}, "2013-03-20", "3.0000", "0.0000", "3.0000", "0.3000"),
    ("8.2", {"backlog": 28, "resolved": 20}, "2013-03-20", "3.2857", "0.0000", "3.2857", "0.3286"),
    (
        "9",
        {"numerator": 64, "denominator": 98},
        "2013-03-20",
        "4.0612",
        "0.0000",
        "4.0612",
        "0.4061",
    ),
    ("10", {"steps_done": [1, 2, 3, 4]}, "2013-03-20", "4.0000", "0.0000", "4.0000", "0.4000"),
]


@pytest.mark.parametrize(
    ("indicator", "values", "day", "raw", "taken", "final", "weighted"), EXAMPLE
)
def test_an_indicator_of_the_province_scores_as_its_document_works_out(
    indicator: str,
    values: dict[str, Any],
    day: str,
    raw: str,
    taken: str,
    final: str,
    weighted: str,
) -> None:
    answer = ask({"programme": CBI, "indicator": indicator, "values": values, "submitted": day})
    assert answer["status"] == "scored"
    shown = ("raw_score", "total_deduction", "final_score", "weighted_score")
    assert [answer[name] for name in shown] == [raw, taken, final, weighted]
    assert answer["explanation"]


def test_complaints_are_put_in_their_category() -> None:
    found = ask({"programme": CBI, "indicator": "8.2", "values": {"backlog": 28, "resolved": 20}})
    assert found["category"] == "C"
    assert found["result_percent"].startswith("71.42")
    assert (
        ask({"programme": CBI, "indicator": "8.1", "values": {"backlog": 0}})["status"]
        == "excluded"
    )


def test_each_deduction_is_told_with_its_reason() -> None:
    found = ask(
        {
            "programme": CBI,
            "indicator": "4",
            "values": {"result_percent": 95},
            "submitted": "2013-03-26",
        }
    )
    assert found["deductions"] == [{"reason": "late", "days": 4, "points": "1.0000"}]
    after = ask(
        {
            "programme": CBI,
            "indicator": "4",
            "values": {"result_percent": 95},
            "submitted": "2013-03-27",
        }
    )
    assert (after["status"], after["final_score"], after["weight"]) == ("cut_off", "0.0000", "5")


def test_the_ministry_s_report_weighs_a_fifth() -> None:
    found = ask(
        {
            "programme": MOI,
            "indicator": "3.2",
            "values": {"steps_done": ALL},
            "submitted": "2007-09-28",
        }
    )
    assert (found["final_score"], found["weight"], found["weighted_score"]) == (
        "5.0000",
        "4",
        "0.2000",
    )


def test_the_department_s_forms_are_late_one_by_one() -> None:
    forms = [
        {"form": 1, "due": "2023-12-28", "submitted": "2024-01-03"},
        {"form": 2, "due": "2023-12-28", "submitted": "2024-01-02"},
    ]
    found = ask(
        {"programme": DLA, "indicator": "6", "values": {"raw_score": "4.5", "forms": forms}}
    )
    assert (found["total_deduction"], found["final_score"], found["weighted_score"]) == (
        "0.6000",
        "3.9000",
        None,
    )


def test_the_province_s_total_is_the_document_s() -> None:
    found = ask({"programme": CBI, "indicator": "TOTAL", "values": {"scores": FINALS}})
    assert [found[name] for name in ("total_on_5", "total_on_100", "weight_basis")] == [
        "3.8968",
        "77.94",
        "100",
    ]


def test_without_the_old_complaints_their_weight_leaves_the_basis() -> None:
    values = {
        "scores": {code: final for code, final in FINALS.items() if code != "8.1"},
        "excluded": ["8.1"],
    }
    found = ask({"programme": CBI, "indicator": "TOTAL", "values": values})
    assert [found[name] for name in ("total_on_5", "total_on_100", "weight_basis")] == [
        "3.9964",
        "79.93",
        "90",
    ]


@pytest.mark.parametrize(
    ("points", "total", "level"),
    [
        ({"1": "18", "2": "17", "3": "16", "4": "15", "5": "13.99"}, "79.9900", "ดีมาก"),
        ({"1": "18", "2": "17", "3": "16", "4": "15", "5": "14"}, "80.0000", "ดีเด่น"),
        ({"1.1": 5, "1.2": 5, "1.3": 5, "2": 15, "3": 10, "4": 10, "5": 9}, "59.0000", "ไม่ผ่านเกณฑ์"),
    ],
)
def test_an_office_star_s_points_reach_a_level(
    points: dict[str, Any], total: str, level: str
) -> None:
    found = ask({"programme": LPG, "indicator": "TOTAL", "values": {"points": points}})
    assert (found["total"], found["level"]) == (total, level)


def test_offices_with_the_same_points_share_a_rank() -> None:
    totals = {"งาว": 85, "เถิน": 90, "แม่ทะ": 80, "เกาะคา": 85}
    found = ask({"programme": LPG, "indicator": "RANK", "values": {"totals": totals}})
    assert found["ranks"] == {"เถิน": 1, "งาว": 2, "เกาะคา": 2, "แม่ทะ": 4}


@pytest.mark.parametrize(
    ("form", "values", "name", "expected"),
    [
        (
            "ปผ.2",
            {"rows": [{"weight": 25, "score": each} for each in (4, 5, 3, 4)]},
            "sum_weighted",
            "4.0000",
        ),
        (
            "ปผ.2",
            {"rows": [{"weight": 25, "score": each} for each in (4, 5, 3, 4)]},
            "result_score_100",
            "80.0000",
        ),
        ("ปผ.3", {"competencies": COMPETENCIES}, "competency_score_100", "86.6667"),
        ("ปผ.1", {"result_score_100": 80, "competency_score_100": 90}, "total", "83.0000"),
    ],
)
def test_a_person_is_appraised(form: str, values: dict[str, Any], name: str, expected: str) -> None:
    assert ask({"programme": CBI, "indicator": form, "values": values})[name] == expected


def test_a_survey_s_frequencies_are_summed_up() -> None:
    found = ask(
        {"programme": DLA, "indicator": "survey", "values": {"frequency": {"5": 1, "4": 2, "3": 1}}}
    )
    shown = ("n", "mean", "mean_display", "sd", "level")
    assert [found[name] for name in shown] == [4, "4.0000", "4.00", "0.8165", "มาก"]


def test_a_survey_s_responses_are_averaged_person_by_person() -> None:
    responses = {"a": [5, 4], "b": [4, None], "c": [3, 3]}
    found = ask({"programme": DLA, "indicator": "survey", "values": {"responses": responses}})
    assert (found["n"], found["mean_display"], found["level"]) == (3, "3.83", "มาก")


def test_the_ministry_s_mean_is_named() -> None:
    found = ask({"programme": MOI, "indicator": "survey", "values": {"mean": "4.2445"}})
    assert (found["mean_display"], found["level"]) == ("4.24", "มาก")


def test_a_rehearsal_may_bring_its_own_dates_and_holidays() -> None:
    case = {
        "programme": CBI,
        "indicator": "4",
        "values": {"result_percent": 100},
        "submitted": "2013-04-03",
    }
    own = ask({**case, "due": "1 เม.ย. 2556", "cutoff": "2013-04-05", "holidays": ["2013-04-02"]})
    assert (own["final_score"], own["deductions"][0]["days"]) == ("4.7500", 1)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"numerator": 98, "denominator": 97}, "numerator"),
        ({"numerator": -1, "denominator": 97}, "numerator"),
        ({"numerator": "มาก", "denominator": 97}, "numerator"),
        ({"numerator": 88}, "denominator"),
    ],
)
def test_a_value_that_breaks_a_rule_is_refused_by_name(values: dict[str, Any], named: str) -> None:
    case = {"programme": CBI, "indicator": "4", "values": values, "submitted": "2013-03-20"}
    ended = Shell({}).run("score", given=json.dumps(case))
    assert (ended.code, ended.json["status"]) == (1, "invalid")
    assert ended.json["reason"].startswith(f"{named}: ")
    assert ended.err.startswith(f"{named}: ")
