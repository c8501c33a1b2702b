"""The outbox table: put, claim, done, again later, given up. Works the same on SQLite and
PostgreSQL.
"""

import random
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, literal_column, or_, select, update

from bot.store.dialect import insert_all_ignoring, insert_ignoring, insert_or_update
from bot.store.tables.queue import outbox, workers

HEARTBEAT = timedelta(seconds=2)
DEAD_AFTER = timedelta(
    seconds=15
)  # a worker that has not given a sign for so long has died: its claims are free
GIVE_UP_AFTER = timedelta(days=7)
LONGEST_WAIT = timedelta(minutes=10)
LOOK_AHEAD = 4  # rows looked at for each stream wanted, since one stream may have several

# spelled out in the statement, so that the planner sees that the partial indexes serve
WAITING: ColumnElement[str] = literal_column("'waiting'")
HELD: ColumnElement[str] = literal_column("'held'")


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
class Wanted:
    """A job to be put that may happen only `once`; `held` ones wait for the person's next free
    reply.
    """

    stream: str
    payload: Mapping[str, Any]
    once: str
    state: str = "waiting"


@dataclass(frozen=True, slots=True)
class Worker:
    """A working process as the database knows it, and the moment before which silence means death
    (real time).
    """

    id: str
    alive_since: datetime


# what each kind of job is carried out by
LANES = {
    "reply": "line",
    "push": "line",
    "remind": "line",
    "group_digest": "line",
    "fetch": "content",
    "check_form": "content",
    "probe": "content",
    "keep": "drive",
    "mirror": "sheets",
    "compare": "sheets",
    "openrosa": "openrosa",
}


_insert = outbox.insert()


def put(
    conn: Connection,
    kind: str,
    stream: str,
    payload: Mapping[str, Any],
    now: datetime,
    *,
    once: str | None = None,
) -> bool:
    """Adds a job in the caller's transaction; False when `once` says it was added before."""
    values = _row(kind, stream, payload, now, once)
    if once is None:
        conn.execute(_insert, values)
        return True
    return insert_ignoring(conn, outbox, values) is not None


def put_held(
    conn: Connection, stream: str, payload: Mapping[str, Any], now: datetime, *, once: str
) -> None:
    """Adds a message that waits for the person's next free reply and is never sent for itself."""
    insert_ignoring(conn, outbox, _row("push", stream, payload, now, once, "held"))


def put_all(conn: Connection, kind: str, wanted: Sequence[Wanted], now: datetime) -> set[str]:
    """Adds many jobs at once; the `once` of those that had not been added before."""
    rows = [_row(kind, one.stream, one.payload, now, one.once, one.state) for one in wanted]
    return insert_all_ignoring(conn, outbox, rows, "once")


def put_replies(conn: Connection, payloads: Sequence[Mapping[str, Any]], now: datetime) -> None:
    """Adds replies to several people at once."""
    rows = [_row("reply", f"person:{one['to']}", one, now, None) for one in payloads]
    if rows:
        conn.execute(_insert, rows)


def _row(
    kind: str,
    stream: str,
    payload: Mapping[str, Any],
    now: datetime,
    once: str | None,
    state: str = "waiting",
) -> dict[str, Any]:
    return {
        "key": str(uuid.uuid4()),
        "once": once,
        "lane": LANES[kind],
        "kind": kind,
        "stream": stream,
        "payload": payload,
        "state": state,
        "created_at": now,
        "due_at": now,
        "attempts": 0,
    }


def beat(conn: Connection, worker: str, real_now: datetime) -> None:
    """A sign of life; claims of workers that give none are free again."""
    insert_or_update(conn, workers, {"id": worker, "beat_at": real_now}, ["id"])
    conn.execute(delete(workers).where(workers.c.beat_at < real_now - timedelta(days=1)))


def has_work(conn: Connection, lane: str, now: datetime, worker: Worker) -> bool:
    """Whether a claim could find anything: a read only, so that an idle worker disturbs nobody."""
    return (
        conn.execute(_open(lane, now, worker).with_only_columns(outbox.c.id).limit(1)).first()
        is not None
    )


def claim(
    conn: Connection, lane: str, now: datetime, worker: Worker, *, streams: int = 1, rows: int = 1
) -> list[Job]:
    """The oldest due jobs, of so many streams and so many of each, now ours until they are done or
    we are dead.

    A stream is claimed by one worker at a time and in order; a row that waits for another try lets
    later ones pass. The caller's transaction must be a short one: on PostgreSQL claims of one lane
    take turns.
    """
    if conn.dialect.name == "postgresql":
        conn.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext(%s))", (f"outbox:{lane}",))
    found: dict[str, list[int]] = {}
    for row in conn.execute(_claimable(lane, now, worker).limit(streams * max(rows, LOOK_AHEAD))):
        if row.stream in found or len(found) < streams:
            ids = found.setdefault(row.stream, [])
            ids += [row.id] if len(ids) < rows else []
    if not found:
        return []
    ours = outbox.c.id.in_([job for ids in found.values() for job in ids])
    conn.execute(
        update(outbox).where(ours).values(claimed_by=worker.id, attempts=outbox.c.attempts + 1)
    )
    return [job_of(row) for row in conn.execute(select(outbox).where(ours).order_by(outbox.c.id))]


