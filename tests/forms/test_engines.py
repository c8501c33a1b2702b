"""Expressions as ODK's own engines answered them (engines/expressions.jsonl), and as they are
answered here.

"both": both engines gave this. "as_does": they differ, and one is followed. "ours": neither is,
with the reason.
"""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from forms.xpath.evaluate import answer

LINES = (Path(__file__).parent / "engines/expressions.jsonl").read_text("utf-8").splitlines()
HEAD: dict[str, Any] = json.loads(LINES[0])
CASES: list[dict[str, Any]] = [json.loads(line) for line in LINES[1:]]
REFUSED = {"error": True}


def expected(case: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
    if "both" in case:
        return case["both"]
    return case["ours"] if "why" in case else case[case["as_does"]]


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{case['expr']} {case.get('as', '')}" for case in CASES]
)
def test_an_expression_gives_what_odk_gives(case: dict[str, Any]) -> None:
    given: dict[str, Any] = {key: case[key] for key in ("expr", "at", "as") if key in case}

    told = answer({**given, "instance": HEAD["instance"], "now": HEAD["now"], "tz": "+07:00"})

    value: Any = REFUSED if "error" in told else told["value"]
    wanted: Any = expected(case)
    if {type(value), type(wanted)} <= {int, float}:
        assert math.isclose(value, wanted, rel_tol=1e-12)
    else:
        assert (value, type(value)) == (wanted, type(wanted))


def test_hardly_any_expression_is_answered_as_by_neither_engine() -> None:
    own = [case for case in CASES if "why" in case]

    assert len(own) / len(CASES) < 0.015
