"""Whatever order flushes, sorting and deletions come in, the mirror ends up saying what a plain
dictionary says.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from emulators.google import server as emulator
from sheets.google.mirror import GoogleMirror
from sheets.layout.cells import XLSX_CELL, plain
from sheets.layout.rows import row_of
from sheets.local.mirror import LocalMirror
from sheets.mirror import Mirror
from tests.sheets.cast import TAB, record, rows_of
from tests.sheets.conftest import There
from tests.sheets.people import GooglePerson, Person, XlsxPerson

TITLE = "4 ร้อยละการเบิกจ่าย"
FLUSH = st.dictionaries(
    st.sampled_from([f"R-{n}" for n in range(6)]), st.text(max_size=20), min_size=1
)
STEPS = st.lists(st.one_of(FLUSH, st.sampled_from(["sort", "rename", "insert"])), max_size=8)
NOTE = TAB.names.index("q.note")


def play(mirror: Mirror, table: str, person: Person, steps: list[dict[str, str] | str]) -> None:
    """Does the steps and compares with the dictionary."""
    mirror.prepare(table, [TAB])
    told: dict[str, str] = {}
    for number, step in enumerate(steps):
        title = person.titles()[0]
        if isinstance(step, dict):
            told |= step
            mirror.flush(
                table,
                [
                    (
                        TAB,
                        {
                            id: row_of(record(id, values={"note": text}), TAB)
                            for id, text in step.items()
                        },
                    )
                ],
            )
        elif step == "rename":
            person.rename(title, f"ชื่อใหม่ {number}")
        elif step == "insert":
            person.insert_column(title, 1 + number)
        elif told:
            person.sort(title, 1 + number)
    shown = {id: plain(row[NOTE], XLSX_CELL) for id, row in rows_of(mirror, table, TAB).items()}  # type: ignore[arg-type]
    assert shown == {id: plain(text, XLSX_CELL) for id, text in told.items()}


@given(STEPS)
@settings(max_examples=25)
def test_at_google(steps: list[dict[str, str] | str]) -> None:
    with emulator.start() as running:
        assert isinstance(running, emulator.Running)
        running.google.minute_limit = None
        mirror: GoogleMirror = There(running.google, running.address, []).mirror()
        mirror.make_root(mirror.reserve(1)[0], "รายงาน")
        table = mirror.make_spreadsheet("ตาราง", None)
        play(mirror, table, GooglePerson(running.google, table), steps)


@given(STEPS)
@settings(max_examples=15)
def test_on_a_disk(steps: list[dict[str, str] | str]) -> None:
    with tempfile.TemporaryDirectory() as top:
        mirror = LocalMirror(Path(top))
        table = mirror.make_spreadsheet("ตาราง", None)
        play(mirror, table, XlsxPerson(Path(top) / "ตาราง.xlsx"), steps)
