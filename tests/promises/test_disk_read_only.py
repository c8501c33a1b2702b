"""The disk under SQLite takes nothing in, as one does after a fault until somebody mends it: LINE
hears 503 and sends again, the worker waits, and once it takes in again all goes on by itself.

To mount a disk needs root; where this is not root, the rights to write are taken away instead.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import func
from sqlalchemy import select as rows
from sqlalchemy.exc import OperationalError

from bot.store.engine import Database, open_database
from bot.store.migrate import upgrade
from bot.store.notes import set_note
from bot.store.tables.records import evidence, submissions
from tests.attacks import write_protected
from tests.disk import Disk
from tests.processes import eventually, running
from tests.shown import shown
from tests.storm import is_drained
from tests.world import World, world

PATIENCE = 180  # seconds: claims of the killed, and what waits longer after each failure


class Rights(Disk):
    """The same by the rights of a folder and its files, which bind everybody but root."""

    @contextmanager
    def mounted(self) -> Iterator[Disk]:
        try:
            yield self
        finally:
            self.takes_in()

    def is_read_only(self) -> bool:
        """Who had opened a file to write goes on writing: only those who come later cannot."""
        subprocess.run(["chmod", "-R", "a-w", self.folder], check=True)
        return True

    def takes_in(self) -> None:
        subprocess.run(["chmod", "-R", "u+w", self.folder], check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    folder = tmp_path / "disk"
    folder.mkdir()
    kind = Disk if os.geteuid() == 0 else Rights
    with kind(folder, megabytes=200).mounted() as made:
        yield made


def address(disk: Disk) -> str:
    return f"sqlite:///{disk.folder}/raingan.db"


def test_a_file_that_was_opened_read_only_is_written_again_once_it_can_be(disk: Disk) -> None:
    first = open_database(address(disk))
    upgrade(first)
    first.close()
    assert disk.is_read_only()
    database = open_database(address(disk))

    failures = []
    for _ in range(2):
        with pytest.raises(OperationalError) as failed, database.writing() as conn:
            set_note(conn, "a", "1")
        failures.append(str(failed.value))
    disk.takes_in()
    eventually(lambda: is_written(database), within=5, what="a row that is taken in")
    database.close()

    assert all(str(disk.folder) not in one for one in failures)


def is_written(database: Database) -> bool:
    try:
        with database.writing() as conn:
            set_note(conn, "a", "2")
    except OperationalError:
        return False
    return True


def said_to(talk: World, what: dict[str, object]) -> dict[str, Any]:
    return talk.post("/_emulator/say", what)


def count(talk: World, table: Any) -> int:  # noqa: ANN401 - a table
    with talk.database.reading() as conn:
        return int(conn.execute(rows(func.count()).select_from(table)).scalar_one())


def test_a_report_on_its_way_is_refused_kept_by_line_and_taken_once(
    disk: Disk, tmp_path: Path
) -> None:
    with world(tmp_path, address(disk)) as talk:
        talk.at_evidence()
        with running(talk.settings) as processes:
            talk.line.line.webhook = f"{processes.address}/callback"
            said_to(talk, {"user": talk.person("สมชาย"), "photo": True})

            write_protected(disk, talk, [processes])
            said = said_to(talk, {"user": talk.person("สมชาย"), "text": "ครบแล้ว"})
            again: dict[str, object] = {"raw": said["events"][0], "redelivery": True}
            eventually(lambda: said_to(talk, again)["status"] == 503, what="a refusal in time")
            ready = requests.get(f"{processes.address}/readyz", timeout=10)
            refused = [said_to(talk, again)["status"] for _ in range(20)]
            lived = processes.worker_lives()
            disk.takes_in()

            eventually(lambda: said_to(talk, again)["status"] == 200, what="an event that is taken")
            said_to(talk, again)
            last = said_to(talk, {"user": talk.person("สมชาย"), "text": "ส่ง"})
            again = {"raw": last["events"][0], "redelivery": True}
            eventually(lambda: said_to(talk, again)["status"] == 200, what="the last that is taken")
            eventually(lambda: is_drained(talk), within=PATIENCE, what="an empty outbox")
            well = requests.get(f"{processes.address}/readyz", timeout=10).status_code
            assert processes.worker_lives()

        receipts = shown([one["message"] for one in talk.chat("สมชาย")]).count("รับรายงานแล้ว")
        found = count(talk, submissions), count(talk, evidence), receipts

    assert set(refused) == {503}
    assert ready.status_code == 503
    assert "read-only" in ready.text.lower() or "readonly" in ready.text.lower()
    assert lived
    assert (well, found) == (200, (1, 1, 1))
