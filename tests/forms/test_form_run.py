"""raingan form run: a script of answers in, the state of every node out; or a talk at the
terminal.
"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.commands import raingan
from tests.forms.test_session import FORM
from tests.forms.test_whole_forms import HOUSE


def run(folder: Path, form: str, *steps: object, typed: str | None = None) -> Result:
    file, script = folder / "form.md", folder / "steps.jsonl"
    file.write_text(form, "utf-8")
    script.write_text(
        "\n".join(step if isinstance(step, str) else json.dumps(step) for step in steps), "utf-8"
    )
    arguments = ["form", "run", str(file)] + (
        [] if typed is not None else ["--answers", str(script)]
    )
    return CliRunner().invoke(
        raingan, arguments, input=typed, env={"RAINGAN_NOW": "", "LINE_API_BASE": "http://x"}
    )


@pytest.fixture
def lines(tmp_path: Path) -> list[dict[str, object]]:
    ended = run(
        tmp_path,
        HOUSE,
        {"set": "/xf/people", "value": "12"},
        {"set": "/xf/people", "value": "1"},
        {"set": "/xf/person[1]/name", "value": "ก"},
        {"set": "/xf/prov", "value": "b"},
        {"add": "/xf/visit"},
        {"back": True},
    )
    assert ended.exit_code == 0
    return [json.loads(line) for line in ended.stdout.splitlines()]


def test_there_is_one_line_for_the_opening_and_one_a_step(lines: list[dict[str, object]]) -> None:
    assert len(lines) == 7
    assert [line["ask"] for line in lines[:3]] == ["/xf/people", "/xf/day", "/xf/day"]


@pytest.mark.parametrize(
    ("line", "path", "node"),
    [
        (0, "/xf/people", [1, "", 0, "", ""]),
        (0, "/xf/prov", [1, "", 0, "", "a|b"]),
        (0, "/xf/many_other", [0, "", 0, "", ""]),
        (1, "/xf/people", [1, "12", 0, "constraint", ""]),
        (2, "/xf/person[1]/age", [0, "", 0, "", ""]),
        (3, "/xf/person[1]/age", [1, "", 0, "", ""]),
        (4, "/xf/dist", [1, "", 0, "", "b1|b2"]),
        (5, "/xf/visit[2]/why", [1, "v2", 0, "", ""]),
    ],
)
def test_the_state_says_everything_of_a_node(
    lines: list[dict[str, dict[str, list[object]]]], line: int, path: str, node: list[object]
) -> None:
    assert lines[line]["state"][path] == node


def test_a_line_says_what_changed(lines: list[dict[str, object]]) -> None:
    assert lines[4]["changed"] == ["/xf/prov", "/xf/dist"]


@pytest.mark.parametrize(
    "step", ["nonsense", [], {"set": "/xf/none", "value": "1"}, {"add": "/xf/person"}, {"set": 1}]
)
def test_a_step_that_cannot_be_taken_changes_nothing_and_is_told(
    tmp_path: Path, step: object
) -> None:
    ended = run(tmp_path, HOUSE, step, {"set": "/xf/people", "value": "1"})

    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    assert (ended.exit_code, len(lines), lines[1]["changed"]) == (1, 3, [])
    assert "step 1" in ended.stderr
    assert lines[2]["state"]["/xf/people"][1] == "1"


def test_at_the_terminal_one_question_comes_after_another(tmp_path: Path) -> None:
    ended = run(tmp_path, FORM, typed="97\n120\n..\n๙๗\n88\n2\n1 3\n90.5\nproof.jpg\n")

    assert ended.exit_code == 0
    assert "มากกว่า 97" in ended.stdout
    for line in ("done = 88", "percent = 90.7", "kind = b", "kinds = a c", "proof = proof.jpg"):
        assert line in ended.stdout


def test_a_form_that_cannot_be_run_is_refused(tmp_path: Path) -> None:
    ended = run(tmp_path, "hello")

    assert (ended.exit_code, ended.stdout) == (1, "")
