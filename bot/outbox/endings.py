"""How a claim ends: done, again later, given up, held; always only while the job is still ours."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, and_, bindparam, update

from bot.outbox.jobs.job import Job
from bot.outbox.queue import WAITING, Queued
from bot.store.tables.queue import outbox

GIVE_UP_AFTER = timedelta(days=7)
LONGEST_WAIT = timedelta(minutes=10)
ABOUT = ("submission", "evidence_id", "evidence")  # what a job may be about, for the log
NAMING = {"line", "content"}  # lanes whose jobs name people: what is done of them keeps no content

log = structlog.get_logger()

# another worker that took the row over has counted one attempt more
_still_ours = and_(
    outbox.c.id == bindparam("job"),
    outbox.c.attempts == bindparam("attempt"),
    outbox.c.state == WAITING,
)
_ended = update(outbox).where(_still_ours)
_finish = _ended.values(state="done", claimed_by=None, error=None)
_finish_said = _ended.values(state="done", claimed_by=None, error=None, payload={})
_leave = _ended.values(state=bindparam("as_state"), claimed_by=None, error=bindparam("why"))
_again = _ended.values(
    state=bindparam("as_state"),
    claimed_by=None,
    error=bindparam("why"),
    due_at=bindparam("at"),
    attempts=bindparam("counted"),
    outcome=bindparam("known"),
)


def _ours(job: Queued[Job]) -> dict[str, Any]:
    return {"job": job.id, "attempt": job.attempts}


def finish(conn: Connection, jobs: Sequence[Queued[Job]]) -> None:
    """What was said to people is not kept once it has been said: it may name others."""
    said = [_ours(one) for one in jobs if one.job.lane in NAMING]
    other = [_ours(one) for one in jobs if one.job.lane not in NAMING]
    for statement, ours in ((_finish_said, said), (_finish, other)):
        if ours:
            conn.execute(statement, ours)
    for one in jobs:
        if one.event:
            about = {name: getattr(one.job, name) for name in ABOUT if hasattr(one.job, name)}
            log.info("carried_out", event_id=one.event, job=one.id, kind=one.job.kind, **about)


def again(
    conn: Connection,
    job: Queued[Job],
    now: datetime,
    error: str,
    *,
    wait: timedelta | None = None,
    patient: bool = False,
    unknown: bool = False,
) -> None:
    """Puts a job back for later; after a week of failures it is given up and shown, never thrown
    away.

    A `patient` job is never given up. With `wait` it comes back then, and that was no failure.
    `unknown`: it may have been carried out all the same, which no later refusal takes back.
    """
    is_young = now - job.created_at < GIVE_UP_AFTER
    comes_back = wait is not None or patient or is_young
    told = {
        "as_state": "waiting" if comes_back else "given_up",
        "why": error,
        "at": now + (backoff(job.attempts) if wait is None else wait),
        "known": _known(job, tried=wait is None, unknown=unknown),
        "counted": job.attempts - (wait is not None),  # waiting for our turn is no failure
    }
    conn.execute(_again, {**_ours(job), **told})


def _known(job: Queued[Job], *, tried: bool, unknown: bool) -> str | None:
    """What is to be known of the tries so far: what may have been carried out once stays so."""
    if unknown or job.before in {"attempted", "unknown"}:
        return "unknown" if unknown else job.before
    return "refused" if tried else None


def give_up(conn: Connection, job: Queued[Job], error: str) -> None:
    conn.execute(_leave, {**_ours(job), "as_state": "given_up", "why": error})


def hold(conn: Connection, job: Queued[Job], error: str) -> None:
    """Keeps a message for the person's next free reply."""
    conn.execute(_leave, {**_ours(job), "as_state": "held", "why": error})


def hasten(conn: Connection, jobs: Sequence[Queued[Job]], now: datetime) -> None:
    """What waits after a failure in the streams of these jobs, of their kinds, need wait no longer:
    it works again.
    """
    streams, kinds = {one.stream for one in jobs}, {one.job.kind for one in jobs}
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


def backoff(attempts: int) -> timedelta:
    """1 s, 2 s, 4 s ... up to ten minutes, each between half and the whole of it."""
    whole = min(timedelta(seconds=2 ** min(attempts - 1, 10)), LONGEST_WAIT)
    return whole * random.uniform(0.5, 1)  # noqa: S311 - spreads retries, guards nothing
