"""Where a tab's columns and rows stand in a sheet that people have sorted, widened or mended by
hand. Pure.

All indexes count from 0.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count

from sheets.kept import MirrorError
from sheets.layout.rows import Tab

HEADER_ROWS = 2


@dataclass(frozen=True)
class Mend:
    """What makes a header whole: rows to insert on top, columns to insert (in this order), and then
    every place.
    """

    rows: int
    columns: tuple[int, ...]
    places: Mapping[str, int]


def found(names: Sequence[object], tab: Tab) -> dict[str, int]:
    """The columns of `tab` by the names in header row 1; the first of two equal names counts."""
    places: dict[str, int] = {}
    for index, name in enumerate(names):
        if name in tab.names:
            places.setdefault(str(name), index)
    return places


def whole(names: Sequence[object], tab: Tab) -> bool:
    """Whether header row 1 names every column of `tab`, wherever people moved it."""
    return len(found(names, tab)) == len(tab.columns)


def mend(
    names: Sequence[object], labels: Sequence[object], tab: Tab, *, end: int | None = None
) -> Mend:
    """How to give `tab` its columns without moving a person's cells apart.

    A lost row of names is inserted again, a column whose name was overwritten is known by its
    label, a column that is missing is inserted behind the one before it, or, when `end` is given,
    put there at the right.
    """
    rows, names, labels = lost_rows(names, labels, tab)
    if not any(names) and not any(labels):
        return Mend(rows, (), {column.name: index for index, column in enumerate(tab.columns)})
    places = by_label(found(names, tab), labels, tab)
    inserted: list[int] = []
    before = -1
    for name in tab.names:
        if name not in places and end is not None:
            places[name], end = end, end + 1
        elif name not in places:
            places = {other: at + (at > before) for other, at in places.items()} | {
                name: before + 1
            }
            inserted.append(before + 1)
        before = places[name]
    return Mend(rows, tuple(inserted), places)


def lost_rows(
    names: Sequence[object], labels: Sequence[object], tab: Tab
) -> tuple[int, Sequence[object], Sequence[object]]:
    """How many header rows a person deleted, and the two rows as they stand once those are inserted
    again.
    """
    key = tab.columns[0]
    if key.name in names or key.label in labels or not (any(names) or any(labels)):
        return 0, names, labels
    if key.label in names:
        return 1, (), names
    return 2, (), ()


def by_label(places: dict[str, int], labels: Sequence[object], tab: Tab) -> dict[str, int]:
    """`places` and those columns whose name is gone but whose label still stands in a column nobody
    else has.
    """
    known = dict(places)
    for column in tab.columns:
        free = [
            i for i, label in enumerate(labels) if label == column.label and i not in known.values()
        ]
        if column.name not in known and free:
            known[column.name] = free[0]
    return known


def rows_at(column: Sequence[object], keys: Collection[str]) -> dict[str, int]:
    """The row of each key, given the key column from the first row below the header; new keys go
    below the last.

    Of two rows with one key the upper counts; the lower is room for a new key. Rows are of the
    sheet, header included.
    """
    standing: dict[str, int] = {}
    doubled: list[int] = []
    for index, cell in enumerate(column, start=HEADER_ROWS):
        if (
            cell not in (None, "")
            and standing.setdefault(str(cell), index) != index
            and str(cell) in keys
        ):
            doubled.append(index)
    free = chain(doubled, count(HEADER_ROWS + len(column)))
    return {key: standing[key] if key in standing else next(free) for key in keys}


def check_rows(tab: Tab, rows: Mapping[str, Sequence[object]]) -> None:
    """MirrorError `bad_row` unless every row has a cell for each column and its key in front."""
    for key, cells in rows.items():
        if not key.strip() or len(cells) != len(tab.columns) or cells[0] != key:
            raise MirrorError(
                "bad_row",
                False,
                f"The row {key!r} for the tab {tab.title!r} needs {len(tab.columns)} cells and "
                "its key in the first; "
                "this is an error of the program, report it.",
            )
