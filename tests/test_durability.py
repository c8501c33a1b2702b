"""kill -9 at random points, fifty times: nothing that was accepted is lost, nothing is done
twice.
"""

import random
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from bot.seals import Seals
from bot.store.tables.queue import outbox, spool
from bot.store.tables.records import events, evidence, submissions
from tests.processes import Processes, eventually, running
from tests.shown import shown
from tests.world import KEY, SECRET, World

KILLS = 50
SEALS = Seals(SECRET)
DISTRICTS = ("MC", "BB", "NY", "BL", "PT", "PN", "SR", "KS", "SH", "BT", "KC")


def script(code: str, office: str) -> Iterator[dict[str, object]]:
    """What one person does, from following to sending indicator 4 with two photos."""
    yield {"follow": True}
    yield {"postback": {"data": SEALS.seal("agree?")}}
    yield {"text": code}
    yield {"text": f"ผู้รายงาน {office}"}
    yield {"postback": {"data": SEALS.seal("join?")}}
    yield {"postback": {"data": SEALS.seal(f"start?p={KEY}&o={office}&i=4")}}
    yield {"text": "97"}
    yield {"text": "88"}
    yield {"photo": True}
    yield {"photo": True}
    yield {"text": "ครบแล้ว"}
    yield {"text": "ส่ง"}


class Storm:
    """People who talk all at once while processes are killed under them; LINE sends again what was
    not taken.
    """

    def __init__(self, world: World, processes: Processes, seed: int) -> None:
        self._world, self._processes, self._chance = world, processes, random.Random(seed)
        self._said = 0
        self._changed = threading.Condition()
        self.kills = 0

    def run(self, people: list[tuple[str, str, str]]) -> None:
        for name, _, _ in people:
            self._world.person(name)
        threads = [threading.Thread(target=self._person, args=one) for one in people]
        killer = threading.Thread(target=self._kill)
        for thread in (*threads, killer):
            thread.start()
        for thread in (*threads, killer):
            thread.join()

    def _person(self, name: str, code: str, office: str) -> None:
        user = self._world.person(name)
        for what in script(code, office):
            said = self._world.post("/_emulator/say", {"user": user, **what})
            while said["status"] != 200:
                said = self._world.post(
                    "/_emulator/say", {"raw": said["events"][0], "redelivery": True}
                )
            with self._changed:
                self._said += 1
                self._changed.notify_all()

    def _kill(self) -> None:
        """A kill every few messages, after a moment that is never the same."""
        pause = threading.Event()
        while self.kills < KILLS:
            with self._changed:
                self._changed.wait_for(lambda: self._said > self.kills * 2, timeout=5)
            pause.wait(self._chance.uniform(0, 0.05))
            self._processes.kill_one(self._chance)
            self.kills += 1


@pytest.fixture
def stormy(talk: World, tmp_path: Path) -> Iterator[tuple[World, Processes]]:
    with running(talk.settings) as processes:
        talk.line.line.webhook = f"{processes.address}/callback"
        yield talk, processes


def test_fifty_kills_lose_nothing_and_double_nothing(stormy: tuple[World, Processes]) -> None:
    """Eleven districts report at once; at the end each has one report, two pieces of evidence, one
    row, one receipt.
    """
    world, processes = stormy
    people = [
        (f"คน{office}", world.invite(f"CBI-{office}", "reporter"), f"CBI-{office}")
        for office in DISTRICTS
    ]
    storm = Storm(world, processes, seed=2556)

    storm.run(people)
    eventually(lambda: is_drained(world), within=120, what="an empty outbox")

    assert storm.kills == KILLS
    with world.database.reading() as conn:
        assert conn.execute(select(func.count()).select_from(events)).scalar_one() == 12 * len(
            DISTRICTS
        )
        assert sorted(conn.execute(select(submissions.c.office)).scalars()) == sorted(
            one[2] for one in people
        )
        assert conn.execute(select(evidence.c.state)).scalars().all() == ["kept"] * 2 * len(
            DISTRICTS
        )
        assert conn.execute(select(func.count()).select_from(spool)).scalar_one() == 0
        assert set(conn.execute(select(outbox.c.state)).scalars()) <= {"done", "held"}
    assert rows_of_sheet(world) == sorted(one[2] for one in people)
    assert all(len(files) == 2 for files in files_by_office(world).values())
    assert {name: receipts(world, name) for name, _, _ in people} == {
        name: 1 for name, _, _ in people
    }


def is_drained(world: World) -> bool:
    with world.database.reading() as conn:
        waiting = conn.execute(select(func.count()).where(outbox.c.state == "waiting")).scalar_one()
        undone = conn.execute(select(func.count()).where(events.c.state != "done")).scalar_one()
    return waiting == 0 and undone == 0


def rows_of_sheet(world: World) -> list[str]:
    (file,) = (world.folder / "mirror").glob("*.xlsx")
    sheet = load_workbook(file)["4 แผนที่ภาษี"]
    names = [cell.value for cell in sheet[1]]
    rows = sheet.iter_rows(min_row=3, values_only=True)
    return sorted(str(row[names.index("office_code")]) for row in rows if row[0])


def files_by_office(world: World) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for file in (world.folder / "mirror").glob("*/*/*/*.jpg"):
        found.setdefault(file.parent.parent.name, []).append(file)
    assert len(found) == len(DISTRICTS)
    return found


def receipts(world: World, name: str) -> int:
    said = [message["message"] for message in world.chat(name) if message["from"] == "bot"]
    return shown(said).count("รับรายงานแล้ว")
