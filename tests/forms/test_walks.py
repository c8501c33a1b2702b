"""Whole forms, walked step by step in ODK's web engine (@getodk/xforms-engine 0.22.0) and here:
every cell is equal.

walks/NAME.jsonl, and as_saved/NAME.jsonl of the forms that are answered in chat, hold for the
opening and after each step the nodes that changed: [relevant, value, required, problem, choices],
null for one that is gone. The time was 2024-03-01 09:00 in Bangkok.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from forms.filling.walk import State, walked
from forms.reading.xform import compile_form
from forms.upload.xlsform import to_xform

FOLDER = Path(__file__).parent / "walks"
NOW = datetime.fromisoformat("2024-03-01T09:00:00+07:00")
WALKS = sorted([*FOLDER.glob("*.jsonl"), *(FOLDER.parent / "as_saved").glob("*.jsonl")])
# form, node -> (theirs, ours): the sum of no rows is 0 in XPath, Collect and Enketo; what is
# divided by 0 stays blank; a record's name that is no expression is a text
ACCEPTED: dict[tuple[str, str], tuple[str, str]] = {
    ("counted", "/xf/total"): ("", "0"),
    ("nested_counted", "/xf/building"): ("", "0"),
    ("orchard", "/xf/rice"): ("", "0"),
    ("hidden_rows", "/xf/some"): ("", "0"),
    ("places", "/xf/meta/instanceName"): ("", "Place-v1"),
    **{("assets", f"/xf/{name}"): ("Infinity", "") for name in ("ratio", "rounded", "whole")},
}


def theirs(recorded: list[dict[str, Any]]) -> Iterator[State]:
    state: State = {}
    for line in recorded:
        state = {
            path: node for path, node in {**state, **line["changed"]}.items() if node is not None
        }
        yield state


def without_rows(path: str) -> str:
    return "".join(part.partition("]")[2] or part for part in path.replace("[", "\0[").split("\0"))


def differing(name: str, one: State, other: State) -> list[str]:
    found = []
    for path in {**one, **other}:
        mine, web = other.get(path), one.get(path)
        accepted = ACCEPTED.get((name, without_rows(path)))
        if mine and web and accepted == (web[1], mine[1]):
            mine = [mine[0], web[1], *mine[2:]]
        if mine != web:
            found.append(f"{path}: {web} there, {mine} here")
    return found


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: f"{walk.parent.name}/{walk.stem}")
def test_a_form_goes_as_in_odk(walk: Path) -> None:
    name = walk.stem
    recorded = [json.loads(line) for line in walk.read_text("utf-8").splitlines()]
    content, beside = (
        walk.with_suffix(".md").read_bytes(),
        {file.name: file.read_bytes() for file in FOLDER.glob("*.csv")},
    )
    form = compile_form(to_xform(content, ending=".md", strict=False, beside=beside))

    ours = walked(form, [line["step"] for line in recorded[1:]], NOW)

    for line, web, told in zip(recorded, theirs(recorded), ours, strict=True):
        assert not differing(name, web, told["state"]), line["step"]
