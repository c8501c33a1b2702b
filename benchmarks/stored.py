"""Whether a message costs more when more is stored: python -m benchmarks.stored

Whole reports and what is asked of them, one after the other, in databases in turn: the first holds
1,000 submissions of other offices and rounds, the others 100,000 and 1,000,000. The median of each
kind of message from the event to the commit, by processor time and on PostgreSQL by the clock (its
server works in processes of its own); growth is a ratio within one run.
"""

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from sqlalchemy import Insert, literal, select

from bot.inbox import long_way, short_way
from bot.inbox.inbox import Inbox
from bot.inbox.line_events import Incoming
from bot.store.engine import Database, open_database
from bot.store.library import Library
from bot.store.tables.records import memberships, people, submissions
from handlers.vocabulary.actions import action
from handlers.vocabulary.events import Event, Happening, Sent, Tapped, Wrote
from tests.postgres import Postgres
from tests.running import KEY, MORNING, prepare

SIZES, ROUNDS, BLOCK = (1_000, 100_000, 1_000_000), 40, 1_000
PROGRAMMES, OFFICES, PEOPLE = 12, 878, 1_000
OWN = ("id", "programme", "record", "event_id")  # what no two reports share
REPORT: tuple[tuple[str, Happening], ...] = (
    ("start", Tapped(action("start", programme=KEY, office="CBI-BB", indicator="4"))),
    ("a number", Wrote("97", "m1")),
    ("a number", Wrote("88", "m2")),
    ("a photo", Sent("m3", "image", "")),
    ("enough", Wrote("ครบแล้ว", "m4")),
    ("send", Wrote("ส่ง", "m5")),
    ("score", Wrote("คะแนน", "m6")),
    ("ranks", Wrote("อันดับ", "m7")),
    ("who has not sent", Wrote("ใครยังไม่ส่ง 4", "m8")),
)


class Office:
    """A database with so many submissions, and one person who reports again and again."""

    def __init__(self, database: Database, size: int) -> None:
        self.database, self._numbers = database, count()
        self._clock = perf_counter if database.is_postgres else process_time
        prepare(database)
        with database.writing() as conn:
            conn.execute(people.insert(), [_person(one) for one in range(1, PEOPLE + 1)])
            conn.execute(submissions.insert(), [_stored(one) for one in range(BLOCK)])
            for copy in range(1, size // BLOCK):
                conn.execute(_again(copy))
            joined = {"programme": KEY, "office": "CBI-BB", "role": "reporter", "since": MORNING}
            conn.execute(memberships.insert(), {"person_id": 1, **joined})
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
            conn.exec_driver_sql("ANALYZE")
        self._inbox = Inbox(database, Library(), lambda: MORNING)

    def report(self) -> Iterator[tuple[str, float]]:
        """One report, and what each of its messages cost, in seconds."""
        for kind, meant in REPORT:
            number = next(self._numbers)
            what = Sent(f"m{number}", "image", "") if isinstance(meant, Sent) else meant
            event = Event(f"e{number}", MORNING + timedelta(seconds=number), what)
            one = Incoming(event.id, f"U{1:032x}", f"t{number}", event, {"type": "message"})
            began = self._clock()
            if one.id not in short_way.take(self._inbox, [one]).settled:
                long_way.receive(self._inbox, one)
            yield kind, self._clock() - began


def _person(number: int) -> dict[str, object]:
    known = {"name": "สมชาย", "consented_at": MORNING, "first_seen_at": MORNING, "blocked": False}
    place = {"conversation": {"where": {"type": "home"}}, "version": 0}
    return {"id": number, "line_user_id": f"U{number:032x}", **known, **place}


def _stored(number: int) -> dict[str, object]:
    """A report of a round of its own, of one of the country's districts."""
    return {
        "id": f"uuid:{number}",
        "programme": f"ROUND-{number % PROGRAMMES}",
        "programme_version": "1",
        "indicator": f"{number // PROGRAMMES // OFFICES}",
        "office": f"O{number // PROGRAMMES % OFFICES}",
        "series": "",
        "person_id": 1 + number % PEOPLE,
        "instance": {"form": "4", "version": "1", "answers": {"total": "97", "reported": "88"}},
        "submitted_at": MORNING,
        "counted_from": MORNING.date(),
        "revision": 1,
        "record": f"uuid:{number}",
        "current": True,
        "score": {"status": "scored", "final_score": "4.0722", "weighted_score": "0.2036"},
        "event_id": f"old{number}",
    }


def _again(copy: int) -> Insert:
    """The first block once more, as reports of rounds of their own; the database copies it."""
    own = {name: literal(f"{copy}:") + submissions.c[name] for name in OWN}
    columns = [own.get(one.name, one).label(one.name) for one in submissions.c]
    whole = select(*columns).where(submissions.c.programme.like("ROUND-%"))
    return submissions.insert().from_select([one.name for one in submissions.c], whole)


def _compare(name: str, addresses: list[str]) -> None:
    offices = [Office(open_database(one), size) for one, size in zip(addresses, SIZES, strict=True)]
    taken: list[dict[str, list[float]]] = [defaultdict(list) for _ in offices]
    for _ in range(ROUNDS):
        for office, found in zip(offices, taken, strict=True):
            for kind, seconds in office.report():
                found[kind].append(seconds)
    few, *more = ({kind: median(found[kind]) for kind in found} for found in taken)
    for kind, seconds in few.items():
        times = ", ".join(f"{many[kind] / seconds:.2f}" for many in more)
        print(f"  {kind}: {seconds * 1000:.1f} ms with {SIZES[0]:,}, then {times} times that")
    for size, many in zip(SIZES[1:], more, strict=True):
        growth = sum(many.values()) / sum(few.values())
        print(f"{name}: all of it takes {growth:.2f} times as long with {size:,} (goal: 1.1)")
    for office in offices:
        office.database.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        _compare("SQLite", [f"sqlite:///{folder}/{size}.db" for size in SIZES])
        with Postgres.started(Path(folder)) as server:
            _compare("PostgreSQL", [server.fresh_database() for _ in SIZES])


if __name__ == "__main__":
    main()
