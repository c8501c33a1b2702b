"""What a person finds in the Sheet: names and not codes, and what the form works out."""

from decimal import Decimal

from forms.model import Form
from forms.reading.xform import compile_form
from forms.upload.xlsform import to_xform
from sheets.layout.answer_columns import columns_of, said
from sheets.layout.cells import number
from sheets.layout.repeats import repetitions

CHOICES = """| choices | | | |
| | list_name | name | label |
| | steps | 1 | วิสัยทัศน์ |
| | steps | 2 | รายชื่อ |
| | steps | 3 | ภาพถ่าย |
"""
HEAD = "| survey | | | | | |\n| | type | name | label | calculation | bind::title |\n"
QUESTIONS = (
    "| | select_multiple steps | done | ขั้นใด | | |\n"
    "| | calculate | count_done | | count-selected(${done}) | {title} |\n"
    "| | note | told | แล้ว | | |\n"
    "| | begin_repeat | row | แถว | | |\n"
    "| | select_one steps | step | ขั้น | | |\n"
    "| | calculate | twice | | 2 * ${step} | |\n"
    "| | end_repeat | | | | |\n"
    "| | rank steps | order | ลำดับ | | |\n"
)


def form(title: str = "") -> Form:
    text = HEAD + QUESTIONS.replace("{title}", title) + CHOICES
    return compile_form(to_xform(text.encode(), ending=".md"))


def test_several_choices_stand_by_their_names_in_the_order_of_their_list() -> None:
    done = form().question("/xf/done")
    assert done is not None
    assert said(done, "3 1") == "วิสัยทัศน์, ภาพถ่าย"
    assert said(done, "1 gone") == "วิสัยทัศน์, gone"
    assert said(done, "") == ""


def test_a_ranking_stands_in_its_own_order() -> None:
    order = form().question("/xf/order")
    assert order is not None
    assert said(order, "3 1 2") == "ภาพถ่าย, วิสัยทัศน์, รายชื่อ"


def test_what_is_worked_out_stands_where_the_form_has_it() -> None:
    columns = columns_of(form())
    assert [one.name for one in columns] == ["done", "count_done", "step", "twice", "order"]
    assert columns[1].label.text("th") == "count_done"


def test_a_form_that_names_what_it_works_out_shows_only_that() -> None:
    columns = columns_of(form("กี่ขั้น"))
    assert [one.label.text("th") for one in columns] == ["ขั้นใด", "กี่ขั้น", "ขั้น", "ลำดับ"]


def test_rows_hold_names_and_what_was_worked_out() -> None:
    asked = form()
    (rows,) = repetitions(
        asked,
        columns_of(asked),
        {"calculate": "number"},
        {"row[1]/step": "2", "row[1]/twice": "4"},
    )
    assert rows.rows == {"row[1]": {"step": "รายชื่อ", "twice": "4"}}
    assert rows.kinds == {"twice": "number"}


def test_a_number_is_a_number_and_a_telephone_keeps_its_zero() -> None:
    assert number("90.72") == Decimal("90.72")
    assert number("0") == 0
    assert number("0.5") == Decimal("0.5")
    assert number("0812345678") == "0812345678"
