"""How fast judging is: python -m benchmarks.judging

A judge goes from item to item, the whole message from the event to the commit, in a round in which
all others have judged; and a ranking of 100 and of 1,000 offices with five judges, by each setting.
Growth is a ratio within one run.
"""

import random
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from bot.inbox.inbox import Inbox
from bot.inbox.line_events import Incoming
from bot.inbox.long_way import receive
from bot.programme_files import read_folder
from bot.store.engine import Database, open_database
from bot.store.library import Library, save
from bot.store.migrate import upgrade
from bot.store.tables.judging import judging_marks, judging_seats
from bot.store.tables.records import memberships, people
from handlers.vocabulary.actions import action
from handlers.vocabulary.events import Event, Happening, Tapped, Wrote
from scoring.judging import Given, ranking
from scoring.programme import Programme
from scoring.rubric_items import items, offices
from thai.dates import BANGKOK

FOLDER = Path(__file__).resolve().parents[1] / "programmes" / "lpg-officestar-2567"
KEY = "LPG-OFFICESTAR-2567"
NOW = datetime(2024, 8, 5, 9, 0, tzinfo=BANGKOK)
HOWS = ("mean", "median", "trimmed")
SIZES = (100, 1_000)
JUDGES, ROUNDS, TIMES = 5, 7, 60
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds of a ranking of 1,000 offices by setting, and how many times as long each of
    its offices takes as one of 100.
    """

    milliseconds: Mapping[str, float]
    growth: float


def ranked() -> Figures:
    small, large = (_rounds(size) for size in SIZES)
    best = {how: _best(*_by(how, *large)) for how in HOWS}
    growth = best["mean"] / SIZES[1] / (_best(*_by("mean", *small)) / SIZES[0])
    return Figures({how: 1000 * seconds for how, seconds in best.items()}, growth)


def _rounds(size: int) -> tuple[Programme, dict[str, Given]]:
    """The programme with so many offices, all of them judged by five."""
    programme, _ = read_folder(FOLDER)
    kinds = ["province", *["district"] * (size - 1)]
    told = [{"code": f"D{n}", "name": f"D{n}", "kind": kind} for n, kind in enumerate(kinds)]
    changed = Programme.model_validate(
        programme.model_dump() | {"offices": told, "head_counts": None}
    )
    chance = random.Random(size)
    given: dict[str, Given] = {
        office.code: {
            one.code: [Decimal(chance.randint(0, 10)) / 4 for _ in range(JUDGES)]
            for one in items(changed)
        }
        for office in changed.offices
    }
    return changed, given


def _by(
    how: str, programme: Programme, given: Mapping[str, Given]
) -> tuple[Programme, Mapping[str, Given]]:
    settings = programme.settings.model_copy(update={"judges": how})
    return programme.model_copy(update={"settings": settings}), given


def _best(programme: Programme, given: Mapping[str, Given]) -> float:
    times = []
    for _ in range(ROUNDS):
        began = perf_counter()
        ranking(programme, given)
        times.append(perf_counter() - began)
    return min(times)


def next_item(database: Database) -> tuple[float, float]:
    """Milliseconds of our own (processor), and with the disk, from a tap to the next item
    committed, in the middle of a round.
    """
    upgrade(database)
    programme, forms = read_folder(FOLDER)
    codes, judged = [one.code for one in items(programme)], offices(programme)
    with database.writing() as conn:
        save(conn, programme, forms, NOW)
        for user in range(1, JUDGES + 1):
            conn.execute(people.insert(), _person(user))
            conn.execute(memberships.insert(), _member(user))
            conn.execute(judging_seats.insert(), _seat(user, [one.code for one in judged]))
            marks = [_mark(user, one.code, code) for one in judged for code in codes]
            conn.execute(judging_marks.insert(), marks)
    inbox = Inbox(database, Library(), lambda: NOW)
    times = []
    for place in range(TIMES):
        item = codes[place % (len(codes) - 1)]
        _ask(inbox, Tapped(action("judge_office", programme=KEY, office="LPG-TH", question=item)))
        _ask(inbox, Wrote("1"))
        times.append(_ask(inbox, Wrote("ไม่มีความเห็น")))
    own, whole = zip(*times, strict=True)
    return 1000 * median(own), 1000 * median(whole)


def _ask(inbox: Inbox, what: Happening) -> tuple[float, float]:
    event = Event(f"bench{next(_numbers)}", NOW, what)
    own, whole = process_time(), perf_counter()
    receive(inbox, Incoming(event.id, f"U{1:032x}", "token", event, {}))
    return process_time() - own, perf_counter() - whole


def _person(user: int) -> dict[str, object]:
    return {
        "id": user,
        "line_user_id": f"U{user:032x}",
        "name": f"กรรมการ {user}",
        "consented_at": NOW,
        "first_seen_at": NOW,
        "conversation": {"where": {"type": "home"}},
        "version": 0,
        "blocked": False,
    }


def _member(user: int) -> dict[str, object]:
    return {"person_id": user, "programme": KEY, "office": "LPG", "role": "judge", "since": NOW}


def _seat(user: int, codes: list[str]) -> dict[str, object]:
    return {"programme": KEY, "person_id": user, "codes": codes, "chair": False, "instead_of": ""}


def _mark(user: int, office: str, item: str) -> dict[str, object]:
    where = {"programme": KEY, "office": office, "item": item, "person_id": user}
    return {**where, "points": "1", "comment": "", "at": NOW}


def main() -> None:
    found = ranked()
    told = ", ".join(f"{how} {took:.0f} ms" for how, took in found.milliseconds.items())
    print(f"ranking of {SIZES[1]:,} offices with {JUDGES} judges: {told} (goal 100 ms)")
    print(f"an office of {SIZES[1]:,} takes {found.growth:.2f} times one of {SIZES[0]}")
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{folder}/raingan.db")
        own, whole = next_item(database)
        told = f"{own:.1f} ms of ours (goal 5 ms), {whole:.1f} with the disk"
        print(f"a judge's next item, SQLite: {told}")
        database.close()


if __name__ == "__main__":
    main()
