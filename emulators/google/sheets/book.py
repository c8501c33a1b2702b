"""A spreadsheet as Google keeps it: sheets with a grid of their own size, typed cells, formats,
rules.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from emulators.google.sheets.ranges import Area

CELLS = 10_000_000
Scalar = str | float | bool


@dataclass(frozen=True)
class GridCell:
    """One cell: what it holds, the formula behind it, and how it looks."""

    value: Scalar | None = None
    formula: str | None = None
    format: dict[str, Any] = field(default_factory=dict)

    def with_value(self, value: Scalar | None, formula: str | None = None) -> GridCell:
        """The same look, another content."""
        return replace(self, value=value, formula=formula)


EMPTY = GridCell()


@dataclass
class Sheet:
    """One sheet. `rows` and `columns` are the size of its grid; `cells` holds only what is not
    empty.
    """

    id: int
    title: str
    rows: int = 1000
    columns: int = 26
    frozen_rows: int = 0
    frozen_columns: int = 0
    hidden: bool = False
    cells: dict[int, dict[int, GridCell]] = field(default_factory=dict)
    widths: dict[int, int] = field(default_factory=dict)
    conditional: list[dict[str, Any]] = field(default_factory=list)
    protected: list[dict[str, Any]] = field(default_factory=list)
    banded: list[dict[str, Any]] = field(default_factory=list)
    validations: list[dict[str, Any]] = field(default_factory=list)
    looks: list[tuple[Area, dict[str, Any]]] = field(default_factory=list)
    filter: dict[str, Any] | None = None

    def copy(self) -> Sheet:
        """A copy that shares only cells, which never change."""
        twin = replace(
            self,
            cells={row: dict(cells) for row, cells in self.cells.items()},
            widths=dict(self.widths),
        )
        for name in ("conditional", "protected", "banded", "validations", "looks"):
            setattr(twin, name, list(getattr(self, name)))
        return twin

    def cell(self, row: int, column: int) -> GridCell:
        """The cell there; where nothing is, an empty one that looks as its area does."""
        return self.cells.get(row, {}).get(column) or self.blank(row, column)

    def blank(self, row: int, column: int) -> GridCell:
        """An empty cell with the look laid over this place."""
        over = [look for area, look in self.looks if area.holds(row, column)]
        return (
            GridCell(format={name: value for look in over for name, value in look.items()})
            if over
            else EMPTY
        )

    def put(self, row: int, column: int, cell: GridCell) -> None:
        """Sets one cell; an empty one without a look takes no room."""
        if (
            cell.value in (None, "")
            and cell.formula is None
            and cell.format == self.blank(row, column).format
        ):
            self.cells.get(row, {}).pop(column, None)
        else:
            self.cells.setdefault(row, {})[column] = cell

    def filled(self) -> Iterator[tuple[int, int]]:
        """Where there is content."""
        for row, cells in self.cells.items():
            for column, cell in cells.items():
                if cell.value not in (None, "") or cell.formula is not None:
                    yield row, column

    def last_row(self) -> int:
        """How many rows reach down to the last content."""
        return max((row + 1 for row, _ in self.filled()), default=0)

    def clip(self, area: Area) -> tuple[int, int, int, int]:
        """The area inside the grid: top, left, bottom, right."""
        top, left = area.top or 0, area.left or 0
        bottom = self.rows if area.bottom is None else min(area.bottom, self.rows)
        right = self.columns if area.right is None else min(area.right, self.columns)
        return top, left, bottom, right

    def move(self, rows: bool, at: int, by: int) -> None:
        """Inserts `by` rows or columns at `at`; a negative `by` takes that many away."""
        if rows:
            self.rows += by
            self.cells = {
                shifted(r, at, by): c
                for r, c in self.cells.items()
                if by > 0 or not at <= r < at - by
            }
            return
        self.columns += by
        self.cells = {
            row: {
                shifted(c, at, by): cell
                for c, cell in cells.items()
                if by > 0 or not at <= c < at - by
            }
            for row, cells in self.cells.items()
        }
        self.widths = {shifted(c, at, by): w for c, w in self.widths.items()}
        self.looks = [(area.moved(at, by), look) for area, look in self.looks]

    def values(self) -> list[list[Scalar | None]]:
        """Every row to the last content, as values; formulas as text."""
        rows = []
        for row in range(self.last_row()):
            cells = self.cells.get(row, {})
            held = [cells.get(c, EMPTY) for c in range(max(cells, default=-1) + 1)]
            rows.append([cell.formula or cell.value for cell in held])
        return rows

    def resource(self, index: int) -> dict[str, Any]:
        """The sheet as the API shows it, without its cells."""
        grid = {"rowCount": self.rows, "columnCount": self.columns}
        grid |= {"frozenRowCount": self.frozen_rows} if self.frozen_rows else {}
        grid |= {"frozenColumnCount": self.frozen_columns} if self.frozen_columns else {}
        properties = {"sheetId": self.id, "title": self.title, "index": index, "sheetType": "GRID"}
        shown: dict[str, Any] = {"properties": properties | {"gridProperties": grid}}
        shown["properties"] |= {"hidden": True} if self.hidden else {}
        lists = {
            "conditionalFormats": self.conditional,
            "protectedRanges": self.protected,
            "bandedRanges": self.banded,
        }
        return shown | {name: held for name, held in lists.items() if held}


@dataclass
class Book:
    """One spreadsheet."""

    id: str
    title: str
    locale: str = "en_US"
    time_zone: str = "Etc/GMT"
    sheets: list[Sheet] = field(default_factory=lambda: [Sheet(0, "Sheet1")])
    named: list[dict[str, Any]] = field(default_factory=list)

    def copy(self) -> Book:
        """A copy to change and throw away, or to put in this one's place."""
        return replace(self, sheets=[sheet.copy() for sheet in self.sheets], named=list(self.named))

    def sheet(self, title: str) -> Sheet | None:
        """The sheet of this title, in any letter case."""
        return next(
            (sheet for sheet in self.sheets if sheet.title.casefold() == title.casefold()), None
        )

    def by_id(self, id: int) -> Sheet | None:
        """The sheet with this id."""
        return next((sheet for sheet in self.sheets if sheet.id == id), None)

    def too_big(self) -> bool:
        """Whether the grids hold more cells than a spreadsheet may have, empty ones counted."""
        return sum(sheet.rows * sheet.columns for sheet in self.sheets) > CELLS

    def new_sheet_id(self) -> int:
        """A free id as Google picks one."""
        return 1 + secrets.randbelow(2**31 - 2)

    def resource(self) -> dict[str, Any]:
        """The spreadsheet as the API shows it."""
        properties = {
            "title": self.title,
            "locale": self.locale,
            "autoRecalc": "ON_CHANGE",
            "timeZone": self.time_zone,
        }
        shown: dict[str, Any] = {
            "spreadsheetId": self.id,
            "properties": properties,
            "sheets": [sheet.resource(index) for index, sheet in enumerate(self.sheets)],
        }
        return shown | ({"namedRanges": self.named} if self.named else {})


def shifted(index: int, at: int, by: int) -> int:
    """Where an index goes when `by` places come in at `at`."""
    return index + by if index >= at else index
