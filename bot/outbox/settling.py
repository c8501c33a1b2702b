"""What becomes of jobs that did not work out: each answer is written in the transaction that
settles them.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta

import structlog
from sqlalchemy import Connection

from bot.clock import real_now
from bot.outbox import queue
from bot.outbox.queue import Job

SOONEST, LATEST = timedelta(seconds=1), timedelta(seconds=30)

log = structlog.get_logger()

Settle = Callable[[Connection], None]


def later(jobs: Sequence[Job], why: str, wait: timedelta) -> Settle:
    """The jobs wait; that is no failure."""

    def settle(conn: Connection) -> None:
        for job in jobs:
            queue.again(conn, job, real_now(), why, wait=wait)

    return settle


def not_ready(jobs: Sequence[Job]) -> Settle:
    """What the jobs need is still to come: looked for after a second, then less and less often."""
    age = real_now() - jobs[0].created_at
    return later(jobs, "waits for its content", min(max(age / 4, SOONEST), LATEST))


def rest(jobs: Sequence[Job], why: str, wait: timedelta) -> Settle:
    """Everything of the lane waits with these jobs: it would fail the same way."""
    put_later = later(jobs, why, wait)

    def settle(conn: Connection) -> None:
        put_later(conn)
        queue.put_off(conn, queue.LANES[jobs[0].kind], real_now(), wait)

    return settle


def failed(jobs: Sequence[Job], error: str, *, retry: bool, patient: bool = False) -> Settle:
    """Again after a while, or given up; a `patient` job is tried for ever."""
    log.warning(
        "job_failed", kind=jobs[0].kind, attempts=jobs[0].attempts, retry=retry, error=error[:300]
    )

    def settle(conn: Connection) -> None:
        for job in jobs:
            if retry:
                queue.again(conn, job, real_now(), error, patient=patient)
            else:
                queue.give_up(conn, job, error)

    return settle
