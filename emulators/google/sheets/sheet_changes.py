"""Changes to whole sheets, rows and columns of a spreadsheet."""

from __future__ import annotations

from typing import Any

from emulators.google.sheets.book import Book, Sheet
from emulators.google.sheets.ranges import Area

Asked = dict[str, Any]


class Invalid(Exception):  # noqa: N818 - reads as what happened
    """One request cannot be done; the message is the end of Google's."""


def sheet_of(book: Book, where: Asked) -> Sheet:
    """The sheet a range or a properties object names; a missing id is 0."""
    id = where.get("sheetId", 0)
    sheet = book.by_id(id)
    if sheet is None:
        raise Invalid(f"No grid with id: {id}")
    return sheet


def area_of(where: Asked) -> Area:
    """A GridRange as an area."""
    return Area(
        where.get("startRowIndex"),
        where.get("startColumnIndex"),
        where.get("endRowIndex"),
        where.get("endColumnIndex"),
    )


def properties(sheet: Sheet, book: Book, asked: Asked, fields: str) -> None:
    """Sets what `fields` names of a sheet's properties."""
    wanted = {field.strip() for field in fields.split(",")}
    if "title" in wanted or "*" in wanted:
        other = book.sheet(asked.get("title", ""))
        if other not in (None, sheet):
            raise Invalid(
                f'A sheet with the name "{asked["title"]}" already exists. Please enter another '
                "name."
            )
        sheet.title = asked.get("title") or sheet.title
    if "hidden" in wanted:
        if asked.get("hidden") and all(one.hidden for one in book.sheets if one is not sheet):
            raise Invalid("You can't hide all the sheets in a document.")
        sheet.hidden = bool(asked.get("hidden"))
    grid = asked.get("gridProperties", {})
    for name, field in {
        "rowCount": "rows",
        "columnCount": "columns",
        "frozenRowCount": "frozen_rows",
        "frozenColumnCount": "frozen_columns",
    }.items():
        if name in grid and wanted & {"*", "gridProperties", f"gridProperties.{name}"}:
            setattr(sheet, field, grid[name])
    if "index" in wanted:
        book.sheets.remove(sheet)
        book.sheets.insert(asked.get("index", 0), sheet)


def add_sheet(book: Book, asked: Asked) -> Asked:
    """A new sheet, at its index or the end."""
    said = asked.get("properties", {})
    id = said.get("sheetId", book.new_sheet_id())
    title = said.get("title") or f"Sheet{len(book.sheets) + 1}"
    if book.by_id(id):
        raise Invalid(f"A sheet with the id {id} already exists.")
    if book.sheet(title):
        raise Invalid(f'A sheet with the name "{title}" already exists. Please enter another name.')
    if len(title) > 100:
        raise Invalid("Sheet name cannot be greater than 100 characters.")
    sheet = Sheet(id, title)
    properties(sheet, book, {k: v for k, v in said.items() if k != "title"}, "gridProperties")
    book.sheets.insert(said.get("index", len(book.sheets)), sheet)
    return {"addSheet": {"properties": sheet.resource(book.sheets.index(sheet))["properties"]}}


def delete_sheet(book: Book, asked: Asked) -> None:
    """Takes a sheet away; the last one stays."""
    sheet = sheet_of(book, asked)
    if len(book.sheets) == 1:
        raise Invalid("You can't remove all the sheets in a document.")
    book.sheets.remove(sheet)


def update_sheet(book: Book, asked: Asked) -> None:
    """Title, grid, place, hidden."""
    if not asked.get("fields"):
        raise Invalid("At least one field must be listed in 'fields'.")
    properties(
        sheet_of(book, asked.get("properties", {})), book, asked["properties"], asked["fields"]
    )


def update_book(book: Book, asked: Asked) -> None:
    """Title, locale, time zone."""
    said = asked.get("properties", {})
    for name, field in {"title": "title", "locale": "locale", "timeZone": "time_zone"}.items():
        if name in asked.get("fields", "").split(","):
            setattr(book, field, said[name])


def insert_dimension(book: Book, asked: Asked) -> None:
    """Empty rows or columns between others."""
    where = asked["range"]
    start, end = where.get("startIndex", 0), where["endIndex"]
    sheet_of(book, where).move(where.get("dimension") == "ROWS", start, end - start)


def delete_dimension(book: Book, asked: Asked) -> None:
    """Takes rows or columns away."""
    where = asked["range"]
    start, end = where.get("startIndex", 0), where["endIndex"]
    sheet_of(book, where).move(where.get("dimension") == "ROWS", start, start - end)


def append_dimension(book: Book, asked: Asked) -> None:
    """More rows or columns at the end of the grid."""
    sheet = sheet_of(book, asked)
    field = "rows" if asked.get("dimension") == "ROWS" else "columns"
    setattr(sheet, field, getattr(sheet, field) + asked["length"])


def size_dimension(book: Book, asked: Asked) -> None:
    """Widths of columns in pixels; heights are not kept."""
    where = asked.get("range", {})
    sheet = sheet_of(book, where)
    if where.get("dimension") == "COLUMNS":
        for column in range(where.get("startIndex", 0), where.get("endIndex", sheet.columns)):
            sheet.widths[column] = asked.get("properties", {}).get("pixelSize", 100)
