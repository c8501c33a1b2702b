"""A file with a table (.xlsx, .xls, .csv, .tsv, .txt) -> lines of cells. Pure: bytes are handed in.

Raises FormError, with the reason, for a file no table can be read from.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from pathlib import PurePath
from warnings import catch_warnings, simplefilter

from openpyxl import load_workbook
from xlrd import XL_CELL_DATE, open_workbook
from xlrd.sheet import Cell
from xlrd.xldate import XLDateError, xldate_as_datetime

from forms.problems import FormError, Problem
from forms.tables.lines import Line
from forms.upload.form_file import LARGEST, OLD_OFFICE, ZIPPED, check_file
from thai.text_files import DELIMITERS, read_text

MOST_LINES = 5_000
UNREADABLE = (Exception,)  # whatever a reader of files raises is a sentence


def lines_in(content: bytes, name: str) -> list[Line]:
    """The lines of the first sheet that has any, numbered as the program that wrote it numbers
    them.
    """
    ending = PurePath(name).suffix.lower()
    if len(content) > LARGEST:
        raise FormError(Problem("file_too_large", {"most": f"{LARGEST:,}"}))
    if not content.strip():
        raise FormError(Problem("file_empty"))
    try:
        return _lines_of(_tables(content))
    except FormError:
        raise
    except UNREADABLE as error:
        raise FormError(Problem("file_unreadable", {"ending": ending})) from error


def _tables(content: bytes) -> Iterable[Sequence[Sequence[str]]]:
    """Each sheet as rows of texts; what a workbook is, is told by its content."""
    if content.startswith(ZIPPED):
        check_file(content, ending=".xlsx", strict=False)
        return _of_workbook(content)
    if content.startswith(OLD_OFFICE):
        check_file(content, ending=".xls", strict=False)
        return _of_old_workbook(content)
    return [_of_text(content)]


def _lines_of(tables: Iterable[Sequence[Sequence[str]]]) -> list[Line]:
    for rows in tables:
        lines = [
            Line(number, tuple(" ".join(cell.split()) for cell in row))
            for number, row in enumerate(rows, 1)
        ]
        if found := [line for line in lines if not line.is_blank]:
            return found
    return []


def _of_workbook(content: bytes) -> Iterable[list[list[str]]]:
    with catch_warnings():
        simplefilter("ignore")  # what openpyxl remarks of a workbook it reads all the same
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        try:
            for sheet in book.worksheets:
                if sheet.sheet_state == "visible":
                    rows = sheet.iter_rows(max_row=MOST_LINES, values_only=True)
                    yield [[_written(value) for value in row] for row in rows]
        finally:
            book.close()


def _of_old_workbook(content: bytes) -> Iterable[list[list[str]]]:
    with open_workbook(file_contents=content, on_demand=True, logfile=io.StringIO()) as book:
        for sheet in book.sheets():
            rows = range(min(sheet.nrows, MOST_LINES))
            yield [[_of_old_cell(cell, book.datemode) for cell in sheet.row(row)] for row in rows]


def _of_old_cell(cell: Cell, datemode: int) -> str:
    if cell.ctype != XL_CELL_DATE:
        return _written(cell.value)
    try:
        return _written(xldate_as_datetime(cell.value, datemode))
    except XLDateError:
        return _written(cell.value)


def _of_text(content: bytes) -> list[list[str]]:
    text = read_text(content)
    if text is None or "\0" in text:
        raise FormError(Problem("file_is_other"))
    mark = _mark_of(text)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))[:MOST_LINES]


def _mark_of(text: str) -> str:
    """What stands between the cells of most lines: a title above the table has none."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    return max(DELIMITERS, key=lambda mark: sum(mark in line for line in lines))


def _written(value: object) -> str:
    """A cell as its writer sees it; a day as ISO, whatever its format, and in whichever era it
    stands.
    """
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case datetime():
            return _moment(value)
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case float() if value.is_integer():
            return str(int(value))
        case float():
            return format(value, ".10g")
        case _:
            return str(value)


def _moment(value: datetime) -> str:
    day = value.date().isoformat()
    return day if value.time() == time() else f"{day} {value:%H:%M}"
