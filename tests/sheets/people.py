"""What people do to a spreadsheet by hand, in Google's and in an .xlsx file."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from emulators.google.sheets.book import Book, GridCell, Sheet
from emulators.google.state import Google


class Person(Protocol):
    """Somebody with the spreadsheet open. Rows and columns count from 1; `title` is what the tab is
    called now.
    """

    def titles(self) -> list[str]:
        """The tabs."""
        ...

    def rename(self, title: str, new: str) -> None:
        """Gives a tab another name."""
        ...

    def delete(self, title: str) -> None:
        """Deletes a tab."""
        ...

    def write(self, title: str, row: int, column: int, value: str) -> None:
        """Types into a cell."""
        ...

    def cell(self, title: str, row: int, column: int) -> object:
        """Looks at a cell; nothing is None."""
        ...

    def is_formula(self, title: str, row: int, column: int) -> bool:
        """Whether the cell computes something."""
        ...

    def sort(self, title: str, column: int) -> None:
        """Sorts the rows below the header, downwards."""
        ...

    def delete_row(self, title: str, row: int) -> None:
        """Deletes a whole row."""
        ...

    def insert_column(self, title: str, column: int) -> None:
        """Inserts a column of their own."""
        ...

    def frozen_rows(self, title: str) -> int:
        """How many rows stand still."""
        ...


class GooglePerson:
    """In the browser."""

    def __init__(self, google: Google, spreadsheet: str) -> None:
        self._google, self._id = google, spreadsheet

    @property
    def book(self) -> Book:
        """The spreadsheet."""
        return self._google.spreadsheets[self._id]

    def sheet(self, title: str) -> Sheet:
        """One tab."""
        found = self.book.sheet(title)
        assert found is not None, f"no tab {title} among {self.titles()}"
        return found

    def titles(self) -> list[str]:
        return [sheet.title for sheet in self.book.sheets]

    def rename(self, title: str, new: str) -> None:
        self.sheet(title).title = new

    def delete(self, title: str) -> None:
        self.book.sheets.remove(self.sheet(title))

    def write(self, title: str, row: int, column: int, value: str) -> None:
        sheet = self.sheet(title)
        sheet.put(row - 1, column - 1, sheet.cell(row - 1, column - 1).with_value(value))

    def cell(self, title: str, row: int, column: int) -> object:
        held: GridCell = self.sheet(title).cell(row - 1, column - 1)
        return None if held.value == "" else held.value

    def is_formula(self, title: str, row: int, column: int) -> bool:
        return self.sheet(title).cell(row - 1, column - 1).formula is not None

    def sort(self, title: str, column: int) -> None:
        sheet = self.sheet(title)
        rows = [sheet.cells.pop(r, {}) for r in range(2, sheet.last_row())]
        rows.sort(key=lambda cells: str(cells[column - 1].value), reverse=True)
        sheet.cells |= dict(enumerate(rows, start=2))

    def delete_row(self, title: str, row: int) -> None:
        self.sheet(title).move(True, row - 1, -1)

    def insert_column(self, title: str, column: int) -> None:
        self.sheet(title).move(False, column - 1, 1)

    def frozen_rows(self, title: str) -> int:
        return self.sheet(title).frozen_rows


class XlsxPerson:
    """In Excel."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def open(self) -> Workbook:
        """The file as it is now."""
        return load_workbook(self._path)

    def titles(self) -> list[str]:
        return list(self.open().sheetnames)

    def rename(self, title: str, new: str) -> None:
        book = self.open()
        book[title].title = new
        for name in book.defined_names.values():  # as Excel does
            name.attr_text = name.attr_text.replace(f"'{title}'!", f"'{new}'!")
        book.save(self._path)

    def delete(self, title: str) -> None:
        book = self.open()
        book.remove(book[title])
        if not book.sheetnames:
            book.create_sheet("ว่าง")
        book.save(self._path)

    def write(self, title: str, row: int, column: int, value: str) -> None:
        book = self.open()
        book[title].cell(row, column).value = value
        book.save(self._path)

    def cell(self, title: str, row: int, column: int) -> object:
        return self.open()[title].cell(row, column).value

    def is_formula(self, title: str, row: int, column: int) -> bool:
        return self.open()[title].cell(row, column).data_type == "f"

    def sort(self, title: str, column: int) -> None:
        book = self.open()
        sheet = book[title]
        rows = [list(row) for row in sheet.iter_rows(3, sheet.max_row, values_only=True)]
        rows.sort(key=lambda cells: str(cells[column - 1]), reverse=True)
        for r, cells in enumerate(rows, start=3):
            for c, value in enumerate(cells, start=1):
                sheet.cell(r, c).value = value
                if isinstance(value, str):
                    sheet.cell(r, c).data_type = "s"
        book.save(self._path)

    def delete_row(self, title: str, row: int) -> None:
        book = self.open()
        book[title].delete_rows(row)
        book.save(self._path)

    def insert_column(self, title: str, column: int) -> None:
        book = self.open()
        book[title].insert_cols(column)
        book.save(self._path)

    def frozen_rows(self, title: str) -> int:
        panes = self.open()[title].freeze_panes
        return int("".join(filter(str.isdigit, panes))) - 1 if panes else 0
