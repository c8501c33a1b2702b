"""Whether a message costs more where more people are in conversation: python -m benchmarks.crowd

1, 100 and 10,000 people, each in the middle of a report; one after the other answers, so that no
two messages running are one person's. Processor time from the event to the commit, one at a time
and eight together, in databases in turn; on PostgreSQL by the clock.
"""

import tempfile
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from bot.inbox import long_way, short_way
from bot.inbox.inbox import Inbox
from bot.inbox.line_events import Incoming
from bot.store.engine import Database, open_database
from bot.store.library import Library
from bot.store.tables.records import memberships, people
from handlers.vocabulary.actions import action
from handlers.vocabulary.events import Event, Happening, Tapped, Wrote
from tests.postgres import Postgres
from tests.running import KEY, MORNING, prepare

SIZES, MESSAGES, TOGETHER, AT_ONCE = (1, 100, 10_000), 400, 8, 16
START = Tapped(action("start", programme=KEY, office="CBI-BB", indicator="4"))


class Crowd:
    """So many people who all have begun a report; each says 97, goes back, says 96 and so on."""

    def __init__(self, database: Database, size: int) -> None:
        self.database, self._size, self._numbers = database, size, count()
        self._clock = perf_counter if database.is_postgres else process_time
        prepare(database)
        joined = {"programme": KEY, "office": "CBI-BB", "role": "reporter", "since": MORNING}
        with database.writing() as conn:
            conn.execute(people.insert(), [_person(one) for one in range(1, size + 1)])
            members = [{"person_id": one, **joined} for one in range(1, size + 1)]
            conn.execute(memberships.insert(), members)
        self._inbox = Inbox(database, Library(), lambda: MORNING)
        for first in range(1, size + 1, AT_ONCE):
            some = range(first, min(first + AT_ONCE, size + 1))
            self._take([self._incoming(one, START) for one in some])
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
            conn.exec_driver_sql("ANALYZE")
        self._turns = self._said()

    def seconds(self, together: int) -> float:
        """Of one event, where so many are decided and committed together."""
        some = [next(self._turns) for _ in range(min(together, self._size))]
        began = self._clock()
        self._take(some)
        return (self._clock() - began) / len(some)

    def _said(self) -> Iterator[Incoming]:
        for turn in count():
            text = "ย้อนกลับ" if turn % 2 else f"{97 - turn // 2 % 9}"
            for person in range(1, self._size + 1):
                yield self._incoming(person, Wrote(text, f"m{turn}"))

    def _incoming(self, person: int, what: Happening) -> Incoming:
        number = next(self._numbers)
        event = Event(f"e{number}", MORNING + timedelta(seconds=number), what)
        return Incoming(event.id, f"U{person:032x}", f"t{number}", event, {"type": "message"})

    def _take(self, some: list[Incoming]) -> None:
        done = short_way.take(self._inbox, some).settled
        for one in some:
            if one.id not in done:
                long_way.receive(self._inbox, one)


def _person(number: int) -> dict[str, object]:
    known = {"name": "สมชาย", "consented_at": MORNING, "first_seen_at": MORNING, "blocked": False}
    place = {"conversation": {"where": {"type": "home"}}, "version": 0}
    return {"id": number, "line_user_id": f"U{number:032x}", **known, **place}


def _compare(name: str, addresses: list[str]) -> None:
    crowds = [Crowd(open_database(one), size) for one, size in zip(addresses, SIZES, strict=True)]
    for together in (1, TOGETHER):
        taken: list[list[float]] = [[] for _ in crowds]
        for _ in range(MESSAGES // together):
            for crowd, found in zip(crowds, taken, strict=True):
                found.append(crowd.seconds(together))
        alone, few, many = (median(found) for found in taken)
        each = ", ".join(f"{one * 1e6:.0f}" for one in (alone, few, many))
        print(
            f"{name}, {together} together: {each} us of an event with {SIZES} people; "
            f"{many / few:.2f} from the second to the last (goal: 1.1)"
        )
    for crowd in crowds:
        crowd.database.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        _compare("SQLite", [f"sqlite:///{folder}/{size}.db" for size in SIZES])
        with Postgres.started(Path(folder), flushed=True) as server:
            _compare("PostgreSQL", [server.fresh_database() for _ in SIZES])


if __name__ == "__main__":
    main()
