"""What follows from each thing Google may refuse. Nothing that may still succeed is ever given up."""

from collections.abc import Sequence
from datetime import timedelta

import structlog

from bot.clock import real_now
from bot.outbox import evidence, queue, records, trouble
from bot.outbox.folders import Keeper, forget_place
from bot.outbox.queue import Job
from bot.outbox.settling import Settle, failed, rest
from sheets.mirror import MirrorError

WAIT_FOR_A_PERSON = timedelta(minutes=5)
MADE_ANEW = {"not_found", "stored_differs", "content_differs"}

log = structlog.get_logger()


def mirror_failed(keeper: Keeper, jobs: Sequence[Job], error: MirrorError) -> Settle:
    """Google needs a person: the lane rests. What it held is gone or other: made anew. Else as with any failure."""
    if error.retry or error.pause:
        trouble.failed(keeper.database, queue.LANES[jobs[0].kind], real_now(), needs_hands=error.pause)
    if error.pause:
        log.error("mirror_paused", error=str(error))
        return rest(jobs, str(error), WAIT_FOR_A_PERSON)
    if error.code in MADE_ANEW:
        _make_anew(keeper, jobs[0], error.code)
    return failed(jobs, str(error), retry=error.retry or error.code in MADE_ANEW, patient=True)


def _make_anew(keeper: Keeper, job: Job, code: str) -> None:
    match job.kind, code:
        case "keep", "not_found":
            forget_place(keeper, job.payload["evidence"])
        case "keep", "stored_differs":
            evidence.keep_elsewhere(keeper, job.payload["evidence"])
        case "keep", _:
            evidence.fetch_again(keeper, job.payload["evidence"], real_now())
        case _:
            records.forget_sheet(keeper, job.stream.removeprefix("sheet:"), real_now())
