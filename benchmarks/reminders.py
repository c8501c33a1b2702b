"""How long the whole country's reminders take to plan: python -m benchmarks.reminders

76 provinces with a programme each, 878 districts, 15 indicators, 5,000 people, coordinators of
every province and district among them, on SQLite and on a real PostgreSQL. A day is planned as a
worker does it: facts read, plan made, outbox and marks written. The days are one on which the round
has opened and everybody hears of it, and one on which a deadline falls. Growth is a ratio within
one run, of the pure plan alone.
"""

import gc
import json
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from sqlalchemy import insert

from bot.daily.quota import Quota
from bot.daily.reminders import run_once
from bot.store.engine import Database, open_database
from bot.store.library import Library, save
from bot.store.migrate import upgrade
from bot.store.tables.records import memberships, people, submissions
from scoring.boards import board
from scoring.programme import Programme
from scoring.reminders.people import Overseer, Reporter
from scoring.reminders.plan import plan
from tests.postgres import Postgres
from thai.dates import BANGKOK

PROVINCES, DISTRICTS, INDICATORS, PEOPLE = 76, 878, 15, 5_000
OPENS = date(2024, 10, 1)
DUE = date(2025, 3, 20)
SIZES = (1_250, 2_500, 5_000)
FORM = "<x/>"  # never compiled: nothing is asked here


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds and MB of a pass by day, messages put; milliseconds of a sweep with nothing due."""

    passes: dict[str, tuple[float, float, int]]
    sweep: float
    quiet_sweep: float


def programme(province: int, districts: int) -> Programme:
    stated = [
        {
            "code": str(number),
            "name": f"เรื่องที่ {number}",
            "short_name": f"เรื่องที่ {number}",
            "late_rate": "0.25",
        }
        | {
            "due": DUE + timedelta(days=number % 5),
            "cutoff": DUE + timedelta(days=number % 5 + 7),
            "form": "f",
        }
        | {"reporters": {"main": ["district"]}}
        | {
            "measure": {
                "type": "range_band",
                "printed": ["1", "2", "3", "4", "5"],
                "lower_bounds": [0, 61, 71, 81, 91],
            }
        }
        for number in range(1, INDICATORS + 1)
    ]
    places = [{"code": "P", "name": f"จังหวัดที่ {province}", "kind": "province"}]
    places += [
        {"code": f"D{number}", "name": f"อำเภอที่ {number}", "kind": "district", "parent": "P"}
        for number in range(districts)
    ]
    return Programme.model_validate(
        {
            "key": f"P{province:02d}",
            "name": f"จังหวัดที่ {province}",
            "short_name": f"จังหวัดที่ {province}",
        }
        | {"fiscal_year": 2568, "round_start": OPENS, "round_end": date(2025, 3, 31)}
        | {"offices": places, "indicators": stated}
    )


def country() -> list[Programme]:
    return [
        programme(one, DISTRICTS // PROVINCES + (one < DISTRICTS % PROVINCES))
        for one in range(PROVINCES)
    ]


def fill(database: Database) -> None:
    """Everyone at their office, a third of the reports sent."""
    start = datetime(2024, 9, 1, tzinfo=UTC)
    desks = []
    with database.writing() as conn:
        for one in country():
            save(conn, one, {"f": FORM}, start)
            desks += [(one.key, office.code) for office in one.offices if office.parent]
        told = {
            "blocked": False,
            "consented_at": start,
            "first_seen_at": start,
            "conversation": {"where": {"type": "home"}},
            "version": 0,
        }
        who = [
            {"line_user_id": f"U{number:032x}", "name": f"คนที่ {number}", **told}
            for number in range(PEOPLE)
        ]
        conn.execute(insert(people), who)
        joined = [(number + 1, *desks[number % len(desks)]) for number in range(PEOPLE)]
        rows = [
            {"person_id": p, "programme": k, "office": o, "role": "reporter", "since": start}
            for p, k, o in joined
        ]
        # every province has a coordinator who also reports, and every district one of its own
        over = [(place + 1, f"P{place:02d}", "P") for place in range(PROVINCES)]
        over += [(PROVINCES + place + 1, *desk) for place, desk in enumerate(desks)]
        rows += [
            {"person_id": p, "programme": k, "office": o, "role": "coordinator", "since": start}
            for p, k, o in over
        ]
        conn.execute(insert(memberships), rows)
        sent = [
            (k, o, str(i))
            for place, (k, o) in enumerate(desks)
            for i in range(1, INDICATORS + 1)
            if (place + i) % 3 == 0
        ]
        conn.execute(insert(submissions), [_report(*one, start) for one in sent])


def _report(key: str, office: str, code: str, at: datetime) -> dict[str, Any]:
    name = f"uuid:{key}-{office}-{code}"
    return {
        "id": name,
        "record": name,
        "programme": key,
        "programme_version": "",
        "indicator": code,
        "office": office,
        "person_id": 1,
        "instance": {"form": "f", "answers": {}},
        "submitted_at": at,
        "counted_from": at.date(),
        "revision": 1,
        "current": True,
        "score": {},
        "event_id": "",
    }


def one_pass(address: str, moment: str) -> None:
    """A process of its own plans one day: prints seconds, peak MB, how many were put, and a sweep
    afterwards.
    """
    database, library, now = open_database(address), Library(), datetime.fromisoformat(moment)
    begun = perf_counter()
    put = run_once(database, library, now, lambda: Quota(300, 0))
    seconds = perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    swept = sorted(_timed(lambda: run_once(database, library, now)) for _ in range(50))
    night = now.replace(hour=3)
    quiet = sorted(_timed(lambda: run_once(database, library, night)) for _ in range(50))
    told = {
        "seconds": seconds,
        "memory": memory,
        "put": put,
        "sweep": median(swept),
        "quiet": median(quiet),
    }
    sys.stdout.write(json.dumps(told))
    database.close()


def _timed(what: Any) -> float:  # noqa: ANN401 - anything to be called
    begun = perf_counter()
    what()
    return (perf_counter() - begun) * 1000


def in_process(address: str, moment: datetime) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.reminders", address, moment.isoformat()]
    found: dict[str, Any] = json.loads(
        subprocess.run(command, check=True, capture_output=True, text=True).stdout
    )
    return found


def plans() -> dict[int, float]:
    """Seconds of the processor for the pure plan of the due date, by number of people; offices grow
    with them.
    """
    found = {}
    for size in SIZES:
        best = []
        for _ in range(5):
            some = country()[: PROVINCES * size // PEOPLE]
            desks = [
                (one.key, office.code) for one in some for office in one.offices if office.parent
            ]
            since = date(2024, 9, 1)
            who = [Reporter(number, {desks[number % len(desks)]: since}) for number in range(size)]
            over = [Overseer(place, {one.key: None}) for place, one in enumerate(some)]
            over += [
                Overseer(PROVINCES + place, {k: frozenset({o})})
                for place, (k, o) in enumerate(desks)
            ]
            gc.collect()
            begun = process_time()
            plan(DUE, [board(one, one.calendar, DUE, set()) for one in some], who, over, 300)
            best.append(process_time() - begun)
        found[size] = min(best)
    return found


def measured(address: str) -> Figures:
    database = open_database(address)
    upgrade(database)
    fill(database)
    database.close()
    days = {"opening": OPENS, "due date": DUE}
    told = {
        name: in_process(address, datetime(day.year, day.month, day.day, 9, tzinfo=BANGKOK))
        for name, day in days.items()
    }
    passes = {name: (one["seconds"], one["memory"], one["put"]) for name, one in told.items()}
    last = told["due date"]
    return Figures(passes, last["sweep"], last["quiet"])


def _show(name: str, found: Figures) -> None:
    for day, (seconds, memory, put) in found.passes.items():
        print(
            f"{name}, {day}: {seconds:.2f} s (goal 5), {memory:.0f} MB (goal 300), {put:,} "
            "messages planned"
        )
    print(
        f"{name}, nothing due: {found.sweep:.2f} ms in the day, {found.quiet_sweep:.2f} ms at "
        "night (goal 50)"
    )


def main() -> None:
    if len(sys.argv) == 3:
        one_pass(sys.argv[1], sys.argv[2])
        return
    with tempfile.TemporaryDirectory() as folder:
        _show("SQLite", measured(f"sqlite:///{folder}/country.db"))
        with Postgres.started(Path(folder)) as server:
            _show("PostgreSQL", measured(server.fresh_database()))
    found = plans()
    for size, seconds in found.items():
        print(f"the plan alone for {size:,} people: {seconds * 1000:.0f} ms")
    growth = (found[SIZES[-1]] / SIZES[-1]) / (found[SIZES[0]] / SIZES[0])
    print(f"growth from {SIZES[0]:,} to {SIZES[-1]:,} people: {growth:.2f} (1 is linear)")


if __name__ == "__main__":
    main()
