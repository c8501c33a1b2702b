"""Opens the database: SQLite (WAL, one writer at a time, in a fair queue) or PostgreSQL."""

import fcntl
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import IO, Any

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

from bot.store.waking import Listener, NotifyListener, Pipes, marked, notify

BUSY_MS = 30_000


class WriterQueue:
    """Lets one transaction of this machine write at a time: SQLite's own waiting polls, a kernel
    lock queues.

    A killed process gives the lock back by itself.
    """

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + ".lock")
        self._threads = threading.Lock()
        self._file: IO[str] | None = None

    def __enter__(self) -> None:
        self._threads.acquire()
        if self._file is None:
            self._file = self._path.open("w")
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        assert self._file is not None
        fcntl.flock(self._file, fcntl.LOCK_UN)
        self._threads.release()

    def close(self) -> None:
        if self._file is not None:
            self._file.close()


class Database:
    """One engine and, on SQLite, the queue of its writers and the pipes that wake its workers."""

    def __init__(
        self, engine: Engine, queue: WriterQueue | None, pipes: Pipes | None = None
    ) -> None:
        self.engine = engine
        self._pipes = pipes
        self._writers = queue
        self._queue: AbstractContextManager[None] = queue or nullcontext()

    def close(self) -> None:
        """Gives back every connection; the database may be opened again."""
        self.engine.dispose()
        if self._writers:
            self._writers.close()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that may write; all of it is kept or nothing. Whom it has work for is
        woken.
        """
        with self._queue, self.engine.begin() as conn:
            marked(conn)  # of a transaction that was rolled back
            yield conn
            lanes = marked(conn)
            if lanes and self._pipes is None:
                notify(conn, lanes)
        if lanes and self._pipes is not None:
            self._pipes.signal(lanes)

    def listener(self) -> Listener:
        """What hears that work was committed, by this process or another."""
        if self._pipes is not None:
            return self._pipes.listener()
        url = self.engine.url.set(drivername="postgresql")
        return NotifyListener(url.render_as_string(hide_password=False))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that only reads: it never waits for a writer and no writer waits for
        it.
        """
        with self.engine.connect().execution_options(read_only=True) as conn, conn.begin():
            yield conn

    @property
    def is_postgres(self) -> bool:
        return self.engine.dialect.name == "postgresql"


def open_database(address: str) -> Database:
    """The database at an SQLAlchemy address; a SQLite file's folder is made if it is missing."""
    url = make_url(address)
    if url.get_backend_name() == "postgresql":
        return Database(create_engine(url.set(drivername="postgresql+psycopg"), pool_size=8), None)
    path = Path(url.database or "raingan.db").resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    pipes = Pipes(path.with_name(path.name + ".awake"))
    return Database(_sqlite(path), WriterQueue(path), pipes)


def _sqlite(path: Path) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}",
        module=sqlite,
        connect_args={"isolation_level": None, "check_same_thread": False},
        pool_size=16,
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(dbapi_connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own object
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        f"busy_timeout={BUSY_MS}",
        "foreign_keys=ON",
    ):
        dbapi_connection.execute(f"PRAGMA {pragma}")


def _begin(conn: Connection) -> None:
    """A transaction that may write takes the write lock at once: an upgrade half-way would fail at
    once instead.
    """
    only_reads = conn.get_execution_options().get("read_only", False)
    conn.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")
