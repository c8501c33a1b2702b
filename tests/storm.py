"""Many offices report at once while Google fails at every second call and our processes are killed
under them.
"""

from __future__ import annotations

import hashlib
import random
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import func, select

from bot.programme_files import read_folder
from bot.store.library import save
from bot.store.tables.queue import outbox
from bot.store.tables.records import events, evidence, folders, memberships, people, submissions
from scoring.offices import Office
from tests.processes import Processes, eventually, running
from tests.sheets.cast import storm
from tests.world import KEY, OFFICES_SCORED, World, world

AT_ONCE = 8
TAB = "4 แผนที่ภาษี"


@dataclass(frozen=True)
class Storm:
    """How many offices report (with two photos each), how often each of our processes dies, what
    share fails.
    """

    offices: int
    kills: int
    share: float = 0.5
    seed: int = 2556
    within: float = 300

    @property
    def files(self) -> int:
        return 2 * self.offices


@contextmanager
def stormy(folder: Path, database_url: str, plan: Storm) -> Iterator[tuple[World, Processes]]:
    """A world with as many district offices as the plan has, a reporter in each, and real
    processes.
    """
    with world(folder, database_url, google=True) as made:
        enrol(made, plan.offices)
        assert made.google is not None
        storm(made.google.google, plan.seed, plan.share, count=plan.offices * 40)
        with running(made.settings) as processes:
            made.line.line.webhook = f"{processes.address}/callback"
            yield made, processes


def enrol(made: World, offices: int) -> None:
    """A programme with so many district offices more, S0000 and on, and a reporter in each."""
    programme, forms = read_folder(OFFICES_SCORED)
    added = [
        Office(code=f"S{n:04d}", name=f"อำเภอที่ {n}", kind="district", parent="CBI")
        for n in range(offices)
    ]
    larger = programme.model_copy(update={"offices": (*programme.offices, *added)})
    with made.database.writing() as conn:
        save(conn, larger, forms, made.now)
        for office in added:
            values = {
                "line_user_id": made.person(office.code),
                "name": office.name,
                "consented_at": made.now,
            }
            values |= {
                "first_seen_at": made.now,
                "conversation": {"where": {"type": "home"}},
                "version": 0,
                "blocked": False,
            }
            person = conn.execute(people.insert().returning(people.c.id), values).scalar_one()
            joined = {
                "person_id": person,
                "programme": KEY,
                "office": office.code,
                "role": "reporter",
            }
            conn.execute(memberships.insert(), {**joined, "since": made.now})


def weather(made: World, processes: Processes, plan: Storm) -> None:
    """Everybody reports; the processes die at even distances of the way; then the rest drains by
    itself.
    """
    killer = threading.Thread(target=_kill, args=(made, processes, plan))
    killer.start()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda n: _report(made, f"S{n:04d}"), range(plan.offices)))
    killer.join()
    eventually(lambda: is_drained(made), within=plan.within, what="an empty outbox")


def _report(made: World, office: str) -> None:
    user = made.person(office)
    script: list[dict[str, object]] = [
        {"postback": {"data": made.sealed(f"start?p={KEY}&o={office}&i=4")}},
        {"text": "97"},
        {"text": "88"},
        {"photo": True},
        {"photo": True},
        {"text": "ครบแล้ว"},
        {"text": "ส่ง"},
    ]
    for what in script:
        said = made.post("/_emulator/say", {"user": user, **what})
        while said["status"] != 200:  # LINE sends again what was not taken
            said = made.post("/_emulator/say", {"raw": said["events"][0], "redelivery": True})


def _kill(made: World, processes: Processes, plan: Storm) -> None:
    """Each process dies whenever another equal share of the files has arrived, a moment apart."""
    chance, pause = random.Random(plan.seed), threading.Event()
    for kill in range(plan.kills):
        wanted = plan.files * (kill + 0.5) / (plan.kills + 1)
        eventually(partial(_has_kept, made, wanted), within=plan.within, what=f"file {wanted:.0f}")
        processes.kill_worker()
        pause.wait(chance.uniform(0, 0.3))
        processes.kill_web(chance)


def _has_kept(made: World, wanted: float) -> bool:
    return kept(made) >= wanted


def kept(made: World) -> int:
    with made.database.reading() as conn:
        return conn.execute(select(func.count()).where(evidence.c.state == "kept")).scalar_one()


def is_drained(made: World) -> bool:
    with made.database.reading() as conn:
        waiting = conn.execute(select(func.count()).where(outbox.c.state == "waiting")).scalar_one()
        undone = conn.execute(select(func.count()).where(events.c.state != "done")).scalar_one()
    return waiting == 0 and undone == 0


@dataclass(frozen=True)
class Outcome:
    """What is at Google and in the database when it is over."""

    submissions: int
    rows: int
    board: int
    files: int
    right: int  # files at Google whose bytes are those LINE had, each once
    folders: int
    sheets: int
    evidence_counts: frozenset[object]
    outbox: frozenset[str]
    spooled: int
    failed_calls: int
    calls: int


def outcome(made: World) -> Outcome:
    assert made.google is not None
    google = made.google.google
    (book,) = google.spreadsheets.values()
    rows = {
        sheet.title: [row for row in sheet.values()[2:] if row and row[0]] for sheet in book.sheets
    }
    place = book.sheet(TAB).values()[0].index("evidence_count")  # type: ignore[union-attr]
    held = google.kept()
    with made.database.reading() as conn:
        records = set(conn.execute(select(submissions.c.record)).scalars())
        ids = {
            row.file_id: row.sha256
            for row in conn.execute(select(evidence.c.file_id, evidence.c.sha256))
        }
        made_folders = conn.execute(select(func.count()).select_from(folders)).scalar_one()
        states = frozenset(conn.execute(select(outbox.c.state).distinct()).scalars())
        left = conn.exec_driver_sql("SELECT count(*) FROM spool").scalar_one()
    assert {row[0] for row in rows[TAB]} == records, (
        "a row that is no report, or a report that is no row"
    )
    assert made_folders == len(
        [file for file in google.files.values() if file.mime.endswith("folder")]
    )
    came = Counter(hash_of(content.data) for content in made.line.line.contents.values())
    right = Counter(file.sha256 for file in held if ids.get(file.id) == file.sha256)
    return Outcome(
        submissions=len(records),
        rows=len(rows[TAB]),
        board=len(rows["คะแนน"]),
        files=len(held),
        right=sum((came & right).values()),
        folders=made_folders,
        sheets=len(google.spreadsheets),
        evidence_counts=frozenset(row[place] for row in rows[TAB]),
        outbox=states,
        spooled=int(left),
        failed_calls=google.faults.hits,
        calls=sum(
            str(one["path"]).startswith(("/drive", "/upload", "/v4"))
            for one in list(google.requests)
        ),
    )


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
