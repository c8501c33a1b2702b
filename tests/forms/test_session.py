"""A form being filled in: which question comes next, what stands, and what happens when an earlier
answer changes.
"""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.filling.session import Answers, Session
from forms.filling.typed import Misread, read_answer
from forms.reading.xform import Form, FormError, compile_form
from forms.upload.xlsform import to_xform

NOW = datetime(2013, 3, 22, 3, 0, tzinfo=UTC)
TODAY = date(2013, 3, 22)
FORM = """
| survey  |                  |          |                     |          |              |                    |             |            |                |
|         | type             | name     | label               | required | constraint   | constraint_message | calculation | bind::unit | relevant       |
|         | integer          | total    | ทั้งหมดกี่แห่ง      | yes      | . >= 0       |                    |             | แห่ง       |                |
|         | integer          | done     | ทำแล้วกี่แห่ง       | yes      | . <= ${total} | มากกว่า ${total}  |             | แห่ง       | ${total} > 0   |
|         | calculate        | percent  |                     |          |              |                    | round(${done} div ${total} * 100, 1) | |       |
|         | note             | told     | ร้อยละ ${percent}   |          |              |                    |             |            | ${done} != ''  |
|         | select_one kinds | kind     | ชนิดใด              |          |              |                    |             |            |                |
|         | select_multiple kinds | kinds | มีชนิดใดบ้าง      |          |              |                    |             |            |                |
|         | decimal          | rate     | ร้อยละเท่าใด        |          |              |                    |             | ร้อยละ     |                |
|         | file             | proof    | หลักฐาน             | yes      |              |                    |             |            | ${total} > 0   |
| choices |           |      |          |
|         | list_name | name | label    |
|         | kinds     | a    | เทศบาลเมือง |
|         | kinds     | b    | เทศบาลตำบล |
|         | kinds     | c    | อบต.     |
| settings |            |         |
|          | form_title | form_id |
|          | ทดสอบ      | trial   |
"""


@pytest.fixture(scope="module")
def form() -> Form:
    return compile_form(to_xform(FORM.encode(), ending=".md"))


def answered(form: Form, **values: str) -> Session:
    answers = Answers()
    for name, value in values.items():
        answers = answers.put(f"/xf/{name}", value)
    return Session(form, answers, NOW)


def test_questions_come_one_after_another_and_only_those_that_count(form: Form) -> None:
    asked = []
    answers = Answers()
    while (question := Session(form, answers, NOW).next()) is not None:
        asked.append(question.name)
        answers = answers.put(question.path, "0" if question.name == "total" else "")

    assert asked == ["total", "kind", "kinds", "rate"]


def test_a_constraint_is_told_with_the_answers_in_it(form: Form) -> None:
    session = answered(form, total="97")
    question = session.next()

    assert question is not None
    assert session.breaks_constraint(question, "120")
    assert not session.breaks_constraint(question, "97")
    assert session.say(question.constraint_message, question.path, "th") == "มากกว่า 97"


def test_a_note_says_what_was_worked_out(form: Form) -> None:
    session = answered(form, total="97", done="88")

    (note,) = session.notes_after("/xf/done")
    assert session.say(note.label, note.path, "th") == "ร้อยละ 90.7"


def test_changing_an_answer_finds_the_one_that_no_longer_fits(form: Form) -> None:
    session = answered(form, total="80", done="88")

    assert (broken := session.broken()) is not None
    assert broken.name == "done"


def test_hidden_answers_leave_the_record_and_come_back_when_shown_again(form: Form) -> None:
    with_hidden = answered(form, done="5", total="0")
    shown_again = Session(form, with_hidden.answers.put("/xf/total", "9"), NOW)

    assert "done" not in with_hidden.instance()
    assert shown_again.instance()["done"] == "5"


def test_going_back_leads_to_the_question_before(form: Form) -> None:
    before = answered(form, total="97").before("/xf/done")

    assert before is not None
    assert before.name == "total"


