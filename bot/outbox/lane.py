"""What a lane is: the jobs of one destination, and how they are carried out."""

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from bot.cause import caused_by
from bot.outbox.errors import DoorError, NotReadyError
from bot.outbox.jobs.job import Job
from bot.outbox.parts import Parts
from bot.outbox.queue import Queued
from bot.outbox.settling import Jobs, Settlement, failed, not_ready

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Lane:
    """`streams` and `rows` say how much is taken at once: so many streams, so many rows of each.

    `carry_out` works outside any transaction and says what to write; it may raise.
    """

    name: str
    kinds: tuple[type[Job], ...]
    carry_out: Callable[[Parts, Sequence[Queued[Any]]], Sequence[Settlement]]
    threads: int = 1
    streams: int = 1
    rows: int = 1
    is_there: Callable[[Parts], bool] = lambda _parts: True


def carried_out(lane: Lane, parts: Parts, jobs: Jobs) -> Sequence[Settlement]:
    """Never raises: a failure is one more thing to write."""
    with caused_by(jobs[0].event if len(jobs) == 1 else ""):
        try:
            return lane.carry_out(parts, jobs)
        except Exception as error:
            return [after(jobs, error)]


def after(jobs: Jobs, error: Exception) -> Settlement:
    """What follows from a failure of any door."""
    match error:
        case NotReadyError():
            return not_ready(jobs)
        case DoorError():
            return failed(jobs, error.sentence, retry=error.retry)
    trace = "".join(traceback.format_exception(error))
    log.error("job_failed", kind=jobs[0].job.kind, error=repr(error), trace=trace)
    return failed(jobs, repr(error), retry=True)
