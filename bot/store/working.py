"""The workers as the database knows them: who works, who has stopped and was not replaced."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select

from bot.store.engine import now_of
from bot.store.tables.queue import workers

MISSED_AFTER = timedelta(seconds=45)  # twenty signs of life that did not come


@dataclass(frozen=True, slots=True)
class Stopped:
    """A worker that gave no sign since `at`; `again_at` when another took its place, None while
    none has.
    """

    id: str
    at: datetime
    again_at: datetime | None

    @property
    def host(self) -> str:
        return self.id.partition(":")[0]


def last_sign(conn: Connection) -> datetime | None:
    """When any worker was seen last; None where none ever was."""
    return conn.execute(select(func.max(workers.c.beat_at))).scalar()


def silence(conn: Connection) -> timedelta | None:
    """For how long no worker has given a sign; None where none ever did."""
    last = last_sign(conn)
    return None if last is None else max(now_of(conn) - last, timedelta(0))


def at_work(conn: Connection) -> int:
    """How many workers gave a sign just now."""
    recent = workers.c.beat_at > now_of(conn) - MISSED_AFTER
    return conn.execute(select(func.count()).where(recent)).scalar_one()


def stopped(conn: Connection) -> Sequence[Stopped]:
    """Workers that did not say that they end, and have given no sign for too long."""
    rows = conn.execute(select(workers).order_by(workers.c.beat_at)).all()
    missed = now_of(conn) - MISSED_AFTER
    found = []
    for row in rows:
        if row.beat_at < missed:
            after = [one.since for one in rows if one.since and one.since > row.beat_at]
            found.append(Stopped(row.id, row.beat_at, min(after, default=None)))
    return found


def forget(conn: Connection, worker: str) -> bool:
    """False when somebody else has taken note of it already."""
    gone = delete(workers).where(workers.c.id == worker).returning(workers.c.id)
    return conn.execute(gone).first() is not None
