"""Workers take jobs: each job is one worker's until it is settled or the worker has died.

The same on SQLite and PostgreSQL; every statement is built once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, or_, select, update

from bot.outbox.jobs.job import Job
from bot.outbox.queue import WAITING, Queued, UnreadableError, queued
from bot.store.dialect import insert_or_update
from bot.store.tables.queue import outbox, workers

HEARTBEAT = timedelta(seconds=2)
DEAD_AFTER = timedelta(
    seconds=15
)  # a worker that has not given a sign for so long has died: its claims are free
LOOK_AHEAD = 4  # rows looked at for each stream wanted, since one stream may have several


@dataclass(frozen=True, slots=True)
class Worker:
    """A working process as the database knows it, and the moment before which silence means death
    (real time).
    """

    id: str
    alive_since: datetime


_alive = select(workers.c.id).where(workers.c.beat_at > bindparam("alive_since"))
_open = (
    outbox.c.state == WAITING,
    outbox.c.lane == bindparam("wanted"),
    outbox.c.due_at <= bindparam("now"),
    or_(outbox.c.claimed_by.is_(None), outbox.c.claimed_by.not_in(_alive)),
)
_busy = outbox.alias()
_at_work = exists().where(
    _busy.c.stream == outbox.c.stream, _busy.c.state == WAITING, _busy.c.claimed_by.in_(_alive)
)
_any_open = select(outbox.c.id).where(*_open).limit(1)
_claimable = (
    select(outbox.c.id, outbox.c.stream)
    .where(*_open, ~_at_work)
    .order_by(outbox.c.id)
    .limit(bindparam("most"))
)
_take = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("ours", expanding=True)))
    .values(claimed_by=bindparam("worker"), attempts=outbox.c.attempts + 1)
    .returning(
        *(outbox.c.id, outbox.c.key, outbox.c.kind, outbox.c.stream, outbox.c.payload),
        *(outbox.c.attempts, outbox.c.created_at),
    )
)
_unreadable = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(state="given_up", claimed_by=None, error=bindparam("why"))
)


def beat(conn: Connection, worker: str, real_now: datetime) -> None:
    """A sign of life; claims of workers that give none are free again."""
    insert_or_update(conn, workers, {"id": worker, "beat_at": real_now}, ["id"])
    conn.execute(delete(workers).where(workers.c.beat_at < real_now - timedelta(days=1)))


def has_work(conn: Connection, lane: str, now: datetime, worker: Worker) -> bool:
    """Whether a claim could find anything: a read only, so that an idle worker disturbs nobody."""
    return conn.execute(_any_open, _asked(lane, now, worker)).first() is not None


def take_turns(conn: Connection, lane: str) -> None:
    """On PostgreSQL claims of one lane take turns until the transaction ends; SQLite has one writer
    anyway. Taken before anything is written, so that nobody waits in a circle.
    """
    if conn.dialect.name == "postgresql":
        conn.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext(%s))", (f"outbox:{lane}",))


def claim(
    conn: Connection, lane: str, now: datetime, worker: Worker, *, streams: int = 1, rows: int = 1
) -> list[Queued[Job]]:
    """The oldest due jobs, of so many streams and so many of each, now ours until they are done or
    we are dead.

    A stream is claimed by one worker at a time and in order; a row that waits for another try lets
    later ones pass. The caller's transaction must be a short one.
    """
    take_turns(conn, lane)
    found: dict[str, list[int]] = {}
    asked = {**_asked(lane, now, worker), "most": streams * max(rows, LOOK_AHEAD)}
    for row in conn.execute(_claimable, asked):
        if row.stream in found or len(found) < streams:
            ids = found.setdefault(row.stream, [])
            ids += [row.id] if len(ids) < rows else []
    if not found:
        return []
    ours = [job for ids in found.values() for job in ids]
    taken = conn.execute(_take, {"ours": ours, "worker": worker.id}).all()
    return [job for row in sorted(taken, key=_place) if (job := _read(conn, row)) is not None]


def _asked(lane: str, now: datetime, worker: Worker) -> dict[str, Any]:
    return {"wanted": lane, "now": now, "alive_since": worker.alive_since}


def _place(row: Any) -> int:  # noqa: ANN401 - a row
    return int(row.id)


def _read(conn: Connection, row: Any) -> Queued[Job] | None:  # noqa: ANN401 - a row
    """None for what cannot be read: it is given up and shown, and keeps nobody waiting."""
    try:
        return queued(row)
    except UnreadableError as error:
        conn.execute(_unreadable, {"row": row.id, "why": str(error)})
        return None
