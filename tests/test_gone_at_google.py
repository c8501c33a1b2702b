"""What people throw away for good at Google is made again: the folder alone, the Sheet once,
nothing piles up.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from bot.store.tables.queue import outbox
from sheets.kept import MirrorError
from sheets.layout.rows import Batch
from sheets.local.mirror import LocalMirror
from tests.test_evidence import report, rows
from tests.test_storage_away import hours_later
from tests.world import World, world


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path, f"sqlite:///{tmp_path}/raingan.db", google=True) as made:
        yield made


def paths(talk: World) -> list[str]:
    assert talk.google is not None
    google = talk.google.google
    return sorted(
        google.path_of(file.id) for file in google.files.values() if file.mime.endswith("folder")
    )


def throw_away(talk: World, name: str) -> set[str]:
    """Deletes a folder and all in it, as an empty bin does; the ids that are gone."""
    assert talk.google is not None
    files = talk.google.google.files
    gone = {file.id for file in files.values() if file.name == name}
    while more := {file.id for file in files.values() if gone & set(file.parents)} - gone:
        gone |= more
    for id in gone:
        del files[id]
    return gone


@pytest.mark.parametrize(
    "is_id_spent", [False, True], ids=["its id may be used again", "its id is spent"]
)
def test_a_deleted_folder_is_made_again_and_those_beside_it_stay(
    talk: World, is_id_spent: bool
) -> None:
    assert talk.google is not None
    report(talk)
    report(talk, "มาลี", "CBI-PT")
    before = paths(talk)
    gone = throw_away(talk, "อำเภอบ้านบึง (CBI-BB)")
    if is_id_spent:
        talk.google.google.reserved -= gone
    talk.say("สมชาย", "รายงาน")
    talk.tap("สมชาย", "ส่งฉบับแก้ไข 4")
    talk.tap("สมชาย", "แก้ไข")
    talk.tap("สมชาย", "แก้ข้อ 3")
    talk.send("สมชาย", photo=True)
    talk.say("สมชาย", "ครบแล้ว")
    talk.say("สมชาย", "ส่ง")
    for _ in range(3):
        hours_later(talk)

    assert paths(talk) == before
    assert len(talk.google.google.kept()) == 3, "มาลี's two, and the new one"


@pytest.mark.parametrize(
    "is_id_spent", [False, True], ids=["its id may be used again", "its id is spent"]
)
def test_everything_deleted_at_once_is_made_again_with_every_row(
    talk: World, is_id_spent: bool
) -> None:
    assert talk.google is not None
    google = talk.google.google
    report(talk)
    before = paths(talk)
    gone = throw_away(talk, "Raingan รายงาน")
    google.spreadsheets.clear()
    if is_id_spent:
        google.reserved -= gone

    report(talk, "มาลี", "CBI-PT")
    for _ in range(4):
        hours_later(talk)

    assert len(rows(talk, "4 แผนที่ภาษี")) == 2
    assert [path for path in paths(talk) if "บ้านบึง" not in path and "พานทอง" not in path] == before[
        :2
    ]
    assert len(google.kept()) == 2


def test_a_deleted_sheet_is_made_again_with_every_report(talk: World) -> None:
    assert talk.google is not None
    report(talk)
    google = talk.google.google
    (sheet,) = google.spreadsheets
    del google.spreadsheets[sheet], google.files[sheet]

    report(talk, "มาลี", "CBI-PT")
    for _ in range(3):
        hours_later(talk)

    assert len(rows(talk, "4 แผนที่ภาษี")) == 2
    assert len(google.spreadsheets) == 1


def test_a_sheet_of_the_settings_that_is_gone_needs_a_person_and_piles_nothing_up(
    talk: World,
) -> None:
    """It is not ours to make anew: coordinators hear of it, the rows wait."""
    talk.enrolled("วิชัย", "CBI", "coordinator")
    talk.worker.parts = replace(talk.worker.parts, spreadsheet="1NobodyKnowsThisSpreadsheet")
    report(talk)
    waiting = count(talk)
    for _ in range(3):
        hours_later(talk)

    assert count(talk) == waiting
    assert "ต้องให้ผู้ดูแลระบบแก้ไข" in talk.say("วิชัย", "สรุป")


def count(talk: World) -> int:
    with talk.database.reading() as conn:
        return conn.execute(select(func.count()).where(outbox.c.lane == "sheets")).scalar_one()


class Choosy(LocalMirror):
    """A mirror that will never take one office's row, whatever else comes with it."""

    def flush(self, spreadsheet: str, batch: Batch) -> None:
        if any("CBI-NY" in cells for _, rows in batch for cells in rows.values()):
            raise MirrorError("refused", False, "this row is refused")
        super().flush(spreadsheet, batch)


def test_a_row_that_is_never_taken_keeps_no_other_out(tmp_path: Path) -> None:
    """Five reports wait for one flush; the one that is refused is given up and shown, the others
    are in the Sheet.
    """
    with world(tmp_path, f"sqlite:///{tmp_path}/raingan.db") as talk:
        parts = talk.worker.parts
        offices = ("CBI-BB", "CBI-MC", "CBI-NY", "CBI-PT", "CBI-SR")
        for office in offices:
            report(talk, office, office)
        with talk.database.writing() as conn:
            conn.execute(outbox.update().where(outbox.c.lane == "sheets").values(state="waiting"))
        choosy = Choosy(tmp_path / "choosy")
        talk.worker.parts = replace(parts, keeper=replace(parts.keeper, mirror=choosy))
        with talk.database.writing() as conn:
            conn.exec_driver_sql("DELETE FROM notes")
            conn.exec_driver_sql("DELETE FROM folders")
        for _ in range(8):
            hours_later(talk)

        (file,) = (tmp_path / "choosy").glob("*.xlsx")
        rows_there = load_workbook(file)["คะแนน"].iter_rows(min_row=3, values_only=True)
        with talk.database.reading() as conn:
            given_up = (
                conn.execute(select(outbox.c.payload).where(outbox.c.state == "given_up"))
                .scalars()
                .all()
            )
            refused = conn.exec_driver_sql(
                "SELECT id FROM submissions WHERE office = 'CBI-NY'"
            ).scalar_one()
        assert sorted(str(row[1]) for row in rows_there) == sorted(set(offices) - {"CBI-NY"})
        assert {payload["submission"] for payload in given_up} == {refused}
