"""One tab of an .xlsx file: found again after people rename it, headed, filled and read. No I/O of
its own.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell import Cell as XlsxCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from sheets.layout.cells import XLSX_CELL, Cell, plain
from sheets.layout.folders import unique
from sheets.layout.looks import (
    DEDUCTED,
    FLAGGED,
    HEADER,
    HEADER_TEXT,
    LABELS,
    PIXELS_A_LETTER,
    WIDTHS,
    colours_of,
    number_format,
    tab_title,
)
from sheets.layout.placing import HEADER_ROWS, Mend, found, mend, rows_at, whole
from sheets.layout.rows import Column, Tab


def anchor(tab: Tab) -> str:
    """The defined name that stays with the sheet when a person renames it."""
    return f"raingan_{zlib.crc32(tab.key.encode()):08x}"


def find(book: Workbook, tab: Tab) -> Worksheet | None:
    """The sheet of this tab, by its anchor; else by its title, if its header is ours and no other
    tab's; else None.
    """
    anchored = {
        name: title for name, place in book.defined_names.items() for title, _ in place.destinations
    }
    mine = anchored.get(anchor(tab))
    title = mine if mine in book.sheetnames else tab_title(tab.title)
    sheet = book[title] if title in book.sheetnames else None
    if not isinstance(sheet, Worksheet):
        return None
    theirs = title != mine and (title in anchored.values() or not found(row(sheet, 1), tab))
    return None if theirs else sheet


def prepare(book: Workbook, tab: Tab) -> Worksheet:
    """The sheet of this tab with a whole header; formats and colours only where the header had to
    be mended.
    """
    sheet = find(book, tab)
    if sheet is not None and whole(row(sheet, 1), tab) and anchor(tab) in book.defined_names:
        return sheet
    if sheet is None:
        taken = {title.casefold() for title in book.sheetnames}
        sheet = book.create_sheet(unique(tab_title(tab.title), taken))
    mended = mend(row(sheet, 1), row(sheet, 2), tab, end=width(sheet))
    sheet.insert_rows(1, mended.rows) if mended.rows else None
    for column in tab.columns:
        head(sheet, column, mended)
    sheet.freeze_panes = f"B{HEADER_ROWS + 1}"
    quoted = sheet.title.replace("'", "''")
    book.defined_names[anchor(tab)] = DefinedName(anchor(tab), attr_text=f"'{quoted}'!$A$1")
    return sheet


def head(sheet: Worksheet, column: Column, mended: Mend) -> None:
    """Writes one column's two header cells, its width and its colours."""
    at = mended.places[column.name] + 1
    letter = get_column_letter(at)
    for place, (words, ground, ink) in enumerate(
        [(column.name, HEADER, HEADER_TEXT), (column.label, LABELS, "000000")], start=1
    ):
        cell = put(sheet, place, at, words)
        cell.font = Font(bold=True, color=ink)
        cell.fill = PatternFill("solid", start_color=ground, end_color=ground)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.column_dimensions[letter].width = WIDTHS[column.kind] / PIXELS_A_LETTER
    below = f"{letter}{HEADER_ROWS + 1}:{letter}1048576"
    for label, colour in colours_of(column.kind).items():
        sheet.conditional_formatting.add(below, coloured("equal", f'"{label}"', colour))
    if column.name == "deduction":
        sheet.conditional_formatting.add(below, coloured("greaterThan", "0", DEDUCTED))
    if column.kind == "flag":
        sheet.conditional_formatting.add(below, coloured("notEqual", '""', FLAGGED))


def coloured(
    operator: Literal["equal", "notEqual", "greaterThan"], value: str, colour: str
) -> Rule:
    """A rule that colours the cells that compare so with `value`."""
    look = DifferentialStyle(fill=PatternFill("solid", start_color=colour, end_color=colour))
    return Rule(type="cellIs", operator=operator, formula=[value], dxf=look)


def upsert(sheet: Worksheet, tab: Tab, rows: Mapping[str, Sequence[Cell]]) -> None:
    """Writes each row where its key stands, or below the last; other columns stay as they are."""
    places = found(row(sheet, 1), tab)
    standing = rows_at(keys(sheet, places[tab.names[0]]), rows)
    for key, cells in rows.items():
        for column, cell in zip(tab.columns, cells, strict=True):
            written = put(sheet, standing[key] + 1, places[column.name] + 1, plain(cell, XLSX_CELL))
            written.number_format = number_format(column.kind)


def read(sheet: Worksheet, tab: Tab) -> list[list[Cell]]:
    """Every row with anything in it, in the tab's order of columns; a column that is missing reads
    as nothing.
    """
    places = found(row(sheet, 1), tab)
    order = [places.get(name) for name in tab.names]
    rows = sheet.iter_rows(min_row=HEADER_ROWS + 1, values_only=True)
    picked = [[as_cell(cells[at]) if at is not None else None for at in order] for cells in rows]
    return [cells for cells in picked if any(cell not in (None, "") for cell in cells)]


def as_cell(value: object) -> Cell:
    """A value as a person may have left it: a date they typed comes as its ISO text."""
    if value is None or isinstance(value, str | int | float):
        return value
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def put(sheet: Worksheet, at_row: int, at_column: int, value: str | int | float | bool) -> XlsxCell:
    """Writes one cell (counted from 1); text stays text even when it begins with `=`."""
    cell = sheet.cell(at_row, at_column)
    if not isinstance(cell, XlsxCell):  # part of a merged area: Excel shows only its first cell
        sheet.unmerge_cells(
            next(str(area) for area in sheet.merged_cells.ranges if cell.coordinate in area)
        )
        cell = sheet.cell(at_row, at_column)
    assert isinstance(cell, XlsxCell)
    cell.value = value if value != "" else None
    if isinstance(value, str) and value:
        cell.data_type = "s"
    return cell


def row(sheet: Worksheet, at: int) -> list[object]:
    """The values of one row (counted from 1)."""
    return list(next(sheet.iter_rows(min_row=at, max_row=at, values_only=True), ()))


def keys(sheet: Worksheet, column: int) -> list[object]:
    """The key column below the header, to the last key."""
    cells = [
        c[0]
        for c in sheet.iter_rows(HEADER_ROWS + 1, None, column + 1, column + 1, values_only=True)
    ]
    while cells and cells[-1] in (None, ""):
        cells.pop()
    return list(cells)


def width(sheet: Worksheet) -> int:
    """How many columns are in use, by us or by people."""
    return (
        sheet.max_column
        if any(row(sheet, 1)) or any(row(sheet, 2)) or sheet.max_row > HEADER_ROWS
        else 0
    )
