"""The database: which one it is, whether it takes anything, whether the clocks agree."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import func, select

from bot.checkup.check import Check
from bot.health import readiness_problem
from bot.settings import Settings
from bot.store.engine import Database
from bot.store.engine.opening import shown
from bot.store.tables.records import programmes

LITTLE_ROOM = 1 << 30  # bytes: a day's photos while the mirror is away, and then some
MUCH_SKEW = 30  # seconds


def look(settings: Settings, database: Database) -> Iterator[Check]:
    which = _which(settings, database)
    problem = readiness_problem(database)
    if problem:
        yield Check("database", False, f"{which}: {problem}")
        return
    yield Check("database", True, f"{which}, up to date")
    if not database.is_postgres:
        yield _room(Path(database.engine.url.database or "."))
    yield _clocks(database)
    with database.reading() as conn:
        current = select(func.count()).select_from(programmes).where(programmes.c.current)
        count = conn.execute(current).scalar_one()
    words = (
        f"{count} loaded" if count else "none is loaded: run raingan programme load programmes/…"
    )
    yield Check("programmes", count > 0, words)


def _which(settings: Settings, database: Database) -> str:
    """Never without its place: an address that was mistyped is seen at once."""
    if database.is_postgres:
        return f"PostgreSQL at {shown(settings.database_url)}, which other hosts may use as well"
    return (
        f"SQLite in the file {database.engine.url.database}, "
        "which only the processes of this machine can use"
    )


def _room(file: Path) -> Check:
    free = shutil.disk_usage(file.parent).free
    words = f"{free / 1e9:.1f} GB are free where the database lies"
    more = "; make room: photos wait in it while the mirror is away"
    return Check("disk", free >= LITTLE_ROOM, words if free >= LITTLE_ROOM else words + more)


def _clocks(database: Database) -> Check:
    """Jobs go by the database's clock; dates and the log by this machine's."""
    database.measure_time()
    seconds = database.now.skew().total_seconds()
    if abs(seconds) < MUCH_SKEW:
        return Check("clock", True, f"this machine and the database differ by {seconds:+.1f} s")
    where = "ahead of" if seconds > 0 else "behind"
    words = f"this machine's clock is {abs(seconds):.0f} seconds {where} the database's"
    return Check("clock", False, f"{words}: set it right (timedatectl set-ntp true)")
