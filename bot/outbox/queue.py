"""The outbox table: put, claim, done, again later, given up. Works the same on SQLite and PostgreSQL."""

import random
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, delete, or_, select, update

from bot.store.dialect import insert_ignoring, insert_or_update
from bot.store.tables import outbox, workers

HEARTBEAT = timedelta(seconds=2)
DEAD_AFTER = timedelta(seconds=15)  # a worker that has not given a sign for so long has died: its claims are free
GIVE_UP_AFTER = timedelta(days=7)
LONGEST_WAIT = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to do; `key` is a UUID that stays the same over every attempt."""

    id: int
    key: str
    kind: str
    stream: str
    payload: Mapping[str, Any]
    attempts: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Worker:
    """A working process as the database knows it, and the moment before which silence means death (real time)."""

    id: str
    alive_since: datetime


# what each kind of job is carried out by
LANES = {"reply": "line", "push": "line", "fetch": "content", "keep": "drive", "mirror": "sheets"}


def put(
    conn: Connection, kind: str, stream: str, payload: Mapping[str, Any], now: datetime, *, once: str | None = None
) -> bool:
    """Adds a job in the caller's transaction; False when `once` says it was added before."""
    values = {
        "key": str(uuid.uuid4()),
        "once": once,
        "lane": LANES[kind],
        "kind": kind,
        "stream": stream,
        "payload": payload,
        "state": "waiting",
        "created_at": now,
        "due_at": now,
        "attempts": 0,
    }
    if once is None:
        conn.execute(outbox.insert(), values)
        return True
    return conn.execute(insert_ignoring(conn, outbox, values).returning(outbox.c.id)).first() is not None


def beat(conn: Connection, worker: str, real_now: datetime) -> None:
    """A sign of life; claims of workers that give none are free again."""
    insert_or_update(conn, workers, {"id": worker, "beat_at": real_now}, ["id"])
    conn.execute(delete(workers).where(workers.c.beat_at < real_now - timedelta(days=1)))


def has_work(conn: Connection, lane: str, now: datetime, worker: Worker) -> bool:
    """Whether a claim could find anything: a read only, so that an idle worker disturbs nobody."""
    return conn.execute(_open(lane, now, worker).with_only_columns(outbox.c.id).limit(1)).first() is not None


def claim(conn: Connection, lane: str, now: datetime, worker: Worker, most: int = 1) -> list[Job]:
    """The oldest due jobs of one stream, now ours until they are done or we are dead.

    A stream is claimed by one worker at a time and in order; a row that waits for another try lets later ones pass.
    The caller's transaction must be a short one: on PostgreSQL claims of one lane take turns.
    """
    if conn.dialect.name == "postgresql":
        conn.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext(%s))", (f"outbox:{lane}",))
    open_rows = _open(lane, now, worker)
    busy = outbox.alias()
    held_by_others = select(busy.c.id).where(
        busy.c.stream == outbox.c.stream, busy.c.state == "waiting", busy.c.claimed_by.in_(_alive(worker))
    )
    first = conn.execute(open_rows.with_only_columns(outbox.c.stream).where(~held_by_others.exists()).limit(1)).first()
    if first is None:
        return []
    in_stream = open_rows.with_only_columns(outbox.c.id).where(outbox.c.stream == first.stream).limit(most)
    ids = [row.id for row in conn.execute(in_stream)]
    ours = update(outbox).where(outbox.c.id.in_(ids))
    conn.execute(ours.values(claimed_by=worker.id, attempts=outbox.c.attempts + 1))
    return [_job(row) for row in conn.execute(select(outbox).where(outbox.c.id.in_(ids)).order_by(outbox.c.id))]


def _alive(worker: Worker) -> Any:  # noqa: ANN401 - SQLAlchemy's Select has no short name
    return select(workers.c.id).where(workers.c.beat_at > worker.alive_since)


def _open(lane: str, now: datetime, worker: Worker) -> Any:  # noqa: ANN401 - likewise
    free = or_(outbox.c.claimed_by.is_(None), outbox.c.claimed_by.not_in(_alive(worker)))
    return (
        select(outbox)
        .where(outbox.c.state == "waiting", outbox.c.lane == lane, outbox.c.due_at <= now, free)
        .order_by(outbox.c.id)
    )


def _job(row: Any) -> Job:  # noqa: ANN401 - a row
    return Job(row.id, row.key, row.kind, row.stream, row.payload, row.attempts, row.created_at)


def _ours(job: Job) -> Any:  # noqa: ANN401 - a condition
    """Still our claim: another worker that took the row over has counted one attempt more."""
    return and_(outbox.c.id == job.id, outbox.c.attempts == job.attempts, outbox.c.state == "waiting")


def finish(conn: Connection, jobs: Sequence[Job]) -> None:
    for job in jobs:
        conn.execute(update(outbox).where(_ours(job)).values(state="done", claimed_by=None, error=None))


def again(conn: Connection, job: Job, now: datetime, error: str, *, wait: timedelta | None = None) -> None:
    """Puts a job back for later; after a week of failures it is given up and shown, never thrown away."""
    state = "waiting" if now - job.created_at < GIVE_UP_AFTER else "given_up"
    values: dict[str, Any] = {
        "state": state,
        "claimed_by": None,
        "due_at": now + (wait or backoff(job.attempts)),
        "error": error,
    }
    if wait is not None:
        values["attempts"] = job.attempts - 1  # waiting for our turn is no failure
    conn.execute(update(outbox).where(_ours(job)).values(values))


def give_up(conn: Connection, job: Job, error: str) -> None:
    conn.execute(update(outbox).where(_ours(job)).values(state="given_up", claimed_by=None, error=error))


def hold(conn: Connection, job: Job, error: str) -> None:
    """Keeps a message for the person's next free reply."""
    conn.execute(update(outbox).where(_ours(job)).values(state="held", claimed_by=None, error=error))


def take_held(conn: Connection, stream: str, most: int) -> list[Mapping[str, Any]]:
    """The payloads held for a person, oldest first; they count as done, since the caller says them now."""
    rows = conn.execute(
        select(outbox.c.id, outbox.c.payload)
        .where(outbox.c.stream == stream, outbox.c.state == "held")
        .order_by(outbox.c.id)
        .limit(most)
    ).all()
    if rows:
        conn.execute(update(outbox).where(outbox.c.id.in_([row.id for row in rows])).values(state="done"))
    return [row.payload for row in rows]


def backoff(attempts: int) -> timedelta:
    """1 s, 2 s, 4 s ... up to ten minutes, each between half and the whole of it."""
    whole = min(timedelta(seconds=2 ** min(attempts - 1, 10)), LONGEST_WAIT)
    return whole * random.uniform(0.5, 1)  # noqa: S311 - spreads retries, guards nothing
