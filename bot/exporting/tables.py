"""The tables of one form as CSV files in a folder, record by record."""

import csv
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

from sheets.layout.csv_cells import guarded
from sheets.layout.folders import safe_name
from sheets.layout.odk_tables import Filed, Style, Table, rows

BOM = "\ufeff"  # without it Excel takes Thai for something else


def writer(files: ExitStack, path: Path) -> Any:  # noqa: ANN401 - the csv module does not name its writer
    """A CSV file that Excel reads, closed with the rest of `files`."""
    out: TextIO = files.enter_context(path.open("w", encoding="utf-8", newline=""))
    out.write(BOM)
    return csv.writer(out)


class CsvTables:
    """A file for the form and one for each of its repeats, with their headers."""

    def __init__(
        self, files: ExitStack, folder: Path, found: Sequence[Table], style: Style
    ) -> None:
        self._tables, self._style = found, style
        folder.mkdir(parents=True, exist_ok=True)
        self._writers = {
            one.name: writer(files, folder / f"{safe_name(one.name)}.csv") for one in found
        }
        for table in found:
            self._writers[table.name].writerow(table.header(style))
            if style.labels:
                self._writers[table.name].writerow(map(guarded, table.labels(style)))

    def write(self, answers: Mapping[str, str], filed: Filed) -> None:
        """One record; `answers` by path without the root."""
        for table, cells in rows(self._tables, answers, filed, self._style):
            self._writers[table.name].writerow(map(guarded, cells))