def _claimable(lane: str, now: datetime, worker: Worker) -> Any:  # noqa: ANN401 - SQLAlchemy's Select has no short name
    """Open rows whose stream nobody is working on."""
    busy = outbox.alias()
    at_work = select(busy.c.id).where(
        busy.c.stream == outbox.c.stream,
        busy.c.state == WAITING,
        busy.c.claimed_by.in_(_alive(worker)),
    )
    return (
        _open(lane, now, worker)
        .with_only_columns(outbox.c.id, outbox.c.stream)
        .where(~at_work.exists())
    )


def _alive(worker: Worker) -> Any:  # noqa: ANN401 - SQLAlchemy's Select has no short name
    return select(workers.c.id).where(workers.c.beat_at > worker.alive_since)


def _open(lane: str, now: datetime, worker: Worker) -> Any:  # noqa: ANN401 - likewise
    free = or_(outbox.c.claimed_by.is_(None), outbox.c.claimed_by.not_in(_alive(worker)))
    return (
        select(outbox)
        .where(outbox.c.state == WAITING, outbox.c.lane == lane, outbox.c.due_at <= now, free)
        .order_by(outbox.c.id)
    )


def job_of(row: Any) -> Job:  # noqa: ANN401 - a row
    return Job(row.id, row.key, row.kind, row.stream, row.payload, row.attempts, row.created_at)


def _ours(job: Job) -> Any:  # noqa: ANN401 - a condition
    """Still our claim: another worker that took the row over has counted one attempt more."""
    return and_(
        outbox.c.id == job.id, outbox.c.attempts == job.attempts, outbox.c.state == "waiting"
    )


def finish(conn: Connection, jobs: Sequence[Job]) -> None:
    """What was said to people is not kept once it has been said: it may name others."""
    for job in jobs:
        values: dict[str, Any] = {"state": "done", "claimed_by": None, "error": None}
        if LANES[job.kind] == "line":
            values["payload"] = {}
        conn.execute(update(outbox).where(_ours(job)).values(values))


def again(
    conn: Connection,
    job: Job,
    now: datetime,
    error: str,
    *,
    wait: timedelta | None = None,
    patient: bool = False,
) -> None:
    """Puts a job back for later; after a week of failures it is given up and shown, never thrown
    away.

    A `patient` job is never given up. With `wait` it comes back then, and that was no failure.
    """
    is_young = now - job.created_at < GIVE_UP_AFTER
    state = "waiting" if wait is not None or patient or is_young else "given_up"
    values: dict[str, Any] = {
        "state": state,
        "claimed_by": None,
        "due_at": now + (wait or backoff(job.attempts)),
        "error": error,
    }
    if wait is not None:
        values["attempts"] = job.attempts - 1  # waiting for our turn is no failure
    conn.execute(update(outbox).where(_ours(job)).values(values))


def hasten(conn: Connection, jobs: Sequence[Job], now: datetime) -> None:
    """What waits after a failure in the streams of these jobs, of their kinds, need wait no longer:
    it works again.
    """
    streams, kinds = {job.stream for job in jobs}, {job.kind for job in jobs}
    same = outbox.c.stream.in_(streams) & outbox.c.kind.in_(kinds) & outbox.c.claimed_by.is_(None)
    conn.execute(
        update(outbox)
        .where(same, outbox.c.state == WAITING, outbox.c.due_at > now)
        .values(due_at=now)
    )


def put_off(conn: Connection, lane: str, now: datetime, wait: timedelta) -> None:
    """Lets a lane rest: nothing of it is tried before `wait` is over."""
    resting = outbox.c.lane == lane, outbox.c.state == WAITING, outbox.c.due_at < now + wait
    conn.execute(update(outbox).where(*resting).values(due_at=now + wait))


def hurry(conn: Connection, lane: str, now: datetime) -> None:
    """Whatever a lane has put off is due again: what kept it is over."""
    put_off_rows = outbox.c.lane == lane, outbox.c.state == WAITING, outbox.c.due_at > now
    conn.execute(update(outbox).where(*put_off_rows).values(due_at=now))


def give_up(conn: Connection, job: Job, error: str) -> None:
    conn.execute(
        update(outbox).where(_ours(job)).values(state="given_up", claimed_by=None, error=error)
    )


def hold(conn: Connection, job: Job, error: str) -> None:
    """Keeps a message for the person's next free reply."""
    conn.execute(
        update(outbox).where(_ours(job)).values(state="held", claimed_by=None, error=error)
    )


def backoff(attempts: int) -> timedelta:
    """1 s, 2 s, 4 s ... up to ten minutes, each between half and the whole of it."""
    whole = min(timedelta(seconds=2 ** min(attempts - 1, 10)), LONGEST_WAIT)
    return whole * random.uniform(0.5, 1)  # noqa: S311 - spreads retries, guards nothing