READ = [
    ("total", "๙๗ แห่ง", "97"),
    ("total", "1,234", "1234"),
    ("total", "ร้อยละ 90", Misread("not_a_count")),
    ("total", "90%", Misread("not_a_count")),
    ("total", "2.5", Misread("not_whole")),
    ("total", "สองแห่ง", Misread("not_a_number")),
    ("rate", "ร้อยละ ๙๐.๗๒", "90.72"),
    ("kind", "2", "b"),
    ("kind", "อบต.", "c"),
    ("kind", "เทศบาล", Misread("which_choice")),
    ("kind", "9", Misread("not_a_choice")),
    ("kinds", "1,3", "a c"),
    ("kinds", "๑-๓", "a b c"),
    ("kinds", "1 9", Misread("not_a_choice")),
    ("proof", "อะไรก็ได้", Misread("send_a_file")),
]


@pytest.mark.parametrize(
    ("name", "text", "expected"), READ, ids=[f"{name}: {text}" for name, text, _ in READ]
)
def test_a_typed_answer_is_read(form: Form, name: str, text: str, expected: object) -> None:
    question = form.question(f"/xf/{name}")

    assert question is not None
    assert read_answer(question, text, language="th", today=TODAY) == expected


@given(st.lists(st.sampled_from(["0", "3", "97", "120", "", "a", "a b"]), max_size=7))
def test_a_state_read_back_from_json_asks_the_same(form: Form, typed: list[str]) -> None:
    """Replaying the stored state equals the walk."""
    answers = Answers()
    for text in typed:
        session = Session(form, answers, NOW)
        question = session.next()
        if question is None:
            break
        answers = answers.put(question.path, text)
        again = Session(form, Answers.from_json(answers.to_json()), NOW)
        assert again.next() == Session(form, answers, NOW).next()
        assert again.instance() == Session(form, answers, NOW).instance()


BAD = {
    "an unknown name": (
        "| survey | | | | |\n| | type | name | label | relevant |\n| | integer | a | A | ${b} > 1 |",
        "unknown_reference",
    ),
    "bad syntax": (
        "| survey | | | | |\n| | type | name | label | constraint |\n| | integer | a | A | . == 1 |",
        "equals_once",
    ),
    "an unknown function": (
        "| survey | | | | |\n| | type | name | label | constraint |\n| | integer | a | A | guess(.) |",
        "unknown_function",
    ),
    "a map": ("| survey | | | |\n| | type | name | label |\n| | osm | a | A |", "osm"),
    "nothing to ask": (
        "| survey | | | |\n| | type | name | label |\n| | note | a | A |",
        "asks_nothing",
    ),
    "no sheet": ("hello", "conversion"),
    "a cell too many": (
        "| survey | | |\n| | type | name | label |\n| | text | a | A | regex(., 'a|b') |",
        "file_unreadable",
    ),
}


@pytest.mark.parametrize(("text", "reason"), BAD.values(), ids=BAD.keys())
def test_a_form_that_cannot_be_run_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(FormError) as refused:
        to_xform(text.encode(), ending=".md")

    assert [one.code for one in refused.value.problems] == [reason]


NO_FORMS = {  # content -> the reason as a workbook, and as text; a workbook is known by its bytes
    b"": ("file_empty", "file_empty"),
    b"hello": ("file_is_other", "conversion"),
    b"PK\x03\x04 no workbook": ("file_unreadable", "file_unreadable"),
    b"\xff\xfe\x00": ("file_is_other", "file_encoding"),
    b"\xd0\xcf\x11\xe0 no workbook": ("file_is_other", "file_encoding"),
}


@pytest.mark.parametrize("content", NO_FORMS)
@pytest.mark.parametrize("ending", [".xlsx", ".xls", ".md", ".csv"])
def test_a_file_that_is_no_form_is_refused_with_its_reason(content: bytes, ending: str) -> None:
    as_workbook, as_text = NO_FORMS[content]

    with pytest.raises(FormError) as refused:
        to_xform(content, ending=ending)

    reason = as_workbook if ending.startswith(".xls") else as_text
    assert [one.code for one in refused.value.problems] == [reason]
