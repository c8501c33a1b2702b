"""Where a tab and the records disagree, and what mends it. Pure but for `mend`, which reads and
writes one tab.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isclose
from typing import Literal

from sheets.layout.cells import GOOGLE_CELL, XLSX_CELL, Cell, plain
from sheets.layout.rows import Batch, Tab
from sheets.mirror import Mirror

Kind = Literal["missing", "changed", "twice", "stranger"]
MENDED = {"missing", "changed"}
SENTENCES: dict[Kind, str] = {
    "missing": "the row {key} was gone and has been written again",
    "changed": "the row {key} had been changed by hand in {columns} and says again what was "
    "reported",
    "twice": "the row {key} stands more than once; the first is kept right, delete the others",
    "stranger": "the row {key} belongs to no report of ours and is left alone",
}


@dataclass(frozen=True)
class Difference:
    """One row in which tab and records disagree; `columns` are the labels of the cells, for
    `changed` only.
    """

    tab: str
    key: str
    kind: Kind
    columns: tuple[str, ...] = ()

    def __str__(self) -> str:
        said = SENTENCES[self.kind].format(key=self.key, columns=", ".join(self.columns))
        return f"{self.tab}: {said}."


def compare(
    tab: Tab, rows: Mapping[str, Sequence[Cell]], shown: Sequence[Sequence[Cell]]
) -> list[Difference]:
    """Every difference between the records' `rows` (by key) and the rows the tab shows, in the
    order people read them.

    Cells that read alike are alike: nothing and empty text, 3 and 3.0, a text cut to fit its cell.
    """
    standing: dict[str, Sequence[Cell]] = {}
    for cells in shown:
        standing.setdefault(key_of(cells), cells)
    found = [Difference(tab.title, key, "missing") for key in rows if key not in standing]
    for key, cells in standing.items():
        if key and key not in rows:
            found.append(Difference(tab.title, key, "stranger"))
        elif key and (wrong := changed(tab, rows[key], cells)):
            found.append(Difference(tab.title, key, "changed", wrong))
    often = Counter(key_of(cells) for cells in shown)
    return found + [Difference(tab.title, key, "twice") for key in rows if often[key] > 1]


def mend(mirror: Mirror, spreadsheet: str, batch: Batch) -> list[Difference]:
    """Compares tabs with all their records and writes the rows that are gone or changed; answers
    what it found.

    Headers, rules and colours are mended first, and the table taken out of the bin. One read and at
    most one write however many tabs, and the same once more for the headers.
    """
    mirror.prepare(spreadsheet, [tab for tab, _ in batch])
    found: list[Difference] = []
    wrong: list[tuple[Tab, Mapping[str, Sequence[Cell]]]] = []
    for (tab, rows), shown in zip(
        batch, mirror.read(spreadsheet, [tab for tab, _ in batch]), strict=True
    ):
        differing = compare(tab, rows, shown)
        found += differing
        kinds = {one.kind for one in differing}
        mended = MENDED | (
            {"twice"} if "missing" in kinds else set()
        )  # the double stands where the missing one stood
        wrong.append((tab, {one.key: rows[one.key] for one in differing if one.kind in mended}))
    if any(rows for _, rows in wrong):
        mirror.flush(spreadsheet, [(tab, rows) for tab, rows in wrong if rows])
    return found


def key_of(cells: Sequence[Cell]) -> str:
    """The key of a row as the tab shows it; empty for a row without."""
    return "" if cells[0] is None else str(cells[0])


def changed(tab: Tab, wanted: Sequence[Cell], shown: Sequence[Cell]) -> tuple[str, ...]:
    """The labels of the cells that do not say what they should."""
    return tuple(
        c.label
        for c, one, other in zip(tab.columns, wanted, shown, strict=True)
        if not alike(one, other)
    )


def alike(wanted: Cell, shown: Cell) -> bool:
    """Whether a cell shows what was written to it."""
    seen = plain(shown)
    for limit in (GOOGLE_CELL, XLSX_CELL):
        meant = plain(wanted, limit)
        if isinstance(meant, str) or isinstance(seen, str):
            if meant == seen:
                return True
        elif isclose(float(meant), float(seen), rel_tol=1e-12, abs_tol=1e-12):
            return True
    return False
