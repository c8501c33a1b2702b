"""PostgreSQL: whatever way a connection can stand still, it ends within seconds, on both sides."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from sqlalchemy import URL, Connection, Engine, create_engine, event

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
ASK_TIME = "SELECT extract(epoch FROM clock_timestamp())::float8"
NO_LIMITS = (
    "SET LOCAL statement_timeout=0; SET LOCAL lock_timeout=0; "
    "SET LOCAL idle_in_transaction_session_timeout=0"
)

T = TypeVar("T")


class ImpatientConnection(psycopg.Connection[Any]):
    """A connection whose other side may go silent while the line stays up: no statement is waited
    for much longer than the server itself would let it run.
    """

    patience: float | None = PATIENCE

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        """What has no code came from this side: the line is broken, or nobody answers on it."""
        try:
            return super().wait(gen, interval, self.patience if timeout is None else timeout)
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
        moments.measured(_asked(connection, SET_LIMITS))

    event.listen(engine, "do_connect", _connected)
    event.listen(engine, "connect", set_up)
    return engine


def measure(conn: Connection, moments: Moments) -> None:
    """Asks the server what time it is."""
    told = conn.exec_driver_sql(ASK_TIME).scalar_one()
    moments.measured(datetime.fromtimestamp(told, UTC))


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


def _connected(_dialect: object, _record: object, args: Any, given: Any) -> ImpatientConnection:  # noqa: ANN401
    made: ImpatientConnection = ImpatientConnection.connect(*args, **given)
    return made


def _asked(connection: psycopg.Connection[Any], before: str) -> datetime:
    """Sets up a session and reads the server's clock in one round."""
    with connection.cursor() as cursor:
        cursor.execute(f"{before};{ASK_TIME}")
        while cursor.nextset():
            pass
        (told,) = cursor.fetchone() or (0.0,)
    connection.commit()
    return datetime.fromtimestamp(told, UTC)
