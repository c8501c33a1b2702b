"""Changes to typed cells of a spreadsheet, and sorting."""

from __future__ import annotations

from emulators.google.sheets.book import Book, GridCell
from emulators.google.sheets.sheet_changes import Asked, Invalid, area_of, sheet_of
from emulators.google.sheets.values import CHARACTERS


def typed_cell(said: Asked, cell: GridCell, fields: str) -> GridCell:
    """The cell after a CellData; a stringValue never becomes a formula."""
    if "userEnteredFormat" in said and ("userEnteredFormat" in fields or fields == "*"):
        cell = GridCell(cell.value, cell.formula, cell.format | said["userEnteredFormat"])
    if "userEnteredValue" not in fields and fields != "*":
        return cell
    value = said.get("userEnteredValue", {})
    if len(value) > 1:
        raise Invalid("A cell value has more than one kind.")
    if "formulaValue" in value:
        return cell.with_value(None, value["formulaValue"])
    held = next(iter(value.values()), None)
    if isinstance(held, str) and len(held.encode("utf-16-le", "surrogatepass")) // 2 > CHARACTERS:
        raise Invalid(
            f"Your input contains more than the maximum of {CHARACTERS} characters in a single "
            "cell."
        )
    return cell.with_value(held)


def update_cells(book: Book, asked: Asked) -> None:
    """Typed cells from a start, or over a range."""
    start, bounds = asked.get("start", {}), asked.get("range", {})
    sheet = sheet_of(book, start or bounds)
    top = start.get("rowIndex", bounds.get("startRowIndex", 0))
    left = start.get("columnIndex", bounds.get("startColumnIndex", 0))
    for r, row in enumerate(asked.get("rows", []), start=top):
        for c, said in enumerate(row.get("values", []), start=left):
            if r >= sheet.rows or c >= sheet.columns:
                raise Invalid(
                    f"Attempting to write column: {c}, row: {r} beyond the last requested of the "
                    "grid."
                )
            sheet.put(r, c, typed_cell(said, sheet.cell(r, c), asked.get("fields", "")))


def append_cells(book: Book, asked: Asked) -> None:
    """Typed cells below the last row of the sheet that has content; the grid grows."""
    sheet = sheet_of(book, asked)
    start = sheet.last_row()
    sheet.rows = max(sheet.rows, start + len(asked.get("rows", [])))
    update_cells(book, asked | {"start": {"sheetId": sheet.id, "rowIndex": start}})


def repeat_cell(book: Book, asked: Asked) -> None:
    """One look for a whole area, or one value for each of its cells."""
    sheet = sheet_of(book, asked["range"])
    said, fields, bounds = asked.get("cell", {}), asked.get("fields", ""), area_of(asked["range"])
    top, left, bottom, right = sheet.clip(bounds)
    if fields.startswith("userEnteredFormat"):
        sheet.looks.append((bounds, said.get("userEnteredFormat", {})))
        places = [
            (r, c)
            for r in sheet.cells
            for c in sheet.cells[r]
            if top <= r < bottom and left <= c < right
        ]
    else:
        places = [(r, c) for r in range(top, bottom) for c in range(left, right)]
    for r, c in places:
        sheet.put(r, c, typed_cell(said, sheet.cell(r, c), fields))


def sort_range(book: Book, asked: Asked) -> None:
    """Sorts whole rows of an area, numbers before text, empty ones last."""
    sheet = sheet_of(book, asked["range"])
    top, left, bottom, right = sheet.clip(area_of(asked["range"]))
    rows = [[sheet.cell(r, c) for c in range(left, right)] for r in range(top, bottom)]
    for spec in reversed(asked.get("sortSpecs", [])):
        at, down = spec.get("dimensionIndex", 0) - left, spec.get("sortOrder") == "DESCENDING"
        rows.sort(key=lambda row, at=at: order(row[at]), reverse=down)  # type: ignore[misc]
        rows.sort(key=lambda row, at=at: row[at].value in (None, ""))  # type: ignore[misc]
    for r, row in enumerate(rows, start=top):
        for c, cell in enumerate(row, start=left):
            sheet.put(r, c, cell)


def order(cell: GridCell) -> tuple[bool, float, str]:
    """Where a cell comes when a column is sorted."""
    value = cell.value
    text = isinstance(value, str)
    return (
        text,
        0.0 if value is None or isinstance(value, str) else float(value),
        str(value) if text else "",
    )
