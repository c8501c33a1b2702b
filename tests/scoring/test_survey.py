"""Survey figures: sample S.D., bands after rounding, blanks left out, small groups hidden."""

import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.lines import places
from scoring.survey.figures import figures, level
from tests.scoring.cast import DLA, MOI, programme, scored

RULES = programme(DLA).survey


@pytest.mark.parametrize(
    ("mean", "shown", "name"),
    [
        ("5", "5.00", "มากที่สุด"),
        ("4.505", "4.51", "มากที่สุด"),
        ("4.504", "4.50", "มาก"),
        ("3.505", "3.51", "มาก"),
        ("3.5", "3.50", "ปานกลาง"),
        ("2.505", "2.51", "ปานกลาง"),
        ("2.5", "2.50", "น้อย"),
        ("1.505", "1.51", "น้อย"),
        ("1.5", "1.50", "น้อยที่สุด"),
        ("1", "1.00", "น้อยที่สุด"),
    ],
)
def test_the_mean_is_rounded_and_then_named(mean: str, shown: str, name: str) -> None:
    answer = scored(DLA, "survey", {"mean": mean})
    assert (answer["mean_display"], answer["level"]) == (shown, name)


def test_frequencies_give_mean_and_sample_deviation() -> None:
    answer = scored(DLA, "survey", {"frequency": {"5": 20, "4": 10, "3": 2, "2": 0, "1": 0}})
    assert [answer[name] for name in ("n", "mean", "mean_display", "sd", "level")] == [
        32,
        "4.5625",
        "4.56",
        "0.6189",
        "มากที่สุด",
    ]
    assert answer["frequency"]["5"] == {"count": 20, "percent": "62.50"}


def test_one_answer_has_no_deviation_and_none_has_no_mean() -> None:
    one = scored(DLA, "survey", {"frequency": {"4": 1}})
    assert (one["mean"], one["sd"]) == ("4.0000", "-")
    none = scored(DLA, "survey", {"frequency": {"5": 0}})
    assert (none["n"], none["mean"], none["level"]) == (0, None, None)


def test_blanks_are_missing_and_neither_0_nor_3() -> None:
    answer = scored(
        DLA, "survey", {"responses": {"a": [5, 4, None], "b": [3, 4, ""], "c": [None, None, None]}}
    )
    assert [item["n"] for item in answer["items"]] == [2, 2, 0]
    assert (answer["n"], answer["respondents"], answer["mean"]) == (2, 3, "4.0000")


def test_a_dimension_is_the_mean_of_respondents_averages() -> None:
    responses = {"a": [5, 3, 1], "b": [4, None, 2]}
    answer = scored(
        DLA,
        "survey",
        {"responses": responses, "dimensions": {"การใช้ประโยชน์": [1, 2], "ความพึงพอใจ": [3]}},
    )
    assert answer["dimensions"]["การใช้ประโยชน์"]["mean"] == "4.0000"
    assert answer["dimensions"]["ความพึงพอใจ"]["mean"] == "1.5000"
    assert answer["mean"] == "3.0000"


def test_a_small_group_is_hidden_and_cannot_be_worked_out_from_the_rest() -> None:
    responses = {f"r{i}": [4] for i in range(17)}
    groups = {f"r{i}": "เทศบาล" if i < 3 else "อบต." if i < 9 else "อบจ." for i in range(17)}
    shown = scored(DLA, "survey", {"responses": responses, "groups": groups})["groups"]
    assert shown["เทศบาล"] == shown["อบต."] == {"note": "น้อยกว่า 5 คน"}
    assert shown["อบจ."]["n"] == 8


def test_the_report_of_2550_averages_the_eleven_projects_with_a_mean() -> None:
    surveyed = programme(MOI).surveyed
    means = [Fraction(each.mean) for each in surveyed if each.mean is not None]
    assert (len(means), len(surveyed), sum(means)) == (11, 14, Fraction("46.69"))
    overall = figures(means, RULES).mean
    assert overall is not None
    assert (places(overall), level(overall, RULES)) == ("4.2445", "มาก")


@given(st.lists(st.integers(1, 5), min_size=2, max_size=200))
def test_the_figures_are_those_of_the_textbook(answers: list[int]) -> None:
    found = figures(answers, RULES)
    assert found.mean == statistics.mean(map(Fraction, answers))
    assert abs(float(found.sd()) - statistics.stdev(answers)) < 0.0001
