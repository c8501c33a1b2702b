"""All that is wrong with a form is told at once, by sheet, row and question, in Thai as in
English; what is only unusual is not told among it.
"""

import pytest

from forms.problems import FormError
from forms.upload.xlsform import uploaded
from handlers.surveys.form_words import in_thai

MANY = """
| survey | | | | | |
| | type | name | label | calculation | relevant |
| | text | a | A | | |
| | intger | b | B | | ${nope} = 1 |
| | text | b c | BC | | |
| | text | a | Again | | |
| | select_one nolist | d | D | | ${b} = 1 |
| | calculate | e | | | |
| | text |  | noname | | |
| | text | f | | | |
| | integer | g | G | | ${a} == 3 |
| | barcode | code | Code | | ${a} |
| | begin group | gr | GR | | |
| | text | h | H | | foo(${a}) |
| | select_multiple l | m | M | | |
| choices | | | |
| | list_name | name | label |
| | l | x y | X |
| | l | z | Z |
| | l | z | Z2 |
| | l | | noname |
"""
FAULTS = [
    ("survey", 3, "b", "unknown_reference"),
    ("survey", 3, "b", "unknown_type"),
    ("survey", 4, "b c", "bad_name"),
    ("survey", 5, "a", "name_twice"),
    ("survey", 6, "d", "unknown_list"),
    ("survey", 7, "e", "no_calculation"),
    ("survey", 8, "", "no_name"),
    ("survey", 9, "f", "no_label"),
    ("survey", 10, "g", "equals_once"),
    ("survey", 12, "gr", "not_ended"),
    ("survey", 13, "h", "unknown_function"),
    ("choices", 2, "", "space_in_choice"),
    ("choices", 4, "", "choice_twice"),
    ("choices", 5, "", "no_choice_name"),
]


def refused(content: str) -> FormError:
    with pytest.raises(FormError) as caught:
        uploaded(content.encode(), ending=".md")
    return caught.value


def test_many_faults_are_told_at_once_each_where_it_stands() -> None:
    found = refused(MANY).problems

    assert [(one.sheet, one.row, one.name, one.code) for one in found] == FAULTS


def test_each_is_said_in_thai() -> None:
    said = [in_thai(one) for one in refused(MANY).problems]

    assert said[1] == "survey แถว 3 · ข้อ b · คอลัมน์ type: คำถามชนิด intger ใช้ไม่ได้"
    assert said[-1] == "choices แถว 5 · คอลัมน์ name: ตัวเลือกไม่มีชื่อ ใส่ในคอลัมน์ name"


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ("| | end group | | |\n| | text | | B |\n", ["not_begun", "no_name"]),
        ("| | | b | B |\n| | text | c | |\n", ["no_type", "no_label"]),
        ("| | range | b | B |\n" * 2, ["name_twice"]),
        ("| | intger | b | B |\n| | intger | c | C |\n", ["unknown_type"] * 2),
    ],
)
def test_what_is_put_right_to_look_further_makes_no_fault_of_its_own(
    rows: str, codes: list[str]
) -> None:
    head = "| survey | | | |\n| | type | name | label |\n| | text | a | A |\n"

    assert [one.code for one in refused(head + rows).problems] == codes


def test_two_headings_for_one_column_are_named() -> None:
    content = (
        "| survey | | | |\n| | type | name | label | relevant | relevance |\n| | text | a | A |"
    )

    (problem,) = refused(content).problems

    assert (problem.code, problem.values["sheet"]) == ("header_twice", "survey")
    assert {problem.values["first"], problem.values["second"]} == {"relevant", "relevance"}
