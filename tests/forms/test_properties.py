"""What holds for any text and any walk: nothing crashes, and the kept answers say all there is."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.filling.answers import Answers
from forms.filling.session import Session
from forms.filling.walk import State, state_of, taken
from forms.model import Form
from forms.reading.xform import compile_form
from forms.upload.xlsform import to_xform
from forms.xpath.compiling import read_expression
from forms.xpath.nodes import Node
from forms.xpath.scope import Scope
from forms.xpath.tokens import ExpressionError

NOW = datetime(2024, 3, 1, 2, 0, tzinfo=UTC)
FOLDER = Path(__file__).parent / "walks"
ENOUGH = settings(max_examples=60)


def form_of(name: str) -> Form:
    return compile_form(to_xform((FOLDER / f"{name}.md").read_bytes(), ending=".md", strict=False))


FORMS = {
    name: form_of(name)
    for name in ("household", "places", "counted", "nested", "orchard", "setting", "chain")
}
WORDS = (
    "(",
    ")",
    "[",
    "]",
    "/",
    "//",
    ".",
    "..",
    ",",
    "=",
    "!=",
    "<",
    "-",
    "+",
    "*",
    "|",
    "div",
    "and",
    "or",
    "mod",
)
NAMES = (
    "a",
    "/xf/a",
    "sum",
    "regex",
    "if",
    "instance",
    "'x'",
    '"',
    "'",
    "1",
    "1.5",
    "position",
    "::",
    "@",
    "ก",
    "\0",
)
PIECES = st.lists(st.sampled_from((*WORDS, *NAMES)) | st.text(max_size=3), max_size=40)
STEPS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9)), max_size=12)
VALUES = (
    "",
    "1",
    "2",
    "3",
    "y",
    "n",
    "สมชาย",
    "2024-02-29",
    "north",
    "cm",
    "mae",
    "bank coop",
    "99.5",
    "A1",
)


@settings(max_examples=500)
@given(PIECES.map(" ".join) | PIECES.map("".join) | st.text(max_size=60))
def test_any_text_is_an_expression_or_refused_with_a_reason(text: str) -> None:
    with suppress(ExpressionError):
        read_expression(text)


@pytest.mark.parametrize(
    "part", ["(", "-", "not(", "/a[", "1+", "if(1,", "a/", "[", "((((1)", "'", "a|"]
)
def test_a_text_without_end_is_refused(part: str) -> None:
    with pytest.raises(ExpressionError):
        read_expression(part * 4_000)


@pytest.mark.parametrize("part", ["1 + ", "1 - ", "'a' or ", "true() and ", "1 = ", "2 * "])
def test_a_long_chain_is_answered_not_too_deep(part: str) -> None:
    node = Node("d")

    assert read_expression(part * 1_600 + "1").run(Scope(node, node, NOW)) is not None


def test_sixty_levels_are_read_and_answered() -> None:
    node = Node("d")

    assert read_expression("not(" * 59 + "1" + ")" * 59).run(Scope(node, node, NOW)) is False


def walked(form: Form, steps: list[tuple[int, int]]) -> Session:
    """A walk in memory: an answer, another row, or a step back, as the numbers have it."""
    session = Session(form, Session(form, Answers(), NOW).opened(), NOW)
    for place, value in steps:
        questions = [question for question in session.questions() if question.kind != "note"]
        rows = [
            path for path in session.answers.rows if not form.repeats[question_path(path)].count
        ]
        if value == 0 and rows:
            answers = session.add_row(rows[place % len(rows)])
        elif value == 1:
            answers = taken(session, {"back": True})
        else:
            question = questions[place % len(questions)]
            offered = session.offered(question.path)
            answers = session.answers.put(
                question.path, (*offered, *VALUES)[(value * 5 + place) % (len(offered) + 9)]
            )
        session = Session(form, answers, NOW)
    return session


def question_path(path: str) -> str:
    return "/".join(part.partition("[")[0] for part in path.split("/"))


def everything(session: Session) -> tuple[State, str | None, list[str]]:
    asked = session.next()
    return (
        state_of(session),
        asked.path if asked else None,
        [question.path for question in session.questions()],
    )


@ENOUGH
@given(st.sampled_from(sorted(FORMS)), STEPS)
def test_a_session_made_from_the_kept_answers_is_the_same(
    name: str, steps: list[tuple[int, int]]
) -> None:
    session = walked(FORMS[name], steps)

    kept = json.dumps(session.answers.to_json())
    again = Session(FORMS[name], Answers.from_json(json.loads(kept)), NOW)

    assert everything(again) == everything(session)
    assert json.dumps(again.answers.to_json()) == kept


@ENOUGH
@given(st.sampled_from(sorted(FORMS)), STEPS, st.integers(0, 40), st.sampled_from(VALUES))
def test_going_on_gives_what_beginning_anew_gives(
    name: str, steps: list[tuple[int, int]], place: int, value: str
) -> None:
    session = walked(FORMS[name], steps)
    questions, had = session.questions(), session.answers
    path = questions[place % len(questions)].path

    for answers in (
        had.forget(path),
        had.having_done([one.path for one in questions]),
        had.put(path, session.node(path).text),
        had.put(path, value),
        had.put(path, value).forget(path),
    ):
        on, anew = session.going_on(answers), Session(FORMS[name], answers, NOW)
        assert on.answers == anew.answers
        assert everything(on) == everything(anew)
        assert session.going_on(answers) is on


INDEPENDENT = (
    "| survey | | | |\n| | type | name | label |\n| | integer | a | A |\n| | text | b | B |\n| | "
    "date | c | C |\n"
    "| | select_one l | d | D |\n| | decimal | e | E |\n| choices | | | |\n| | list_name | name "
    "| label |\n"
    "| | l | x | X |\n| | l | y | Y |\n"
)
ANSWERS = {"a": "7", "b": "ก", "c": "2024-02-29", "d": "y", "e": "1.5"}
APART = compile_form(to_xform(INDEPENDENT.encode(), ending=".md"))


@ENOUGH
@given(st.permutations(sorted(ANSWERS)))
def test_questions_that_do_not_hang_together_may_be_answered_in_any_order(order: list[str]) -> None:
    answers = Answers()
    for name in order:
        answers = Session(APART, answers.put(f"/xf/{name}", ANSWERS[name]), NOW).answers

    assert Session(APART, answers, NOW).instance() == ANSWERS
    assert Session(APART, answers, NOW).next() is None
