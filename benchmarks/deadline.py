"""Deadline day: python -m benchmarks.deadline [sqlite|postgresql] [people] [events a second]

So many people, a thousand at once, each tap "start", give ten answers and two
photos, and send. Events arrive at an even rate whatever became of those before; then the mirror
drains within Google's quota for one account (60 reads and 60 writes of Sheets a minute, in real
time). At the end the books: every answer, row, file, receipt and push exactly once.
"""

import hashlib
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from sqlalchemy import func, select

from benchmarks.form_makers import table
from benchmarks.line_end import LineEnd, line_end, photo
from benchmarks.load import Figures, at_a_rate
from benchmarks.standings import programme_of
from benchmarks.webhook import Requests
from bot import later
from bot.store.library import save
from bot.store.tables.queue import outbox, spool
from bot.store.tables.records import evidence, memberships, people, submissions
from scoring.programme import Programme
from tests.postgres import Postgres
from tests.processes import running
from tests.storm import is_drained
from tests.world import World, world
from thai.dates import BANGKOK

PEOPLE, RATE, AT_ONCE, CONNECTIONS = 5000, 100, 1000, 32
WORKS, WITHIN = 6, 3 * 3600  # reports of an office; seconds until everything has to be drained
AFTERNOON = datetime(2013, 3, 20, 13, 30, tzinfo=BANGKOK)  # all of it is due this day
NUMBERS = ("denominator", "numerator", *(f"number{one}" for one in range(3, 10)))
STEPS = 15  # start, ten answers, two photos, enough, send


def answers(person: int) -> dict[str, str]:
    """Ten, told apart from anybody else's by the last."""
    found = {name: str(80 + (person + place) % 10) for place, name in enumerate(NUMBERS)}
    return {**found, "denominator": "97", "remark": f"หมายเหตุของคนที่ {person}"}


def office(person: int) -> str:
    return f"A{person // WORKS}"


def work(person: int) -> str:
    return str(1 + person % WORKS)


def message(person: int, place: int) -> str:
    """The id of a photo's message."""
    return f"7{person:06d}{place}"


def form() -> str:
    rows: list[tuple[str, ...]] = [("integer", name, f"{name}?", "yes") for name in NUMBERS]
    rows += [("text", "remark", "หมายเหตุ", "yes"), ("file", "evidence", "หลักฐาน", "yes")]
    source = table("survey", ("type", "name", "label", "required"), rows)
    return later.xlsform.to_xform(source.encode(), ending=".md", beside={}, given={}, name="form")


