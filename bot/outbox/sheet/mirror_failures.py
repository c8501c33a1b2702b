"""What follows from each thing Google may refuse. Nothing that may still succeed is ever given
up.
"""

from collections.abc import Sequence
from datetime import timedelta

import structlog

from bot.clock import real_now
from bot.outbox import queue
from bot.outbox.evidence import keeping
from bot.outbox.evidence.folders import Keeper, mend_root
from bot.outbox.queue import Job
from bot.outbox.settling import Settle, failed, rest
from bot.outbox.sheet import records, trouble
from sheets.mirror import MirrorError

WAIT_FOR_A_PERSON = timedelta(minutes=5)
MADE_ANEW = {"not_found", "stored_differs", "content_differs"}

log = structlog.get_logger()


def is_for_good(error: MirrorError) -> bool:
    """Whether asking again for the same will never help."""
    return not (error.retry or error.pause or error.code in MADE_ANEW)


def mirror_failed(
    keeper: Keeper, jobs: Sequence[Job], error: MirrorError, given_sheet: str
) -> Settle:
    """Google needs a person: the lane rests. What it held is gone or other: made anew. Else as with
    any failure.

    `given_sheet` is the spreadsheet of the settings, if any: that one is not ours to make anew.
    """
    lane = queue.LANES[jobs[0].kind]
    makes_anew = error.code in MADE_ANEW
    needs_hands = error.pause or (makes_anew and lane == "sheets" and bool(given_sheet))
    if error.retry or makes_anew or needs_hands:
        trouble.failed(keeper.database, lane, real_now(), needs_hands=needs_hands)
    if needs_hands:
        log.error("mirror_paused", error=str(error))
        return rest(jobs, str(error), WAIT_FOR_A_PERSON)
    if makes_anew:
        _make_anew(keeper, jobs[0], error.code)
    return failed(jobs, str(error), retry=error.retry or makes_anew, patient=True)


def _make_anew(keeper: Keeper, job: Job, code: str) -> None:
    match job.kind, code:
        case "keep", "not_found":
            keeping.find_place_again(keeper, job)
        case "keep", "stored_differs":
            keeping.keep_elsewhere(keeper, job.payload["evidence"])
        case "keep", _:
            keeping.fetch_again(keeper, job.payload["evidence"], real_now())
        case _:
            mend_root(keeper)
            records.forget_sheet(keeper, job.stream.removeprefix("sheet:"), real_now())
