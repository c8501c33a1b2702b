"""How fast the review queue is, and how that grows: python -m benchmarks.review

A coordinator of a province types ตรวจ: the whole message, from the event to the commit, with 1,000
and with 10,000 reports waiting, on SQLite and on a real PostgreSQL. Growth is a ratio within one
run.
"""

import tempfile
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import text

from bot.inbox.inbox import Inbox
from bot.inbox.line_events import Incoming
from bot.inbox.long_way import receive
from bot.programme_files import read_folder
from bot.store.engine import Database, open_database
from bot.store.library import Library, save, version_of
from bot.store.migrate import upgrade
from bot.store.tables.records import memberships, people, submissions
from bot.store.tables.reviews import reviews
from handlers.vocabulary.actions import action
from handlers.vocabulary.events import Event, Happening, Tapped, Wrote
from tests.postgres import Postgres
from thai.dates import BANGKOK

FOLDER = Path(__file__).resolve().parents[1] / "programmes" / "cbi-2556-r1"
KEY = "CBI-2556-R1"
NOW = datetime(2013, 3, 20, 9, 0, tzinfo=BANGKOK)
COORDINATOR = f"U{1:032x}"
SIZES, TIMES = (1_000, 10_000), 60
_numbers = count(1)


def measured(database: Database) -> dict[str, float]:
    """Milliseconds: the first page at each size, and a page in the middle of the larger one."""
    upgrade(database)
    programme, forms = read_folder(FOLDER)
    with database.writing() as conn:
        save(conn, programme, forms, NOW)
        for user, office, role in ((1, "CBI", "coordinator"), (2, "CBI-BB", "reporter")):
            _member(conn, user, office, role)
    version = version_of(programme, forms)
    inbox = Inbox(database, Library(), lambda: NOW)
    found: dict[str, float] = {}
    for size in SIZES:
        _fill(database, size, version)
        found[f"first page of {size:,}"] = _milliseconds(inbox, Wrote("ตรวจ"))
    middle = _cursor(SIZES[-1] // 2)
    found["a page in the middle"] = _milliseconds(
        inbox, Tapped(action("check_more", programme=KEY, cursor=middle))
    )
    return found


def _member(conn: object, user: int, office: str, role: str) -> None:
    person = {
        "id": user,
        "line_user_id": f"U{user:032x}",
        "name": f"คนที่ {user}",
        "consented_at": NOW,
        "first_seen_at": NOW,
        "conversation": {"where": {"type": "home"}},
        "version": 0,
        "blocked": False,
    }
    joined = {"person_id": user, "programme": KEY, "office": office, "role": role, "since": NOW}
    conn.execute(people.insert(), person)  # type: ignore[attr-defined]
    conn.execute(memberships.insert(), joined)  # type: ignore[attr-defined]


def _fill(database: Database, size: int, version: str) -> None:
    """As many reports of one form as wanted, in all; each waits for its review."""
    with database.writing() as conn:
        there = conn.execute(text("SELECT count(*) FROM submissions")).scalar_one()
        wanted = range(there, size)
        conn.execute(submissions.insert(), [_report(one, version) for one in wanted])
        conn.execute(reviews.insert(), [_standing(one) for one in wanted])
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        conn.exec_driver_sql("ANALYZE")


def _report(number: int, version: str) -> dict[str, object]:
    return {
        "id": f"uuid:{number}",
        "programme": KEY,
        "programme_version": version,
        "indicator": "4",
        "office": "CBI-BB",
        "series": str(number),
        "person_id": 2,
        "instance": {"form": "4", "version": "1", "answers": {"total": "97", "reported": "88"}},
        "submitted_at": NOW,
        "counted_from": NOW.date(),
        "revision": 1,
        "record": f"uuid:{number}",
        "current": True,
        "score": {"status": "scored", "final_score": "4.0722", "weighted_score": "0.2036"},
        "event_id": f"event{number}",
    }


def _day(number: int) -> date:
    return date(2013, 3, 1) + timedelta(days=number * 7 % 40)


def _standing(number: int) -> dict[str, object]:
    return {
        "record": f"uuid:{number}",
        "submission_id": f"uuid:{number}",
        "programme": KEY,
        "office": "CBI-BB",
        "indicator": "4",
        "at_office": "CBI",
        "state": "waiting",
        "urgent_on": _day(number),
        "waiting_since": NOW,
        "restarts": False,
    }


def _cursor(number: int) -> str:
    return f"{_day(number).isoformat()}~0~"


def _milliseconds(inbox: Inbox, what: Happening) -> float:
    """The median of many messages; the reply waits in the outbox, as it would for the worker."""
    times = []
    for _ in range(TIMES):
        event = Event(f"bench{next(_numbers)}", NOW, what)
        incoming = Incoming(event.id, COORDINATOR, "token", event, {})
        began = perf_counter()
        receive(inbox, incoming)
        times.append((perf_counter() - began) * 1000)
    return median(times)


def _show(name: str, database: Database) -> None:
    found = measured(database)
    database.close()
    growth = found[f"first page of {SIZES[-1]:,}"] / found[f"first page of {SIZES[0]:,}"]
    figures = ", ".join(f"{what} {took:.1f} ms" for what, took in found.items())
    print(f"{name}: {figures} (goal 100 ms); ten times the reports take {growth:.2f} times as long")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        _show("SQLite", open_database(f"sqlite:///{folder}/raingan.db"))
        with Postgres.started(Path(folder)) as server:
            _show("PostgreSQL", open_database(server.fresh_database()))


if __name__ == "__main__":
    main()
