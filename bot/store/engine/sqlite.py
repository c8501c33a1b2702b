"""SQLite: one writer at a time, in a fair queue; the clock of jobs is the machine's, without its
jumps.
"""

import fcntl
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import OperationalError

from bot.store.engine.moments import OPTION, Moments, running
from bot.store.engine.ready import run

BUSY_MS = 30_000
INCREMENTAL = 2  # how SQLite numbers auto_vacuum=INCREMENTAL
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class WriterQueue:
    """Lets one transaction of this machine write at a time: SQLite's own waiting polls, a kernel
    lock queues.

    A killed process gives the lock back by itself; what fails on the way in is given back at once.
    """

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + ".lock")
        self._threads = threading.Lock()
        self._file: IO[str] | None = None

    def __enter__(self) -> None:
        self._threads.acquire()
        try:
            if self._file is None:
                self._file = self._path.open("w")
            fcntl.flock(self._file, fcntl.LOCK_EX)
        except BaseException as error:
            self._threads.release()
            if isinstance(error, OSError):
                words = f"the writers' queue: {error.strerror}"
                raise OperationalError(words, None, sqlite.OperationalError(words)) from error
            raise

    def __exit__(self, *_: object) -> None:
        try:
            if self._file is not None:
                fcntl.flock(self._file, fcntl.LOCK_UN)
        finally:
            self._threads.release()

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def open_sqlite(path: Path, moments: Moments) -> Engine:
    """The engine of a file, whose folder is there."""
    engine = create_engine(
        f"sqlite:///{path}",
        module=sqlite,
        connect_args={"isolation_level": None, "check_same_thread": False},
        pool_size=16,
        hide_parameters=True,
        execution_options={OPTION: moments},
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _give_up_read_only)
    return engine


def machine_without_jumps(path: Path) -> datetime:
    """Now, by the machine's clock as it stood when the database was first opened since the machine
    started: a clock that is set while people work moves no job.

    Every process of the machine reads the same file beside the database; the clock is read once
    that is done, for however long it takes, all of them must agree.
    """
    offset = _offset(path.with_name(path.name + ".clock"))
    return datetime.fromtimestamp(offset + running(), UTC)


def _offset(file: Path) -> float:
    """Seconds since 1970 at the moment the machine started, as whoever came first believed."""
    boot = _boot_id()
    with suppress(OSError, ValueError):
        said, offset = file.read_text().split()
        if said == boot:
            return float(offset)
    offset = str(time.time() - running())
    with suppress(OSError):  # a disk that is full must not keep anybody from working
        fresh = file.with_name(f".{file.name}.{threading.get_ident()}")
        fresh.write_text(f"{boot} {offset}\n")
        fresh.replace(file)
    return float(offset)


def compact(driver: Any, *, whole: bool) -> None:  # noqa: ANN401 - the driver's own object
    """Empty pages leave the file; with `whole` it is written anew, so that not even the slack of
    its pages holds what was deleted. So is one that was made before pages could leave it.
    """
    (kind,) = driver.execute("PRAGMA auto_vacuum").fetchone()
    driver.execute(
        "PRAGMA incremental_vacuum" if kind == INCREMENTAL and not whole else "VACUUM"
    ).fetchall()
    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _boot_id() -> str:
    try:
        return BOOT_ID.read_text().strip()
    except OSError:
        return "unknown"


def _set_up(dbapi_connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own object
    dbapi_connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    (pages,) = dbapi_connection.execute("PRAGMA page_count").fetchone()
    if not pages:  # before the first table only: later it would wait for whoever is writing
        dbapi_connection.execute("PRAGMA auto_vacuum=INCREMENTAL")
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=FAST",
    ):
        dbapi_connection.execute(f"PRAGMA {pragma}")


def _begin(conn: Connection) -> None:
    """A transaction that may write takes the write lock at once: an upgrade half-way would fail at
    once instead.
    """
    only_reads = conn.get_execution_options().get("read_only", False)
    run(conn, "BEGIN" if only_reads else "BEGIN IMMEDIATE")


def _give_up_read_only(failed: ExceptionContext) -> None:
    """A connection that was opened while the disk took nothing in would take nothing in for ever:
    with it go all of that time.
    """
    code = getattr(failed.original_exception, "sqlite_errorcode", 0)
    if code & 0xFF == sqlite.SQLITE_READONLY:
        failed.is_disconnect = True
