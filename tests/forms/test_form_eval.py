"""raingan form eval: a line in, a line out, whatever the line is."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import raingan
from forms.xpath.evaluate import answer

PEOPLE = [
    "d",
    [["age", "34"], ["day", "2024-02-29"], ["member", [["n", "1"]]], ["member", [["n", "2"]]]],
]
LINES: list[tuple[dict[str, object], dict[str, object]]] = [
    ({"expr": ". + 1", "instance": PEOPLE, "at": "/d/age"}, {"value": 35}),
    ({"expr": "/d/age", "instance": PEOPLE, "as": "number"}, {"value": 34}),
    ({"expr": "/d/member/n", "instance": PEOPLE}, {"value": ["1", "2"]}),
    ({"expr": "/d/member/n", "instance": PEOPLE, "at": "/d/member[2]/n"}, {"value": ["1", "2"]}),
    (
        {
            "expr": "/d/member/n",
            "instance": PEOPLE,
            "at": "/d/member[2]/n",
            "repeats": ["/d/member"],
        },
        {"value": ["2"]},
    ),
    (
        {
            "expr": "count(/d/member)",
            "instance": PEOPLE,
            "at": "/d/member[2]/n",
            "repeats": ["/d/member"],
        },
        {"value": 2},
    ),
    ({"expr": "1 div 3"}, {"value": 1 / 3}),
    ({"expr": "0 div 0"}, {"value": "NaN"}),
    ({"expr": "-1 div 0", "as": "number"}, {"value": "-Infinity"}),
    ({"expr": "'x'", "as": "boolean"}, {"value": True}),
    ({"expr": "today()", "now": "2024-03-01T23:00:00+00:00"}, {"value": "2024-03-02"}),
    (
        {"expr": "today()", "now": "2024-03-01T23:00:00+00:00", "tz": "-07:00"},
        {"value": "2024-03-01"},
    ),
    ({"expr": "number(/d/day)", "instance": PEOPLE, "tz": "Z"}, {"value": 19782}),
    ({"expr": "1", "as": "nodeset"}, {"error": "the expression gives no node-set"}),
    ({"expr": "guess()"}, {"error": "the function guess() is not known"}),
    ({"expr": ".", "at": "/d/none"}, {"error": "there is no /d/none in the instance"}),
    ({"expr": "1", "tz": "Mars"}, {"error": "the time zone Mars is not known"}),
]


@pytest.mark.parametrize(
    ("line", "expected"), LINES, ids=[json.dumps(line)[:60] for line, _ in LINES]
)
def test_an_expression_is_answered(line: dict[str, object], expected: dict[str, object]) -> None:
    assert answer(line) == expected


def test_the_command_answers_every_line_with_one_line() -> None:
    ended = CliRunner().invoke(
        raingan, ["form", "eval"], input='{"expr": "1 + 1"}\n\nnonsense\n[]\n{"expr": "\'ก\'"}\n'
    )

    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [line.get("value") for line in lines] == [2, None, None, None, "ก"]
    assert [bool(line.get("error")) for line in lines] == [False, True, True, True, False]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)
FIELDS = st.sampled_from(["instance", "at", "repeats", "tz", "now", "as"])


@given(
    st.dictionaries(FIELDS, ANYTHING, max_size=6),
    st.sampled_from(["1", ".", "today()", "round(., 1)", "/d/a"]),
)
def test_nothing_given_makes_it_fail(case: dict[str, object], expression: str) -> None:
    assert len(answer({**case, "expr": expression})) == 1
