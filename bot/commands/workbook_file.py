"""A programme in an .xlsx file: opens and saves the file; what its cells mean is decided in
scoring.workbook.
"""

import zlib
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from scoring.problems import Problem, ProgrammeError
from scoring.programme import Programme
from scoring.workbook.cells import Cell
from scoring.workbook.writing import from_sheets, to_sheets

MOST_ROWS = 20_000
WIDTH = 24


def read(path: Path) -> Programme:
    """The programme of a workbook; raises ProgrammeError naming sheet, row and column."""
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        sheets = {sheet.title: _rows(sheet) for sheet in book.worksheets}
        book.close()
    except (
        BadZipFile,
        InvalidFileException,
        ParseError,
        zlib.error,
        KeyError,
        OSError,
        ValueError,
    ) as error:
        raise ProgrammeError([Problem(path.name, "", "เปิดไม่ได้ ต้องเป็นแฟ้ม .xlsx")]) from error
    return from_sheets(sheets)


def write(programme: Programme, path: Path) -> None:
    """Saves the programme as a workbook, one sheet for each part."""
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    for title, rows in to_sheets(programme).items():
        _fill(book.create_sheet(title), rows)
    book.save(path)


def _rows(sheet: Worksheet) -> list[list[object]]:
    rows = [list(row) for row in sheet.iter_rows(max_row=MOST_ROWS, values_only=True)]
    return [[_read(value) for value in row] for row in rows]


def _read(value: object) -> object:
    return value.date() if isinstance(value, datetime) else value


def _fill(sheet: Worksheet, rows: Sequence[Sequence[Cell]]) -> None:
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is not None:
                _write(sheet, number, column, value)
    sheet.freeze_panes = "A2"
    for column in range(1, sheet.max_column + 1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = WIDTH


def _write(sheet: Worksheet, number: int, column: int, value: Cell) -> None:
    """Text stays text, whatever it begins with: an equals sign is no formula, and 1.10 is no
    number.
    """
    cell = sheet.cell(number, column)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        return
    cell.value = value
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
