"""Ranges as the Sheets API names them, and rows as it takes them. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sheets.layout.cells import Cell, plain
from sheets.layout.placing import found, whole
from sheets.layout.rows import Tab

GROWTH = 1000
PAYLOAD = 1_500_000  # characters of JSON a write; Google recommends 2 MB


@dataclass(frozen=True)
class Seen:
    """A tab as it stands: its quoted title, where its columns are, its key column's place, keys and
    the grid's rows.
    """

    name: str
    wide: tuple[int, ...]
    key: int
    keys: tuple[object, ...] = ()
    rows: int | None = None

    @property
    def letters(self) -> str:
        """The key column as A1 notation has it."""
        return column_letters(self.key)

    def with_keys(self, column: Sequence[Sequence[object]], range_: str) -> Seen:
        """With what the key column says below the header, and how long the grid is."""
        return replace(
            self, keys=tuple(cells[0] if cells else "" for cells in column), rows=last_row(range_)
        )


def standing(tab: Tab, name: str, head: Sequence[object]) -> Seen | None:
    """Where a tab's columns are, by its first header row; None when some are missing."""
    if not whole(head, tab):
        return None
    places = found(head, tab)
    return Seen(name, tuple(places[one] for one in tab.names), places[tab.names[0]])


def growth(id: int, has: int | None, needs: int) -> dict[str, Any] | None:
    """More rows before they are written to, a thousand at a time: writing never makes the grid
    longer.
    """
    if has is None or needs <= has:
        return None
    return {
        "appendDimension": {"sheetId": id, "dimension": "ROWS", "length": max(GROWTH, needs - has)}
    }


def quoted(title: str) -> str:
    """A title as A1 notation takes any title."""
    return "'" + title.replace("'", "''") + "'"


def written(name: str, row: int, places: Sequence[int], cells: Sequence[Cell]) -> dict[str, Any]:
    """One row as a range over our columns; null leaves a person's column between them as it is."""
    values: list[Any] = [None] * (max(places) + 1 - min(places))
    for at, cell in zip(places, cells, strict=True):
        values[at - min(places)] = plain(cell)
    start, end = column_letters(min(places)), column_letters(max(places))
    return {"range": f"{name}!{start}{row + 1}:{end}{row + 1}", "values": [values]}


def batches(ranges: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """All ranges in one write, or in several when they are too long for one."""
    batch: list[dict[str, Any]] = []
    size = 0
    for one in ranges:
        length = len(json.dumps(one))
        if batch and size + length > PAYLOAD:
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += length
    if batch:
        yield batch


def last_row(range_: str) -> int | None:
    """How many rows the grid has, from a range open downwards as Google cut it; None when it does
    not say.
    """
    end = re.search(r"(\d+)$", range_)
    return int(end[1]) if end else None


def column_letters(index: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
