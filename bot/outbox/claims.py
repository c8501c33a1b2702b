"""Workers take jobs: each job is one worker's until it is settled or the worker has died.

The same on SQLite and PostgreSQL; every statement is built once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    delete,
    exists,
    literal_column,
    or_,
    select,
    text,
    update,
)

from bot.outbox.jobs.job import Job
from bot.outbox.queue import WAITING, Queued, UnreadableError, queued
from bot.store.engine import Database
from bot.store.tables.queue import outbox, workers

HEARTBEAT = timedelta(seconds=2)
# a worker that has not given a sign for so long has died: its claims are free
DEAD_AFTER = timedelta(seconds=15)
FURTHEST = timedelta(minutes=30)  # no wait of ours is as long
LOOK_AHEAD = 4  # rows looked at for each stream wanted, since one stream may have several
LOOKS = 3  # as others may be claiming all that one look finds

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Worker:
    """A working process as the database knows it, and the moment before which silence means death
    (the database's time).
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
    select(outbox.c.id, outbox.c.stream, outbox.c.outcome)
    .where(*_open, ~_at_work)
    .order_by(outbox.c.id)
    .limit(bindparam("most"))
)
_beat = update(workers).where(workers.c.id == bindparam("worker")).values(beat_at=bindparam("now"))
_mine_to_claim = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:stream, 7241))")
_take = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("ours", expanding=True)))
    .values(claimed_by=bindparam("worker"), attempts=outbox.c.attempts + 1)
    .returning(
        *(outbox.c.id, outbox.c.key, outbox.c.kind, outbox.c.stream, outbox.c.payload),
        *(outbox.c.attempts, outbox.c.created_at),
    )
)
_take_if_open = _take.where(*_open, ~_at_work)  # claimed since we looked, and let go since?
_this_try = (
    outbox.c.id == bindparam("row"),
    outbox.c.attempts == bindparam("attempt"),
    outbox.c.state == WAITING,
)
_leaves = update(outbox).where(*_this_try).values(outcome=literal_column("'attempted'"))
_of = select(outbox.c.id, outbox.c.attempts).where(
    outbox.c.claimed_by == bindparam("worker"), outbox.c.state == WAITING
)
_let_go = update(outbox).where(*_this_try).values(claimed_by=None)
_unreadable = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(state="given_up", claimed_by=None, error=bindparam("why"))
)


def beat(conn: Connection, worker: str, now: datetime) -> None:
    """A sign of life; claims of workers that give none are free again."""
    seen = conn.execute(_beat, {"worker": worker, "now": now}).rowcount
    if not seen:
        conn.execute(workers.insert(), {"id": worker, "beat_at": now, "since": now})


def of(conn: Connection, worker: str) -> set[tuple[int, int]]:
    """Every job that stands as claimed by a worker, and which try of it this is."""
    return {(row.id, row.attempts) for row in conn.execute(_of, {"worker": worker})}


def let_go(conn: Connection, forgotten: Sequence[tuple[int, int]]) -> None:
    """Claims that nobody will carry out are free again."""
    for job, attempt in forgotten:
        log.error("claim_forgotten", job=job, attempt=attempt)
        conn.execute(_let_go, {"row": job, "attempt": attempt})


def leave(conn: Connection, worker: str) -> None:
    conn.execute(delete(workers).where(workers.c.id == worker))


def any_far(conn: Connection, now: datetime) -> bool:
    """Whether a job is put off for longer than anything ever is, or a worker was seen tomorrow."""
    jobs, beats = select(outbox.c.id).where(*_far(now)), select(workers.c.id).where(_early(now))
    return any(conn.execute(one.limit(1)).first() is not None for one in (jobs, beats))


def _far(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return outbox.c.state == WAITING, outbox.c.due_at > now + FURTHEST


def _early(now: datetime) -> ColumnElement[bool]:
    return workers.c.beat_at > now + DEAD_AFTER


def bring_near(conn: Connection, now: datetime) -> int:
    """Jobs that are put off for longer than anything ever is were put off by a clock that was
    wrong: they are due now. How many there were. Signs of life of such a clock count from now.
    """
    conn.execute(update(workers).where(_early(now)).values(beat_at=now))
    return conn.execute(update(outbox).where(*_far(now)).values(due_at=now)).rowcount


def has_work(conn: Connection, lane: str, now: datetime, worker: Worker) -> bool:
    """Whether a claim could find anything: a read only, so that an idle worker disturbs nobody."""
    return conn.execute(_any_open, _asked(lane, now, worker)).first() is not None


def claim(
    conn: Connection, lane: str, now: datetime, worker: Worker, *, streams: int = 1, rows: int = 1
) -> list[Queued[Job]]:
    """The oldest due jobs, of so many streams and so many of each, now ours until they are done or
    we are dead.

    A stream is claimed by one worker at a time and in order; a row that waits for another try lets
    later ones pass. The caller's transaction must be a short one.
    """
    asked = {**_asked(lane, now, worker), "most": streams * max(rows, LOOK_AHEAD)}
    for _ in range(LOOKS):
        found: dict[str, list[int]] = {}
        before: dict[int, str] = {}
        for row in conn.execute(_claimable, asked):
            found.setdefault(row.stream, []).append(row.id)
            before[row.id] = row.outcome or ""
        free = _free(conn, list(found), streams)
        ours = [job for stream in free for job in found[stream][:rows]]
        if ours or not found:
            break
    if not ours:
        return []
    take = _take_if_open if conn.dialect.name == "postgresql" else _take
    taken = conn.execute(take, {**asked, "ours": ours, "worker": worker.id}).all()
    read = (_read(conn, row, before[row.id]) for row in sorted(taken, key=_place))
    return [job for job in read if job is not None]


def leaves(database: Database, job: Queued[Job]) -> bool:
    """Written just before a try leaves that nobody could ask about later: who dies before this has
    surely not carried it out. False where another worker has taken the job over meanwhile.
    """
    return bool(database.note(_leaves, {"row": job.id, "attempt": job.attempts}))


def _free(conn: Connection, found: Sequence[str], wanted: int) -> list[str]:
    """As many as are wanted of the streams that nobody else is claiming at this moment, ours to
    claim until the transaction ends.

    Nobody waits: a host that froze while it claimed keeps its own streams for some seconds, and
    no others. SQLite has one writer anyway.
    """
    if conn.dialect.name != "postgresql":
        return list(found[:wanted])
    free: list[str] = []
    for stream in found:
        if len(free) == wanted:
            break
        if conn.execute(_mine_to_claim, {"stream": stream}).scalar():
            free.append(stream)
    return free


def _asked(lane: str, now: datetime, worker: Worker) -> dict[str, Any]:
    return {"wanted": lane, "now": now, "alive_since": worker.alive_since}


def _place(row: Any) -> int:  # noqa: ANN401 - a row
    return int(row.id)


def _read(conn: Connection, row: Any, before: str) -> Queued[Job] | None:  # noqa: ANN401 - a row
    """None for what cannot be read: it is given up and shown, and keeps nobody waiting."""
    try:
        return queued(row, before)
    except UnreadableError as error:
        conn.execute(_unreadable, {"row": row.id, "why": str(error)})
        return None
