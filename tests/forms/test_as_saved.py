"""Forms as their authors saved them: old spellings, odd files, close-set expressions."""

import io
from zipfile import ZipFile

import pytest

from forms.filling.answers import Answers
from forms.filling.session import Session
from forms.problems import FormError
from forms.upload.warned import warnings_of
from forms.upload.xlsform import Uploaded, uploaded
from tests.forms.bad_files import workbook
from tests.forms.test_upload import NOW

LISTS = "| choices | | | |\n| | list_name | name | label |\n| | l | a | A |\n| | l | b | B |\n"
HEAD = "| survey | | | | | |\n| | type | name | label | calculation | relevant | default |\n"


def read(*rows: str) -> Uploaded:
    lines = "".join(f"| | {row} |\n" for row in rows)
    return uploaded((HEAD + lines + LISTS).encode(), ending=".md")


def filled(form: Uploaded, **given: str) -> Session:
    session = Session(form.form, Session(form.form, Answers(), NOW).opened(), NOW)
    for name, value in given.items():
        session = session.after(f"/xf/{name}", value)
    return session


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("select one from l", "select_one"),
        ("select1 l", "select_one"),
        ("select one l", "select_one"),
        ("add select one prompt using l", "select_one"),
        ("select all that apply from l", "select_multiple"),
        ("select all that apply l", "select_multiple"),
        ("add select multiple prompt using l", "select_multiple"),
        ("select_multiple l or_other", "select_multiple"),
    ],
)
def test_every_old_spelling_of_a_list_question_is_known(written: str, kind: str) -> None:
    question = read(f"{written} | q | Q | | |").form.by_path["/xf/q"]

    assert (question.kind, question.names[:2]) == (kind, ("a", "b"))


def test_an_old_spelling_names_a_list_that_is_missing() -> None:
    with pytest.raises(FormError) as caught:
        read("select all that apply from nowhere | q | Q | | |")

    assert [(one.code, one.values["list"]) for one in caught.value.problems] == [
        ("unknown_list", "nowhere")
    ]


@pytest.mark.parametrize(
    ("calculation", "expected"),
    [
        ("${a}- ${b}", "4"),
        ("${a}- 1", "6"),
        ("${a}div 2", "3.5"),
        ("round((${a}*100div${b}),2)", "233.33"),
        ("if(${a} != '', null, 1)", ""),
        ("/data/a + 1", "8"),
        ("concat(/data/b, '/data/b')", "3/data/b"),
    ],
)
def test_expressions_as_people_write_them(calculation: str, expected: str) -> None:
    form = read(
        "integer | a | A | | |", "integer | b | B | | |", f"calculate | c | | {calculation}"
    )

    assert filled(form, a="7", b="3").value("/xf/c") == expected


def test_a_question_may_be_given_a_type_of_its_writer_s() -> None:
    content = (
        "| survey | | | | |\n| | type | name | label | bind::type |\n"
        "| | text | one | One | int |\n| | text | two | Two | anyURI |\n"
    )

    questions = uploaded(content.encode(), ending=".md").form.questions

    assert [one.kind for one in questions] == ["integer", "text"]


def test_a_default_that_is_no_expression_is_a_text_and_is_told() -> None:
    form = read("text | q | Q | | | 1309- ")

    assert filled(form).value("/xf/q") == "1309-"
    assert [(one.row, one.code) for one in warnings_of(form)] == [(2, "warn_default_text")]


def test_a_group_may_be_shown_by_a_question_inside_it() -> None:
    form = read(
        "begin group | g | G | | ${q} = '1'",
        "text | q | Q | | ${w} != '2' | 1",
        "text | w | W | | | ",
        "end group",
    )

    assert filled(form).is_relevant("/xf/g/w")
    assert not filled(form).after("/xf/g/q", "2").is_relevant("/xf/g/w")
    assert "warn_shown_by_own" in {one.code for one in warnings_of(form)}


def with_results(content: bytes, result: bytes) -> bytes:
    """The workbook as a program saves it that works formulas out."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<v />", result).replace(b"<v></v>", result))
    return made.getvalue()


def test_the_result_of_a_formula_is_taken_and_its_cell_is_named() -> None:
    content = workbook(("integer", "age", "=1+1"))

    form = uploaded(with_results(content, b"<v>2</v>"), ending=".xlsx")

    assert form.form.questions[0].label.text("en") == "2"
    assert [(one.code, one.values["cells"]) for one in warnings_of(form)] == [
        ("warn_formula", "C2")
    ]
    with pytest.raises(FormError) as caught:
        uploaded(content, ending=".xlsx")
    assert [(one.code, one.row) for one in caught.value.problems] == [("formula", 2)]


def test_a_workbook_is_known_by_its_content() -> None:
    content = workbook(("integer", "age", "Age?"))

    for ending in (".xls", ".xlsx", ".csv"):
        assert uploaded(content, ending=ending).form.by_path["/xf/age"].kind == "integer"


def test_where_the_converter_falls_is_told() -> None:
    content = "| survey | | | |\n| | type | name | label |\n| | text | a | A |\n| settings | | |\n"
    content += "| | form_title | form_title::en | form_id |\n| | x | y | z |\n"

    with pytest.raises(FormError) as caught:
        uploaded(content.encode(), ending=".md")

    assert [(one.code, one.sheet, one.row) for one in caught.value.problems] == [
        ("converter_fell", "settings", 2)
    ]


def test_a_name_of_records_that_is_no_expression_is_a_text_and_is_told() -> None:
    settings = "| settings | |\n| | instance_name |\n| | Visit-v1 |\n"
    survey = "| survey | | | |\n| | type | name | label |\n| | text | a | A |\n"

    form = uploaded((survey + settings).encode(), ending=".md")

    assert filled(form).value("/xf/meta/instanceName") == "Visit-v1"
    assert [one.code for one in warnings_of(form)] == ["warn_name_text"]


def test_a_word_that_is_neither_yes_nor_no_asks_for_nothing_and_is_told() -> None:
    content = (
        "| survey | | | | |\n| | type | name | label | required |\n| | text | a | A | basic |\n"
    )

    form = uploaded(content.encode(), ending=".md")

    assert not filled(form).must_have("/xf/a")
    assert [(one.row, one.code) for one in warnings_of(form)] == [(2, "warn_required_word")]


FILTERED = """| survey | | | | |
| | type | name | label | choice_filter |
| | select_one {list} | q | Q | {filter} |
| choices | | | | |
| | list_name | name | label | up |
| | l | a | A | |
| | m | b | B | x |
"""


def test_a_column_that_only_another_list_fills_is_blank_and_is_told() -> None:
    form = uploaded(FILTERED.format(list="l", filter="up = ''").encode(), ending=".md")

    assert filled(form).offered("/xf/q") == []
    assert {one.code for one in warnings_of(form)} == {"warn_blank_column"}
    with pytest.raises(FormError, match="no column down"):
        uploaded(FILTERED.format(list="l", filter="down = ''").encode(), ending=".md")
