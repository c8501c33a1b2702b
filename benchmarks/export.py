"""raingan export: records a second, and whether memory stays flat however many records there
are.
"""

import tempfile
import time
import tracemalloc
from collections import deque
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.evidence_bytes import EvidenceBytes
from bot.exporting.export import Export
from bot.programme_files import bundled, read_folder
from bot.store.engine import Database, open_database
from bot.store.library import Library, save
from bot.store.migrate import upgrade
from bot.store.tables.records import people, submissions
from scoring.offices import Office
from sheets.fetching import open_fetching
from sheets.layout.odk_tables import Style

KEY = "CBI-2556-R1"
START = datetime(2013, 3, 1, tzinfo=UTC)
FEW, MANY = 1_000, 10_000
ROWS = 3  # of form 3's repeat in each record


def main() -> None:
    folder = bundled(KEY)
    assert folder is not None
    programme, forms = read_folder(folder)
    offices = [Office(code=f"D{n}", name=f"อำเภอที่ {n}", kind="district") for n in range(MANY)]
    programme = programme.model_copy(update={"offices": (*programme.offices, *offices)})
    measured = {}
    for count in (FEW, MANY):
        with tempfile.TemporaryDirectory() as place:
            database = open_database(f"sqlite:///{place}/raingan.db")
            upgrade(database)
            with database.writing() as conn:
                save(conn, programme, forms, START)
            _fill(database, count)
            measured[count] = _measure(database, Path(place))
            database.close()
    took, _, size = measured[MANY]
    flat = measured[MANY][1] / measured[FEW][1]
    print(
        f"export: {MANY / took:,.0f} records a second with {ROWS} rows each, {size / 1e6:.1f} MB "
        "of CSV"
    )
    print(
        f"export: peak memory of {MANY:,} records is {flat:.2f} times that of {FEW:,} (1 is flat)"
    )


def _fill(database: Database, count: int) -> None:
    """A record an office; only what an export reads matters."""
    answers = {
        "municipalities": "47",
        "subdistricts": "50",
        "certifier/certifier_name": "นายสมชาย ใจดี",
    }
    for row in range(1, ROWS + 1):
        answers[f"area[{row}]/district"] = "CBI-BB"
        answers[f"area[{row}]/area_municipalities"] = "เทศบาลเมืองบ้านบึง, เทศบาลตำบลหนองไผ่แก้ว"
    with database.writing() as conn:
        version = next(iter(Library().current(conn).values())).version
        known = {
            "name": "สมชาย ใจดี",
            "blocked": False,
            "first_seen_at": START,
            "conversation": {},
            "version": 1,
        }
        conn.execute(people.insert(), {"line_user_id": "U1", **known})
        common = {
            "programme": KEY,
            "programme_version": version,
            "indicator": "form-3",
            "person_id": 1,
            "instance": {"form": "cbi-2556-r1-form-3", "version": "1", "answers": answers},
            "counted_from": START.date(),
            "revision": 1,
            "current": True,
            "score": {"status": "needs_decision"},
            "event_id": "e",
        }
        rows = [
            {**common, "id": f"uuid:{n:036d}", "record": f"uuid:{n:036d}", "office": f"D{n}"}
            | {"submitted_at": START + timedelta(seconds=n)}
            for n in range(count)
        ]
        conn.execute(submissions.insert(), rows)


def _measure(database: Database, place: Path) -> tuple[float, int, int]:
    """(seconds, bytes at the peak, bytes written); the time is taken without the memory being
    watched.
    """
    content = EvidenceBytes(database, open_fetching(None, base=None, local=place / "mirror"))
    took = _run(database, content, place / "first")
    tracemalloc.start()
    _run(database, content, place / "second")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return took, peak, sum(file.stat().st_size for file in (place / "first").rglob("*.csv"))


def _run(database: Database, content: EvidenceBytes, out: Path) -> float:
    began = time.perf_counter()
    with database.reading() as conn:
        deque(Export(Library(), content, out, Style()).run(conn, KEY), maxlen=0)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
