"""Rows of a form's repeats: one tab for each repeat, each row under its report, rows that are gone
say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pyxform.xls2xform import convert

from forms.model import Form
from forms.paths import below_root
from forms.reading.xform import compile_form
from sheets.layout.repeats import (
    GONE,
    HERE,
    column_name,
    enclosing,
    repeat_rows,
    repeat_tab,
    repetitions,
)
from sheets.layout.rows import Record
from tests.sheets.cast import RECORD, rows_of
from tests.sheets.conftest import Place

FORM = """\
| survey |                |           |              |
|        | type           | name      | label        |
|        | text           | village   | หมู่บ้าน       |
|        | begin_group    | head      | ผู้นำ          |
|        | text           | name      | ชื่อ           |
|        | end_group      |           |              |
|        | begin_repeat   | household | ครัวเรือน      |
|        | text           | name      | ชื่อหัวหน้า     |
|        | begin_group    | land      | ที่ดิน         |
|        | integer        | rai       | กี่ไร่         |
|        | end_group      |           |              |
|        | begin_repeat   | member    | สมาชิก        |
|        | text           | name      | ชื่อสมาชิก     |
|        | end_repeat     |           |              |
|        | end_repeat     |           |              |
"""
ANSWERS = {
    "village": "หมู่ 1",
    "head/name": "กำนัน",
    "household[1]/name": "สมชาย",
    "household[1]/land/rai": "12",
    "household[1]/member[1]/name": "มาลี",
    "household[1]/member[2]/name": "=1+1",
    "household[2]/name": "วิชัย",
    "household[10]/name": "คนที่สิบ",
}


def form() -> Form:
    return compile_form(convert(FORM, form_name="xf", file_type=".md").xform)


def with_repeats(answers: Mapping[str, str], *earlier: Mapping[str, str]) -> Record:
    made = form()
    asked = [question for question in made.questions if question.kind != "note"]
    return replace(
        RECORD, repeats=repetitions(made, asked, {"integer": "number"}, answers, earlier)
    )


def test_each_question_belongs_to_its_innermost_repeat_and_is_named_by_its_groups() -> None:
    made = form()
    named = {
        below_root(question.path): (
            above := enclosing(made, question.path),
            column_name(question.path, above),
        )
        for question in made.questions
    }

    assert {path: (above.split("/", 2)[-1], name) for path, (above, name) in named.items()} == {
        "village": ("", "village"),
        "head/name": ("", "head-name"),
        "household/name": ("household", "name"),
        "household/land/rai": ("household", "land-rai"),
        "household/member/name": ("household/member", "name"),
    }


def test_rows_stand_under_their_report_and_their_parent_row() -> None:
    household, member = with_repeats(ANSWERS).repeats
    tab = repeat_tab(RECORD, household)

    assert tab.title == "4 ครัวเรือน"
    assert tab.names[-2:] == ("q.name", "q.land-rai")
    rows = repeat_rows(RECORD, household, tab)
    assert [(key, row[1], row[5], row[-2]) for key, row in rows.items()] == [
        ("R-0001/household[1]", "R-0001", 1, "สมชาย"),
        ("R-0001/household[2]", "R-0001", 2, "วิชัย"),
        ("R-0001/household[10]", "R-0001", 10, "คนที่สิบ"),
    ]
    assert rows["R-0001/household[1]"][-1] == 12
    members = repeat_rows(RECORD, member, repeat_tab(RECORD, member))
    assert [(key, row[1], row[-1]) for key, row in members.items()] == [
        ("R-0001/household[1]/member[1]", "R-0001/household[1]", "มาลี"),
        ("R-0001/household[1]/member[2]", "R-0001/household[1]", "=1+1"),
    ]


def test_a_row_that_a_correction_took_out_stays_empty_and_says_so(place: Place, table: str) -> None:
    """First three households, then two: the third row is still there, and is no answer any more."""
    shorter = {path: answer for path, answer in ANSWERS.items() if "[10]" not in path}
    for record in (with_repeats(ANSWERS), with_repeats(shorter, ANSWERS)):
        household = record.repeats[0]
        tab = repeat_tab(record, household)
        place.mirror.flush(table, [(tab, repeat_rows(record, household, tab))])

    shown = rows_of(place.mirror, table, tab)
    assert [(row[6], row[-2] or "") for row in shown.values()] == [
        (HERE, "สมชาย"),
        (HERE, "วิชัย"),
        (GONE, ""),
    ]


def test_a_form_without_rows_given_has_its_tabs_all_the_same() -> None:
    assert [(one.path, one.rows) for one in with_repeats({"village": "หมู่ 1"}).repeats] == [
        ("household", {}),
        ("household/member", {}),
    ]
