"""Where the values of a programme come from: what cannot be asked is named when it is checked."""

import re
import shutil
from pathlib import Path

import pytest

from tests.commands.cli import CBI, LPG, PROGRAMMES, Shell, change, copy


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (
            "sum(instance('8.2')/*/backlog)",
            "sum(instance('8.2')/*/baklog)",
            "indicators[8.2].values.backlog: 8.2 asks nothing at baklog",
        ),
        (
            "sum(instance('8.2')/*/backlog)",
            "sum(instance('8.9')/*/backlog)",
            "indicators[8.2].values.backlog: nothing is sent under 8.9",
        ),
        (
            "sum(instance('8.2')/*/backlog)",
            "summe(instance('8.2')/*/backlog)",
            "indicators[8.2].values.backlog: the function summe() is not known",
        ),
    ],
)
def test_an_expression_that_cannot_be_asked_is_refused_with_its_key_and_the_reason(
    shell_on_sqlite: Shell, tmp_path: Path, was: str, now: str, said: str
) -> None:
    folder = copy(tmp_path)
    change(folder / "indicators.toml", was, now)

    ended = shell_on_sqlite.run("programme", "check", folder)

    assert ended.code == 1
    assert said in ended.err


def test_a_form_an_appraisal_cannot_be_read_from_is_refused_with_what_it_lacks(
    shell_on_sqlite: Shell, tmp_path: Path
) -> None:
    folder = copy(tmp_path)
    change(folder / "report_forms.toml", 'xlsform = "appraisal-results"', 'xlsform = "form-3"')

    ended = shell_on_sqlite.run("programme", "check", folder)

    assert ended.code == 1
    assert "report_forms[appraisal-results]: the form form-3 has no own/score" in ended.err


@pytest.mark.parametrize("key", ["cbi-2556-r1", "moi-2550-3.2", "dla-2567-r1-ind6"])
def test_every_indicator_is_reached_from_chat(shell_on_sqlite: Shell, key: str) -> None:
    facts = shell_on_sqlite.run("programme", "check", PROGRAMMES / key, "--json").json

    assert facts["unreached"] == {}


def test_what_judges_say_is_reached_and_what_nobody_can_say_is_named(
    shell_on_sqlite: Shell, tmp_path: Path
) -> None:
    """A dimension without items has nothing that judges could give points to."""
    folder = Path(shutil.copytree(PROGRAMMES / LPG.lower(), tmp_path / "star"))
    file = folder / "indicators.toml"
    file.write_text(
        re.sub(r"(?s)items = \[\n  \{ code = \"5\.1\".*?\n\]", "", file.read_text("utf-8")), "utf-8"
    )

    whole = shell_on_sqlite.run("programme", "check", PROGRAMMES / LPG.lower(), "--json").json
    without = shell_on_sqlite.run("programme", "check", folder, "--json").json

    assert whole["unreached"] == {}
    assert set(without["unreached"]) == {"5"}
    assert "no form feeds it" in without["unreached"]["5"]


def test_other_programs_read_who_is_scored_and_by_which_forms(shell_on_sqlite: Shell) -> None:
    facts = shell_on_sqlite.run("programme", "show", CBI, "--json").json

    indicators = {one["code"]: one for one in facts["indicators"]}
    assert indicators["4"]["assessed"] == ["CBI"]
    assert indicators["4"]["forms"] == ["4", "form-4"]
    assert all(one["reachable"] for one in indicators.values())
    assert {"code": "CBI-BB", "name": "อำเภอบ้านบึง", "parent": "CBI", "kind": "district"} in facts[
        "offices"
    ]


def test_a_workbook_carries_where_values_come_from(shell_on_sqlite: Shell, tmp_path: Path) -> None:
    file = tmp_path / "cbi.xlsx"
    shell_on_sqlite.run("programme", "load", PROGRAMMES / "cbi-2556-r1")
    shell_on_sqlite.run("programme", "export", CBI, file)

    assert "already current" in shell_on_sqlite.run("programme", "load", file).out
