"""What is to be written of jobs once they have been carried out, also when that did not work."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog
from sqlalchemy import Connection

from bot.outbox import endings
from bot.outbox.jobs.job import Job
from bot.outbox.queue import Queued
from bot.store.engine import now_of

MOST_NAMED = 20  # events in one line of the log
SOONEST, LATEST = timedelta(seconds=1), timedelta(seconds=30)

log = structlog.get_logger()

Jobs = Sequence[Queued[Job]]


@dataclass(frozen=True, slots=True)
class Settlement:
    """The jobs and what to write of them, in one transaction or as part of a larger one."""

    jobs: Jobs
    write: Callable[[Connection], None]


def done(jobs: Jobs) -> Settlement:
    return Settlement(jobs, lambda conn: endings.finish(conn, jobs))


def later(jobs: Jobs, why: str, wait: timedelta) -> Settlement:
    """The jobs wait; that is no failure."""

    def write(conn: Connection) -> None:
        for job in jobs:
            endings.again(conn, job, now_of(conn), why, wait=wait)

    return Settlement(jobs, write)


def not_ready(jobs: Jobs) -> Settlement:
    """What the jobs need is still to come: looked for after a second, then less and less often."""

    def write(conn: Connection) -> None:
        age = now_of(conn) - jobs[0].created_at
        later(jobs, "waits for its content", min(max(age / 4, SOONEST), LATEST)).write(conn)

    return Settlement(jobs, write)


def rest(jobs: Jobs, why: str, wait: timedelta) -> Settlement:
    """Everything of the lane waits with these jobs: it would fail the same way."""
    put_later = later(jobs, why, wait)

    def write(conn: Connection) -> None:
        put_later.write(conn)
        endings.put_off(conn, jobs[0].job.lane, now_of(conn), wait)

    return Settlement(jobs, write)


def failed(jobs: Jobs, error: str, *, retry: bool, patient: bool = False) -> Settlement:
    """Again after a while, or given up; a `patient` job is tried for ever."""
    kind, attempts = jobs[0].job.kind, jobs[0].attempts
    events = [one.event for one in jobs if one.event][:MOST_NAMED]
    told = {"kind": kind, "attempts": attempts, "retry": retry, "event_ids": events}
    log.warning("job_failed", **told, error=error[:300])

    def write(conn: Connection) -> None:
        for job in jobs:
            if retry:
                endings.again(conn, job, now_of(conn), error, patient=patient)
            else:
                endings.give_up(conn, job, error)

    return Settlement(jobs, write)
