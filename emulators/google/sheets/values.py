"""Values into cells and out of them: RAW and USER_ENTERED, the limits of a grid, the three ways of
rendering.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from math import isfinite
from typing import Any

from emulators.google import refusals
from emulators.google.sheets.book import Book, GridCell, Scalar, Sheet
from emulators.google.sheets.ranges import Area, area, column_letters, quoted, split, written

CHARACTERS = 50_000
NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?")
DAY = re.compile(r"(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}))?")
EPOCH = date(1899, 12, 30)
FORMULA = "#ERROR!"  # the emulator knows that it is a formula, not what it comes to


def resolve(book: Book, range_: str, where: str = "") -> tuple[Sheet, Area]:
    """The sheet and the area a range names; 400 when it names none. `where` opens the message of a
    batch.
    """
    title, rest = split(range_)
    sheet = book.sheets[0] if title is None else book.sheet(title)
    found = area(rest)
    if title is None and (whole := book.sheet(range_)) is not None:
        sheet, found = whole, Area()
    if sheet is None or found is None:
        raise refusals.sheets(400, f"{where}Unable to parse range: {range_}")
    return sheet, found


def inside(sheet: Sheet, wanted: Area, where: str = "") -> None:
    """400 when an area begins or ends outside the grid."""
    far_down = max(wanted.bottom or 0, (wanted.top or 0) + 1) > sheet.rows
    if far_down or max(wanted.right or 0, (wanted.left or 0) + 1) > sheet.columns:
        message = (
            f"Range ({shown(sheet, wanted)}) exceeds grid limits. Max rows: {sheet.rows}, max "
            "columns: "
        )
        raise refusals.sheets(400, f"{where}{message}{sheet.columns}")


def shown(sheet: Sheet, wanted: Area) -> str:
    """The area as the client wrote it, open ends left open."""
    left = "" if wanted.left is None else column_letters(wanted.left)
    right = "" if wanted.right is None else column_letters(wanted.right - 1)
    top = "" if wanted.top is None else str(wanted.top + 1)
    bottom = "" if wanted.bottom is None else str(wanted.bottom)
    start, end = left + top, right + bottom
    return f"{quoted(sheet.title)}!{start}" + ("" if start == end else f":{end}")


def read(sheet: Sheet, wanted: Area, render: str, columns: bool = False) -> dict[str, Any]:
    """A ValueRange: empty ends cut off, no `values` at all when nothing is there."""
    inside(sheet, Area(wanted.top, wanted.left))
    top, left, bottom, right = sheet.clip(wanted)
    answer: dict[str, Any] = {"range": written(sheet.title, top, left, bottom, right)}
    answer["majorDimension"] = "COLUMNS" if columns else "ROWS"
    last = min(bottom, max(sheet.cells, default=-1) + 1)
    rows = [
        trimmed([rendered(sheet.cell(r, c), render) for c in used(sheet, r, left, right)])
        for r in range(top, last)
    ]
    if columns:
        longest = max(map(len, rows), default=0)
        rows = [trimmed([row[c] if c < len(row) else "" for row in rows]) for c in range(longest)]
    while rows and not rows[-1]:
        rows.pop()
    return answer | ({"values": rows} if rows else {})


def used(sheet: Sheet, row: int, left: int, right: int) -> range:
    """The columns of a row worth looking at."""
    return range(left, min(right, max(sheet.cells.get(row, {}), default=-1) + 1))


def trimmed(cells: list[Scalar]) -> list[Scalar]:
    """A row without its empty end."""
    while cells and cells[-1] == "":
        cells.pop()
    return cells


def rendered(cell: GridCell, render: str) -> Scalar:
    """What a cell answers: FORMATTED_VALUE is text as people see it."""
    if cell.formula is not None:
        return cell.formula if render == "FORMULA" else cell.value or FORMULA
    if cell.value is None:
        return ""
    if render in {"UNFORMATTED_VALUE", "FORMULA"} or isinstance(cell.value, str):
        return cell.value
    if isinstance(cell.value, bool):
        return str(cell.value).upper()
    pattern = cell.format.get("numberFormat", {}).get("pattern", "")
    places = re.fullmatch(r"0(?:\.(0+))?", pattern)
    return f"{cell.value:.{len(places[1] or '')}f}" if places else f"{cell.value:.15g}"


def entered(given: object, option: str, cell: GridCell, where: str) -> GridCell:
    """The cell once `given` is written into it."""
    if isinstance(given, bool):
        return cell.with_value(given)
    if isinstance(given, int | float):
        if not isfinite(given):
            raise refusals.sheets(400, f"{where}Invalid value: not a finite number.")
        return cell.with_value(
            float(given) if isinstance(given, float) and given % 1 else int(given)
        )
    if not isinstance(given, str):
        raise refusals.sheets(
            400,
            "Invalid value at 'data.values' (type.googleapis.com/google.protobuf.Value), "
            f"{given!r}",
        )
    if len(given.encode("utf-16-le", "surrogatepass")) // 2 > CHARACTERS:
        limit = (
            f"{where}Your input contains more than the maximum of {CHARACTERS} characters in a "
            "single cell."
        )
        raise refusals.sheets(400, limit)
    return typed(given, cell) if option == "USER_ENTERED" else cell.with_value(given)


def typed(given: str, cell: GridCell) -> GridCell:
    """The cell after a person typed `given` into it."""
    text = given.strip()
    if cell.format.get("numberFormat", {}).get("type") == "TEXT":
        return cell.with_value(given)
    if text[:1] in {"=", "+"} and len(text) > 1 and not NUMBER.fullmatch(text):
        return cell.with_value(None, text if text[0] == "=" else f"={text}")
    if text[:1] == "'":
        return cell.with_value(text[1:])
    if text.upper() in {"TRUE", "FALSE"}:
        return cell.with_value(text.upper() == "TRUE")
    if any(char.isdigit() for char in text) and NUMBER.fullmatch(text):
        return cell.with_value(float(text.replace(",", "")))
    return cell.with_value(serial(text) or given)


def serial(text: str) -> float | None:
    """A day as Sheets counts it; None when the text is no day."""
    match = DAY.fullmatch(text)
    try:
        day = date(int(match[3] or 2026), int(match[2]), int(match[1])) if match else None
    except ValueError:
        return None
    return float((day - EPOCH).days) if day else None


Change = tuple[Sheet, int, int, GridCell]


def plan(
    book: Book, one: dict[str, Any], option: str, where: str = ""
) -> tuple[list[Change], dict[str, Any]]:
    """The changes one ValueRange asks for, and the answer to it; nothing is changed yet."""
    sheet, wanted = resolve(book, str(one.get("range", "")), where)
    values = rows_of(one)
    inside(sheet, wanted, where)
    top, left, bottom, right = sheet.clip(wanted)
    single = (
        wanted.bottom == top + 1
        and wanted.right == left + 1
        and ":" not in str(one.get("range", ""))
    )
    bottom, right = (sheet.rows, sheet.columns) if single else (bottom, right)
    changes, width = [], max(map(len, values), default=0)
    within = f"Requested writing within range [{shown(sheet, wanted)}], but tried writing to "
    if top + len(values) > bottom:
        raise refusals.sheets(400, f"{where}{within}row [{bottom + 1}]")
    if left + width > right:
        raise refusals.sheets(400, f"{where}{within}column [{column_letters(right)}]")
    for r, row in enumerate(values, start=top):
        for c, given in enumerate(row, start=left):
            if given is not None:
                changes.append((sheet, r, c, entered(given, option, sheet.cell(r, c), where)))
    answer: dict[str, Any] = {
        "updatedRange": written(
            sheet.title, top, left, top + max(len(values), 1), left + max(width, 1)
        )
    }
    if changes:
        rows, columns = {r for _, r, _, _ in changes}, {c for _, _, c, _ in changes}
        answer |= {
            "updatedRows": len(rows),
            "updatedColumns": len(columns),
            "updatedCells": len(changes),
        }
    return changes, answer


def rows_of(one: dict[str, Any]) -> list[list[object]]:
    """The values of a ValueRange, always as rows."""
    values = one.get("values") or []
    if not isinstance(values, list) or not all(isinstance(row, list) for row in values):
        raise refusals.sheets(
            400,
            "Invalid value at 'data.values' (type.googleapis.com/google.protobuf.ListValue), "
            f"{values!r}",
        )
    if one.get("majorDimension") == "COLUMNS":
        longest = max(map(len, values), default=0)
        return [
            [column[r] if r < len(column) else None for column in values] for r in range(longest)
        ]
    return values


def apply(changes: Sequence[Change]) -> None:
    """Makes the planned changes."""
    for sheet, row, column, cell in changes:
        sheet.put(row, column, cell)
