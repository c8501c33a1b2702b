"""raingan score, as other programs call it."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.commands import workbook_file
from bot.commands.score import score
from scoring.programme import Programme
from tests.scoring.cast import CBI, programme

CASE = {
    "programme": CBI,
    "indicator": "4",
    "values": {"numerator": 88, "denominator": 97},
    "submitted": "2013-03-22",
}


def run(*options: str, given: str) -> tuple[int, list[dict[str, Any]]]:
    ended = CliRunner().invoke(score, options, input=given)
    lines = [json.loads(line) for line in ended.stdout.splitlines() if line.startswith("{")]
    return ended.exit_code, lines


def test_one_case_is_answered() -> None:
    code, (answer,) = run(given=json.dumps(CASE, indent=2))
    assert code == 0
    assert (answer["final_score"], answer["weighted_score"]) == ("3.5722", "0.1786")
    assert answer["explanation"][0] == "88 ÷ 97 = 90.72 %"


def test_cases_by_line_are_answered_by_line_and_a_bad_one_costs_nobody_else() -> None:
    lines = [
        json.dumps(CASE),
        "{broken",
        "",
        json.dumps(CASE | {"indicator": "11"}),
        json.dumps(CASE),
    ]
    code, answers = run("--jsonl", given="\n".join(lines))
    assert code == 0
    assert [each["status"] for each in answers] == ["scored", "invalid", "invalid", "scored"]


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("", "JSON"),
        ("[]", "JSON"),
        ("[" * 50_000, "JSON"),
        (
            '{"programme": "CBI-2556-R1", "indicator": "4", "values": {"numerator": %s, '
            '"denominator": 97}}' % ("9" * 5000),
            "JSON",
        ),
        (json.dumps(CASE | {"programme": "CBI-2557"}), "programme"),
        (json.dumps(CASE | {"programme": "../programmes/cbi-2556-r1"}), "programme"),
        (json.dumps(CASE | {"programme": None}), "programme"),
        (json.dumps(CASE | {"values": [88, 97]}), "values"),
        (json.dumps(CASE | {"indicator": 4.0}), "indicator"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence_and_no_traceback(
    given: str, named: str
) -> None:
    ended = CliRunner().invoke(score, [], input=given)
    assert ended.exit_code == 1
    assert json.loads(ended.stdout.splitlines()[0])["status"] == "invalid"
    assert named in ended.stderr
    assert "Traceback" not in ended.output


def test_numbers_of_the_input_are_never_floats() -> None:
    sums = {"programme": CBI, "indicator": "2", "values": {"result_percent": 46.1}}
    assert run(given=json.dumps(sums))[1][0]["raw_score"] == "1.5500"
    total = (
        '{"programme": "CBI-2556-R1", "indicator": "TOTAL", "values": {"scores": {"3": '
        "0.00125000000000000000001}}}"
    )
    assert run(given=total)[1][0]["total_on_5"] == "0.0001"


def test_another_programme_may_be_given_as_a_workbook(tmp_path: Path) -> None:
    told = programme(CBI).model_dump()
    own = Programme.model_validate(
        told | {"key": "OWN", "settings": told["settings"] | {"interpolation": "steps"}}
    )
    workbook_file.write(own, tmp_path / "own.xlsx")
    _, (answer,) = run(
        "--programme", str(tmp_path / "own.xlsx"), given=json.dumps(CASE | {"programme": "OWN"})
    )
    assert answer["final_score"] == "3.5000"


def test_a_programme_with_mistakes_is_refused_with_each_of_them(tmp_path: Path) -> None:
    (tmp_path / "programme.toml").write_text('key = "X"\n', encoding="utf-8")
    ended = CliRunner().invoke(score, ["--programme", str(tmp_path)], input=json.dumps(CASE))
    assert ended.exit_code == 1
    assert "programme.toml: name: ไม่มีค่านี้ ต้องระบุ" in ended.stderr
