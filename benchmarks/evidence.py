"""What evidence and rows cost: Google calls for reports and files, memory for a film."""

import hashlib
import random
import tempfile
from collections import Counter
from pathlib import Path

import psutil

from bot.outbox.evidence.keeping import keep
from bot.outbox.jobs.files import KeepEvidence
from bot.outbox.sheet.records import mirror
from bot.store.tables.queue import spool
from bot.store.tables.records import evidence, people, submissions
from tests.processes import eventually, running
from tests.world import KEY, World, world

REPORTS, FILES, FILM = 1000, 40, 200 << 20
SHEETS, DRIVE = "/v4/", ("/drive/", "/upload/")


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        world(Path(folder), f"sqlite:///{folder}/a.db", google=True) as made,
    ):
        made.google.google.minute_limit = None  # type: ignore[union-attr]
        reports(made, REPORTS)
        rows(made)
        files(made)
    with (
        tempfile.TemporaryDirectory() as folder,
        world(Path(folder), f"sqlite:///{folder}/a.db", google=True) as made,
    ):
        film(made)


def reports(made: World, count: int) -> None:
    """So many sent reports, as rows of the database: district after district, each revision a
    report of its own.
    """
    values = {
        "line_user_id": "U0",
        "name": "ผู้รายงาน",
        "first_seen_at": made.now,
        "conversation": {},
        "version": 0,
    }
    score = {
        "status": "scored",
        "raw_score": "4.0722",
        "total_deduction": "0",
        "final_score": "4.0722",
    }
    with made.database.writing() as conn:
        version = conn.exec_driver_sql("SELECT version FROM programmes WHERE current").scalar_one()
        person = conn.execute(
            people.insert().returning(people.c.id), {**values, "blocked": False}
        ).scalar_one()
        offices = [
            f"CBI-{code}"
            for code in ("MC", "BB", "NY", "BL", "PT", "PN", "SR", "KS", "SH", "BT", "KC")
        ]
        conn.exec_driver_sql(
            "DROP INDEX uq_submissions_current"
        )  # more reports than there are offices
        for number in range(count):
            answers = {"denominator": "97", "numerator": "88", "percent": "90.72"}
            instance = {"form": "indicator-4", "version": "1", "answers": answers}
            told = {
                "programme": KEY,
                "programme_version": version,
                "indicator": "4",
                "person_id": person,
            }
            told |= {
                "office": offices[number % len(offices)],
                "instance": instance,
                "submitted_at": made.now,
            }
            told |= {
                "counted_from": made.now.date(),
                "revision": 1,
                "current": True,
                "event_id": f"e{number}",
            }
            told |= {"id": f"uuid:{number}", "record": f"uuid:{number}", "score": score}
            conn.execute(submissions.insert(), told)


def rows(made: World) -> None:
    before = calls(made)
    jobs = [f"uuid:{number}" for number in range(REPORTS)]
    mirror(made.worker.parts.keeper, jobs, "")
    spent = calls(made) - before
    sheets = sum(count for path, count in spent.items() if path.startswith(SHEETS))
    print(f"{REPORTS} reports mirrored: {sheets} Sheets calls (goal: at most 12)")


def files(made: World) -> None:
    """Photos of one report, kept one after the other; folders are there after the first."""
    content = random.Random(1).randbytes(300_000)
    with made.database.writing() as conn:
        for number in range(FILES):
            told = {
                "id": f"p{number}",
                "line_message_id": f"m{number}",
                "person_id": 1,
                "submission_id": "uuid:1",
            }
            told |= {
                "kind": "image",
                "mime": "image/jpeg",
                "size": len(content),
                "sent_at": made.now,
                "place": number,
            }
            told |= {"sha256": hashlib.sha256(content).hexdigest(), "state": "spooled"}
            conn.execute(evidence.insert(), told)
            conn.execute(
                spool.insert(), {"evidence_id": f"p{number}", "part": 0, "content": content}
            )
    keeper = made.worker.parts.keeper
    keep(keeper, KeepEvidence("p0", "uuid:1"), made.now)
    before = calls(made)
    for number in range(1, FILES):
        keep(keeper, KeepEvidence(f"p{number}", "uuid:1"), made.now)
    spent = sum((calls(made) - before).values())
    beyond = (spent - (FILES - 1)) / (FILES - 1)
    print(f"a file: {beyond:.2f} calls beyond its one chunk (goal: at most 3)")


def film(made: World) -> None:
    """A film goes from LINE to Drive through a real worker; its memory at the highest, above what
    it had idle.
    """
    made.enrolled("สมชาย", "CBI-BB", "reporter")
    made.say("สมชาย", "รายงาน")
    made.tap("สมชาย", "เริ่มรายงาน 4")
    for answer in ("97", "88"):
        made.say("สมชาย", answer)
    made.send("สมชาย", video={"processing": 3600})
    held = next(one for one in made.line.line.contents.values() if one.type == "video")
    held.data = random.Random(2).randbytes(1 << 20) * (FILM >> 20)
    for words in ("ครบแล้ว", "ส่ง"):
        made.say("สมชาย", words)
    with running(made.settings) as processes:
        worker = psutil.Process(processes.worker_pid())
        eventually(lambda: len(worker.threads()) > 8, what="a worker at work")
        idle = worker.memory_info().rss
        made.forward(hours=2)
        eventually(lambda: _is_kept(made), within=300, what="the film in Drive")
        highest = _highest(worker.pid)
    print(
        f"a film of {FILM >> 20} MB: {(highest - idle) / 1e6:.0f} MB of extra memory (goal: "
        "under 60)"
    )


def _highest(pid: int) -> int:
    """The most memory a process has had, in bytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))


def _is_kept(made: World) -> bool:
    with made.database.reading() as conn:
        return not conn.exec_driver_sql(
            "SELECT count(*) FROM evidence WHERE state <> 'kept'"
        ).scalar_one()


def calls(made: World) -> Counter[str]:
    """How often each path was asked for since the start."""
    asked = list(made.google.google.requests)  # type: ignore[union-attr]
    return Counter(
        str(one["path"]) for one in asked if str(one["path"]).startswith((SHEETS, *DRIVE))
    )


if __name__ == "__main__":
    main()
