"""Whole forms: repeats, choice filters, defaults, the order in which things are worked out, and
what is refused.
"""

# ruff: noqa: E501 - forms are written as tables

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.filling.answers import Answers
from forms.filling.session import Session
from forms.reading.xform import Form, FormError, compile_form
from forms.upload.xlsform import to_xform

NOW = datetime(2013, 3, 22, 3, 0, tzinfo=UTC)
HOUSE = """
| survey  |                    |        |        |             |              |               |              |              |            |
|         | type               | name   | label  | calculation | repeat_count | choice_filter | default      | constraint   | relevant   |
|         | start              | start  |        |             |              |               |              |              |            |
|         | calculate          | double |        | ${people} * 2 |            |               |              |              |            |
|         | integer            | people | How many |           |              |               |              | . < 10       |            |
|         | date               | day    | When   |             |              |               | today()      |              |            |
|         | begin repeat       | person | Person |             | ${people}    |               |              |              |            |
|         | text               | name   | Name   |             |              |               |              |              |            |
|         | integer            | age    | Age    |             |              |               |              |              | ${name} != '' |
|         | calculate          | before |        | indexed-repeat(${name}, ${person}, position(..) - 1) | | |  |              |            |
|         | end repeat         |        |        |             |              |               |              |              |            |
|         | calculate          | sum    |        | sum(${age}) |              |               |              |              |            |
|         | begin repeat       | visit  | Visit  |             |              |               |              |              |            |
|         | text               | why    | Why    |             |              |               | concat('v', position(..)) |  |          |
|         | end repeat         |        |        |             |              |               |              |              |            |
|         | select_one place   | prov   | Province |           |              | kind='p'      |              |              |            |
|         | select_one place   | dist   | District |           |              | up=${prov}    |              |              |            |
|         | select_multiple place or_other | many | Many |    |              |               |              |              |            |
|         | geopoint           | where  | Where  |             |              |               |              |              |            |
|         | calculate          | once   |        | once(random()) |           |               |              |              |            |
| choices |           |      |       |      |    |
|         | list_name | name | label | kind | up |
|         | place     | a    | A     | p    |    |
|         | place     | b    | B     | p    |    |
|         | place     | a1   | A1    | d    | a  |
|         | place     | b1   | B1    | d    | b  |
|         | place     | b2   | B2    | d    | b  |
"""


@pytest.fixture(scope="module")
def house() -> Form:
    return compile_form(to_xform(HOUSE.encode(), ending=".md"))


def with_values(form: Form, values: dict[str, str]) -> Session:
    session = Session(form, Session(form, Answers(), NOW).opened(), NOW)
    for name, value in values.items():
        session = Session(form, session.answers.put(f"/xf/{name}", value), NOW)
    return session


def test_calculations_follow_their_questions_wherever_they_stand(house: Form) -> None:
    assert with_values(house, {"people": "4"}).value("/xf/double") == "8"


def test_rows_are_as_many_as_counted_and_each_has_its_own_answers(house: Form) -> None:
    session = with_values(
        house, {"people": "2", "person[1]/name": "ก", "person[2]/name": "ข", "person[2]/age": "7"}
    )

    assert session.value("/xf/person[2]/before") == "ก"
    assert session.is_relevant("/xf/person[1]/age")
    assert session.value("/xf/sum") == ""  # one age is blank: not a number, and so not stored
    assert [one.path for one in session.questions()][2:5] == [
        "/xf/person[1]/name",
        "/xf/person[1]/age",
        "/xf/person[2]/name",
    ]


def test_a_blank_count_keeps_the_rows(house: Form) -> None:
    session = with_values(house, {"people": "2", "person[1]/name": "ก"})

    assert (
        Session(house, session.answers.put("/xf/people", ""), NOW).value("/xf/person[1]/name")
        == "ก"
    )
    assert not Session(house, session.answers.put("/xf/people", "0"), NOW).is_relevant(
        "/xf/person[1]/name"
    )


def test_a_row_can_be_added_where_nothing_counts_them(house: Form) -> None:
    session = with_values(house, {})
    added = Session(house, session.add_row("/xf/visit"), NOW)

    assert added.is_relevant("/xf/visit[2]/why")
    assert session.add_row("/xf/person") == session.answers


