"""One engine: transactions that write or only read, and who is woken when they commit."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from sqlalchemy import Connection, Engine, Update

from bot.store.engine.moments import Moments
from bot.store.engine.noting import note
from bot.store.engine.postgres import KEEPALIVE, SIZE, measure, write_anew
from bot.store.engine.sqlite import WriterQueue, compact
from bot.store.objects import Objects
from bot.store.waking import Listener, NotifyListener, Pipes, marked, notify


class Database:
    """One engine, the clock of its jobs and, on SQLite, the queue of its writers and the pipes that
    wake its workers.
    """

    def __init__(
        self,
        engine: Engine,
        now: Moments,
        queue: WriterQueue | None,
        pipes: Pipes | None = None,
    ) -> None:
        self.engine = engine
        self._reader = engine.execution_options(read_only=True)
        self.now = now
        self.objects: Objects | None = None  # where photos on their way lie instead
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

    def note(self, statement: Update, values: Mapping[str, int | str]) -> int:
        """One small change by itself that nobody waits for (bot/store/engine/noting.py); how many
        rows it changed.
        """
        with self._queue:
            return note(self.engine, statement, values)

    def listener(self) -> Listener:
        """What hears that work was committed, by this process or another."""
        if self._pipes is not None:
            return self._pipes.listener()
        _, told = self.engine.dialect.create_connect_args(self.engine.url)
        return NotifyListener({**KEEPALIVE, **told})

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that only reads: it never waits for a writer and no writer waits for
        it.
        """
        with self._reader.begin() as conn:
            yield conn

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """The same as of one moment, however long it takes: for a backup."""
        options = {"isolation_level": "REPEATABLE READ"} if self.is_postgres else {}
        opened = self.engine.connect().execution_options(read_only=True, **options)
        with opened as conn, conn.begin():
            yield conn

    def compact(self, *, whole: bool) -> None:
        """What was deleted leaves the files: SQLite's and its write-ahead log, which shrink, and
        with `whole` those of PostgreSQL's tables. It keeps writers waiting, about a second for 100
        MB; on PostgreSQL, which empties pages by itself, those of one table at a time.
        """
        if self.is_postgres:
            if whole:
                write_anew(self.engine)
            return
        with self._queue, self.engine.connect() as conn:
            compact(conn.connection.driver_connection, whole=whole)

    @property
    def size(self) -> int:
        """Bytes of the file, or of the database on its server."""
        if not self.is_postgres:
            return Path(self.engine.url.database or "").stat().st_size
        with self.reading() as conn:
            return int(conn.exec_driver_sql(SIZE).scalar_one())

    def measure_time(self) -> bool:
        """Asks a server for its time; a file goes by the machine's, which was read when it was
        opened. False where the server's clock has jumped: then jobs still go by it as it was.
        """
        if not self.is_postgres:
            return True
        with self.reading() as conn:
            return measure(conn, self.now)

    @property
    def is_postgres(self) -> bool:
        return self.engine.dialect.name == "postgresql"