def country(size: int) -> Programme:
    """As many districts as it takes, each with six reports."""
    whole = programme_of(-(-size // WORKS))
    return whole.model_copy(
        update={
            "indicators": tuple(
                one.model_copy(update={"weight": Decimal(15)}) for one in whole.indicators[:WORKS]
            )
        }
    )


def enrol(made: World, size: int) -> None:
    made.set_clock(AFTERNOON)
    known = {"name": "ผู้รายงาน", "consented_at": made.now, "first_seen_at": made.now}
    place = {"conversation": {"where": {"type": "home"}}, "version": 0, "blocked": False}
    joined = {"programme": "P", "role": "reporter", "since": made.now}
    with made.database.writing() as conn:
        save(conn, country(size), {"form": form()}, made.now)
        for one in range(size):
            user = {"id": one + 1, "line_user_id": f"U{one:032x}", **known, **place}
            conn.execute(people.insert(), user)
            conn.execute(
                memberships.insert(), {"person_id": one + 1, "office": office(one), **joined}
            )


def afternoon(made: Requests, size: int) -> list[bytes]:
    """Everybody's events: a thousand people take turns, then the next thousand, so that each has
    been answered long before they write again.
    """
    found = []
    for first in range(0, size, AT_ONCE):
        some = range(first, min(first + AT_ONCE, size))
        turns = [list(_events(made, person)) for person in some]
        found += [turn[step] for step in range(STEPS) for turn in turns]
    return found


def _events(made: Requests, person: int) -> Iterator[bytes]:
    yield made.tap(f"start?p=P&o={office(person)}&i={work(person)}", person)
    for text in answers(person).values():
        yield made.text(text, person)
    for place in range(2):
        image = {"type": "image", "id": message(person, place), "quoteToken": "q"}
        image |= {"contentProvider": {"type": "line"}}  # type: ignore[dict-item]
        yield made.one({"type": "message", "message": image}, person)
    yield made.text("ครบแล้ว", person)
    yield made.text("ส่ง", person)


def drained(made: World) -> float:
    """Seconds until nothing waits."""
    began, pause = time.perf_counter(), threading.Event()
    while not is_drained(made):
        if time.perf_counter() - began > WITHIN:
            raise AssertionError("not everything was drained")
        pause.wait(1)
    return time.perf_counter() - began


def books(made: World, line: LineEnd, size: int) -> Mapping[str, tuple[int, int]]:
    """By name what there is and what there has to be; files by their bytes, answers by theirs."""
    assert made.google is not None
    google = made.google.google
    with made.database.reading() as conn:
        sent = conn.execute(
            select(submissions.c.person_id, submissions.c.instance, submissions.c.record)
        ).all()
        states = Counter(conn.execute(select(outbox.c.state)).scalars())
        left = conn.execute(select(func.count()).select_from(spool)).scalar_one()
        kept = conn.execute(select(func.count()).where(evidence.c.state == "kept")).scalar_one()
    right = sum(_as_given(one.instance["answers"], one.person_id - 1) for one in sent)
    tabs = [sheet for book in google.spreadsheets.values() for sheet in book.sheets]
    rows = Counter(row[0] for tab in tabs for row in tab.values()[2:] if row and row[0])
    photos = Counter(
        hashlib.sha256(photo(message(person, place))).hexdigest()
        for person in range(size)
        for place in range(2)
    )
    files = Counter(file.sha256 for file in google.kept())
    told = line.taken()
    keys = Counter((one.kind, one.key) for one in told)
    return {
        "reports": (len(sent), size),
        "reports with the answers given": (right, size),
        "rows in the Sheet, each once": (sum(rows[one.record] == 1 for one in sent), size),
        "files in Drive": (files.total(), 2 * size),
        "files with the right bytes, each once": ((files & photos).total(), 2 * size),
        "photos known to be kept": (kept, 2 * size),
        "receipts": (sum(one.is_receipt for one in told), size),
        "replies or pushes sent twice": (keys.total() - len(keys), 0),
        "given up or held": (states["given_up"] + states["held"], 0),
        "left in the spool": (left, 0),
        "refused by Google for quota": (_refused(google.requests), 0),
    }


def _as_given(found: Mapping[str, str], person: int) -> bool:
    return all(found.get(name) == value for name, value in answers(person).items())


def _refused(asked: object) -> int:
    return sum(one.get("status") == 429 for one in list(asked))  # type: ignore[call-overload]


def say(name: str, size: int, rate: float, figures: Figures) -> None:
    print(
        f"{name}: {size} people, {size * STEPS} events offered at {rate:.0f}/s, taken at "
        f"{figures.per_second:.0f}/s; ms to the 200: p50 {figures.median:.1f}, p99 "
        f"{figures.p99:.1f}, worst {figures.worst:.0f}; late at LINE {figures.late}, not 200 "
        f"{figures.failed}",
        flush=True,
    )


@contextmanager
def everything(name: str, folder: Path) -> Iterator[tuple[World, LineEnd]]:
    flushed = Postgres.started(folder, flushed=True) if name == "postgresql" else nullcontext()
    with flushed as server, line_end() as line:
        address = server.fresh_database() if server else f"sqlite:///{folder}/raingan.db"
        with world(folder, address, google=True) as made:
            yield made, line


def main(name: str = "sqlite", size: int = PEOPLE, rate: float = RATE) -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        made, line = stack.enter_context(everything(name, folder))
        enrol(made, size)
        told = {"line_api_base": line.address, "line_data_api_base": line.address}
        ours = stack.enter_context(running(made.settings.model_copy(update=told)))
        requests = Requests(ours.port)
        figures = at_a_rate(ours.port, afternoon(requests, size), rate, CONNECTIONS)
        say(name, size, rate, figures)
        print(f"  drained {drained(made):.0f} s after the last event", flush=True)
        once_more = [requests.text("เมนู", person) for person in range(size)]
        at_a_rate(ours.port, once_more, rate, CONNECTIONS)  # hears what was kept for the next reply
        drained(made)
        found = books(made, line, size)
    for what, (there, wanted) in found.items():
        print(f"  {what}: {there}{'' if there == wanted else f'; WRONG, not {wanted}'}")
    if any(there != wanted for there, wanted in found.values()) or figures.late or figures.failed:
        sys.exit("the books are not balanced, or LINE had to wait")


if __name__ == "__main__":
    given = dict(enumerate(sys.argv))
    main(given.get(1, "sqlite"), int(given.get(2, PEOPLE)), float(given.get(3, RATE)))
