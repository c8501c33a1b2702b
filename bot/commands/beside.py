"""What lies beside a form file: the lists it names."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from bot.programme_files import read_rules
from forms.upload.package import LISTS
from scoring.problems import ProgrammeError


def beside(file: Path) -> dict[str, bytes]:
    """The lists of its folder (CSV, GeoJSON, XML), by name; of a programme's form also those that
    its programme gives: its organisations, and what an appraisal is agreed on.
    """
    is_of_programme = file.parent.name == "forms"
    given = dict(_given(file.parent.parent)) if is_of_programme else {}
    found = (one for one in sorted(file.parent.iterdir()) if one.suffix.lower() in LISTS)
    return given | {one.name: one.read_bytes() for one in found if one != file}


def _given(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Nothing where the programme cannot be read: `raingan programme check` says why."""
    with suppress(ProgrammeError, OSError):
        for name, rows in read_rules(folder).lists.items():
            if rows:
                yield f"{name}.csv", _as_csv(rows)


def _as_csv(rows: Sequence[dict[str, str]]) -> bytes:
    written = io.StringIO()
    writer = csv.DictWriter(written, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()
