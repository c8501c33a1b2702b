"""Files with rows, as offices really have them: every kind gives the same lines, or the reason."""

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from forms.problems import FormError
from forms.tables.lines import Line
from forms.upload.table_file import lines_in

TEXT = "อปท.,รับเรื่อง\nทต.บางทราย,5 ก.พ. 2556\n"
LINES = [("อปท.", "รับเรื่อง"), ("ทต.บางทราย", "5 ก.พ. 2556")]


def cells(content: bytes, name: str) -> list[tuple[str, ...]]:
    return [line.cells for line in lines_in(content, name)]


def a_moment(*parts: int) -> datetime:
    """As Excel keeps one: in nobody's time zone."""
    return datetime.strptime("-".join(map(str, (*parts, 0, 0)[:5])), "%Y-%m-%d-%H-%M")  # noqa: DTZ007


def book(*rows: list[object], merged: str = "", hidden: bool = False) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None, "a new workbook has a sheet"
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    if hidden:
        sheet.sheet_state = "hidden"
        made.create_sheet("จริง").append(["ก", "ข"])
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
def test_a_csv_in_any_letters_people_have(code: str) -> None:
    assert cells(TEXT.encode(code), "ทะเบียน.csv") == LINES


@pytest.mark.parametrize("mark", [";", "\t"])
def test_a_csv_with_another_mark_between_its_cells(mark: str) -> None:
    assert cells(TEXT.replace(",", mark).encode(), "a.tsv") == LINES


def test_a_title_above_a_csv_does_not_hide_what_stands_between_the_cells() -> None:
    content = "ทะเบียนเรื่องร้องเรียน\n\nอปท.;รับเรื่อง\nทต.ก, ข;5/2/2556\n".encode()
    assert cells(content, "a.csv")[1:] == [("อปท.", "รับเรื่อง"), ("ทต.ก, ข", "5/2/2556")]


def test_cells_of_excel_are_read_as_people_see_them() -> None:
    content = book(["ก", date(2013, 2, 5), a_moment(2556, 2, 18), 12, 12.0, 2.5, "007", None, True])
    assert cells(content, "a.xlsx") == [
        ("ก", "2013-02-05", "2556-02-18", "12", "12", "2.5", "007", "", "1")
    ]


def test_a_moment_keeps_its_hour() -> None:
    assert cells(book([a_moment(2013, 2, 5, 9, 30)]), "a.xlsx") == [("2013-02-05 09:30",)]


def test_lines_have_the_numbers_that_excel_shows() -> None:
    content = book(["ทะเบียน", None], [], ["อปท.", "วัน"], ["ก", "ข"], merged="A1:B1")
    assert [(line.number, line.cells[0]) for line in lines_in(content, "a.xlsx")] == [
        (1, "ทะเบียน"),
        (3, "อปท."),
        (4, "ก"),
    ]


def test_a_sheet_that_is_hidden_or_empty_is_passed_over() -> None:
    assert cells(book(["ซ่อน", "ไว้"], hidden=True), "a.xlsx") == [("ก", "ข")]


def test_a_workbook_under_another_ending_is_still_one() -> None:
    assert cells(book(["ก", "ข"]), "a.csv") == [("ก", "ข")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"x" * 5_000_001, "file_too_large"),
        (b"PK\x03\x04 broken", "file_unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file_unreadable"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\xff\xfe", "file_is_other"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(content: bytes, code: str) -> None:
    with pytest.raises(FormError) as raised:
        lines_in(content, "a.xlsx")
    assert [one.code for one in raised.value.problems] == [code]


def test_a_file_without_a_single_word_has_no_lines() -> None:
    assert lines_in(b" , ,\n,\n,", "a.csv") == []


def test_a_line_is_told_back_without_its_blanks() -> None:
    assert Line(3, ("ก", "", "5/2/2556")).text == "ก · 5/2/2556"
