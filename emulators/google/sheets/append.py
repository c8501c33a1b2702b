"""`values.append`: where Google thinks the table is. That guess is why a mirror must never use
it.
"""

from __future__ import annotations

from typing import Any

from emulators.google.sheets.book import Book, Sheet
from emulators.google.sheets.ranges import Area, quoted, written
from emulators.google.sheets.values import apply, plan, resolve, rows_of

Box = tuple[int, int, int, int]  # top, left, bottom, right; ends excluded


def append(
    book: Book, range_: str, body: dict[str, Any], option: str, insert: bool
) -> dict[str, Any]:
    """Writes below the last table in the range, or exactly at the range where no table is; the grid
    grows.
    """
    sheet, wanted = resolve(book, range_)
    rows = rows_of(body)
    table = last_table(sheet, wanted)
    top, left = (table[2], table[1]) if table else (wanted.top or 0, wanted.left or 0)
    width = max(map(len, rows), default=0)
    before = (sheet.rows, sheet.columns)
    if insert and table:
        sheet.move(True, top, len(rows))
    sheet.rows = max(before[0], top + len(rows), sheet.last_row())
    sheet.columns = max(before[1], left + width)
    corner = written(sheet.title, top, left, top + 1, left + 1).rpartition("!")[2]
    start = f"{quoted(sheet.title)}!{corner}"
    try:
        changes, answer = plan(book, {"range": start, "values": rows}, option)
    except Exception:
        if insert and table:
            sheet.move(True, top, -len(rows))
        sheet.rows, sheet.columns = before
        raise
    apply(changes)
    reply: dict[str, Any] = {"updates": answer}
    return ({"tableRange": written(sheet.title, *table)} if table else {}) | reply


def last_table(sheet: Sheet, wanted: Area) -> Box | None:
    """The lowest, then rightmost table that shares a cell with the range."""
    top, left, bottom, right = sheet.clip(wanted)
    boxes = [
        box_of(block)
        for block in blocks(set(sheet.filled()))
        if any(top <= r < bottom and left <= c < right for r, c in block)
        or overlaps(box_of(block), (top, left, bottom, right))
    ]
    return max(boxes, key=lambda box: (box[2], box[3]), default=None)


def overlaps(one: Box, other: Box) -> bool:
    """Whether two boxes share a cell."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def blocks(cells: set[tuple[int, int]]) -> list[set[tuple[int, int]]]:
    """Cells that touch, corners included, belong together."""
    found = []
    while cells:
        edge = [cells.pop()]
        block = set(edge)
        while edge:
            r, c = edge.pop()
            near = {(r + i, c + j) for i in (-1, 0, 1) for j in (-1, 0, 1)} & cells
            cells -= near
            block |= near
            edge.extend(near)
        found.append(block)
    return found


def box_of(block: set[tuple[int, int]]) -> Box:
    """The smallest box around the cells."""
    rows, columns = {r for r, _ in block}, {c for _, c in block}
    return min(rows), min(columns), max(rows) + 1, max(columns) + 1