def test_a_default_is_worked_out_once(house: Form) -> None:
    later = Session(house, with_values(house, {}).answers, datetime(2013, 4, 1, tzinfo=UTC))

    assert (later.value("/xf/day"), later.value("/xf/visit[1]/why")) == ("2013-03-22", "v1")
    assert later.value("/xf/start") == "2013-03-22T10:00:00.000+07:00"


def test_a_selection_no_longer_offered_is_cleared_and_asked_again(house: Form) -> None:
    session = with_values(house, {"prov": "b", "dist": "b2"})
    changed = Session(house, session.answers.put("/xf/prov", "a"), NOW)

    assert session.offered("/xf/dist") == ["b1", "b2"]
    assert (changed.offered("/xf/dist"), changed.value("/xf/dist")) == (["a1"], "")
    assert "/xf/dist" not in changed.answers.done


def test_or_other_speaks_thai_and_asks_what(house: Form) -> None:
    session = with_values(house, {"many": "a other"})
    question = session.question("/xf/many_other")

    assert question is not None
    assert question.label.text("th") == "โปรดระบุ"
    assert session.is_relevant("/xf/many_other")


def test_what_is_worked_out_once_stays(house: Form) -> None:
    session = with_values(house, {})

    assert session.value("/xf/once") == Session(house, session.answers, NOW).value("/xf/once") != ""


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("people", "12", "constraint"),
        ("people", "two", "constraint"),
        ("people", "9", ""),
        ("day", "2013-02-30", "constraint"),
        ("where", "13.7 100.5 0 0", ""),
        ("where", "here", "constraint"),
    ],
)
def test_the_type_is_checked_before_the_constraint(
    house: Form, name: str, value: str, problem: str
) -> None:
    assert with_values(house, {name: value}).problem(f"/xf/{name}") == problem


STEPS = st.tuples(
    st.sampled_from(
        ["people", "person[1]/name", "person[2]/age", "prov", "dist", "many", "visit", "day"]
    ),
    st.sampled_from(["", "0", "1", "2", "a", "b", "b1", "a other"]),
)


@given(st.lists(STEPS, max_size=8))
def test_replaying_the_stored_state_equals_the_walk(
    house: Form, steps: list[tuple[str, str]]
) -> None:
    session = with_values(house, {})
    for name, value in steps:
        answers = (
            session.add_row("/xf/visit")
            if name == "visit"
            else session.answers.put(f"/xf/{name}", value)
        )
        session = Session(house, answers, NOW)
        again = Session(house, Answers.from_json(session.answers.to_json()), NOW)
        assert again.instance() == session.instance()
        assert again.answers == session.answers
        assert again.next() == session.next()


HEAD = (
    "| survey | | | | | | |\n| | type | name | label | relevant | calculation | choice_filter |\n"
)
CHOICES = "| choices | | | |\n| | list_name | name | label |\n| | l | a | A |\n"
BAD = {
    "two calculations in a circle": ("| | integer | q | Q | | | |\n| | calculate | a | | | ${b} | |\n| | calculate | b | | | ${a} | |\n", "circle"),
    "a question that hides itself": ("| | integer | q | Q | ${q} > 1 | | |\n", "circle"),
    "a path to nowhere": ("| | integer | q | Q | /xf/nowhere = 1 | | |\n", "no question nowhere"),
    "a column that is not there": ("| | select_one l | q | Q | | | color = 'red' |\n", "no column color"),
    "a map": ("| | osm | q | Q | | | |\n", "OpenStreetMap"),
    "an attached file": ("| | integer | q | Q | | pulldata('a', 'b', 'c', 'd') | |\n", "attached"),
    "an unsafe pattern": ("| | text | q | Q | regex('a', '^(a+)+$') | | |\n", "for ever"),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "reason"), BAD.values(), ids=BAD.keys())
def test_a_form_that_cannot_be_run_is_refused_by_name(rows: str, reason: str) -> None:
    with pytest.raises(FormError, match=reason):
        to_xform((HEAD + rows + CHOICES).encode(), ending=".md")
