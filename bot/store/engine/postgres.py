"""PostgreSQL: whatever way a connection can stand still, it ends within seconds, on both sides."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError, ProgrammingError

from bot.store.engine.moments import OPTION, Moments

CONNECT_SECONDS = 2  # libpq's least
STATEMENT_SECONDS, LOCK_SECONDS, IDLE_SECONDS, SILENT_SECONDS = 30, 5, 10, 10
PATIENCE = STATEMENT_SECONDS + 5.0  # seconds; the server would have ended the statement itself
MEASURED_EVERY = 600  # seconds: the server's clock is read with each new connection

# the client's side of a line that went dead: noticed after 10 s of silence
KEEPALIVE = {
    "connect_timeout": CONNECT_SECONDS,
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": SILENT_SECONDS * 1000,
    "application_name": "raingan",
}
# the server's side: a host that froze in the middle gives its locks back
LIMITS = {
    "statement_timeout": f"{STATEMENT_SECONDS}s",
    "lock_timeout": f"{LOCK_SECONDS}s",
    "idle_in_transaction_session_timeout": f"{IDLE_SECONDS}s",
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": f"{SILENT_SECONDS}s",
}
SET_LIMITS = ";".join(f"SET {name}='{value}'" for name, value in LIMITS.items())
TIME = "extract(epoch FROM clock_timestamp())::float8"
ASK_TIME = f"SELECT {TIME}, ahead FROM job_clock"  # noqa: S608 - all of it ours
ASK_TIME_ALONE = f"SELECT {TIME}, 0"  # of a database that is still to be brought up to date
NO_LIMITS = (
    "SET LOCAL statement_timeout=0; SET LOCAL lock_timeout=0; "
    "SET LOCAL idle_in_transaction_session_timeout=0"
)

SIZE = "SELECT pg_database_size(current_database())"
OUR_TABLES = (
    "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') "
    "AND pg_catalog.pg_get_userbyid(c.relowner) = current_user"
)

T = TypeVar("T")


class NotLeadingError(psycopg.OperationalError):
    """The server takes nothing in: it follows another now, or was told to be read-only. As good as
    away, for whoever writes.
    """


class ImpatientConnection(psycopg.Connection[Any]):
    """A connection whose other side may go silent while the line stays up: no statement is waited
    for much longer than the server itself would let it run. One to a server that takes nothing in
    any more is given up: the next one may find whoever leads.
    """

    patience: float | None = PATIENCE

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        """What has no code came from this side: the line is broken, or nobody answers on it."""
        try:
            return super().wait(gen, interval, self.patience if timeout is None else timeout)
        except psycopg.errors.ReadOnlySqlTransaction as error:
            self.close()
            raise NotLeadingError(str(error)) from error
        except psycopg.OperationalError as error:
            if error.sqlstate is None:
                self.close()
            raise


def open_postgres(url: URL, moments: Moments) -> Engine:
    """The engine of a server; what the address itself says of time-outs comes first."""
    engine = create_engine(
        url,
        pool_size=8,
        pool_timeout=CONNECT_SECONDS * 4,
        pool_recycle=MEASURED_EVERY,
        connect_args={name: each for name, each in KEEPALIVE.items() if name not in url.query},
        hide_parameters=True,
        execution_options={OPTION: moments},
    )

    def set_up(connection: psycopg.Connection[Any], _record: object) -> None:
        began = moments.since()
        moments.measured(*_asked(connection, SET_LIMITS), asked_at=began)

    event.listen(engine, "do_connect", _connected)
    event.listen(engine, "connect", set_up)
    return engine


def measure(conn: Connection, moments: Moments) -> bool:
    """Asks the server what time it is; False where its clock has jumped."""
    began = moments.since()
    return moments.measured(*ask_time(conn), asked_at=began)


def ask_time(conn: Connection) -> tuple[datetime, timedelta]:
    """What the server's clock says, and how far it was set forward while jobs were on their way."""
    return _read(conn.exec_driver_sql(ASK_TIME).one())


@contextmanager
def without_limits(conn: Connection) -> Iterator[None]:
    """For what may rightly take long, a migration or a backup: this transaction has no end set."""
    driver = conn.connection.driver_connection
    if not isinstance(driver, ImpatientConnection):
        yield
        return
    conn.exec_driver_sql(NO_LIMITS)
    driver.patience = None
    try:
        yield
    finally:
        driver.patience = PATIENCE


def write_anew(engine: Engine) -> None:
    """Every table of ours is written anew without what was deleted or changed in it, and the
    server is asked to write its log out. One that is busy for longer than a lock is waited for is
    left to the next time.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        names = conn.exec_driver_sql(OUR_TABLES).scalars().all()
        driver: Any = conn.connection.driver_connection
        driver.patience = None
        try:
            conn.exec_driver_sql("SET statement_timeout=0")
            for name in names:
                with suppress(OperationalError):
                    conn.exec_driver_sql(f"VACUUM (FULL) {name}")
            with suppress(ProgrammingError):  # of whom the server's owner has let do so
                conn.exec_driver_sql("CHECKPOINT")
        finally:
            driver.patience = PATIENCE
            conn.exec_driver_sql(SET_LIMITS)


def _connected(_dialect: object, _record: object, args: Any, given: Any) -> ImpatientConnection:  # noqa: ANN401
    made: ImpatientConnection = ImpatientConnection.connect(*args, **given)
    return made


def _asked(connection: psycopg.Connection[Any], before: str) -> tuple[datetime, timedelta]:
    """Sets up a session and reads the server's clock in one round."""
    for ask in (ASK_TIME, ASK_TIME_ALONE):
        with suppress(psycopg.errors.UndefinedTable), connection.cursor() as cursor:
            cursor.execute(f"{before};{ask}")
            while cursor.nextset():
                pass
            told = cursor.fetchone()
            break
        connection.rollback()
    connection.commit()
    return _read(told or (0.0, 0))


def _read(told: Sequence[Any]) -> tuple[datetime, timedelta]:
    seconds, ahead = told
    return datetime.fromtimestamp(seconds, UTC), timedelta(microseconds=ahead)
