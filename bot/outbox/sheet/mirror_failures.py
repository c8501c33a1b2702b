"""What follows from each thing Google may refuse. Nothing that may still succeed is ever given
up.
"""

from datetime import timedelta

import structlog

from bot import later
from bot.outbox.evidence import keeping
from bot.outbox.evidence.folders import Keeper, mend_root
from bot.outbox.jobs.files import KeepEvidence, KeepPaper
from bot.outbox.jobs.job import Job
from bot.outbox.jobs.rows import CompareSheet, MirrorRow, MirrorSurvey
from bot.outbox.settling import Jobs, Settlement, failed, rest
from bot.outbox.sheet import records, trouble
from sheets.mirror import MirrorError

WAIT_FOR_A_PERSON = timedelta(minutes=5)
MADE_ANEW = {"not_found", "stored_differs", "content_differs"}

log = structlog.get_logger()


def is_for_good(error: MirrorError) -> bool:
    """Whether asking again for the same will never help."""
    return not (error.retry or error.pause or error.code in MADE_ANEW)


def mirror_failed(keeper: Keeper, jobs: Jobs, error: MirrorError, given_sheet: str) -> Settlement:
    """Google needs a person: the lane rests. What it held is gone or other: made anew. Else as with
    any failure.

    `given_sheet` is the spreadsheet of the settings, if any: that one is not ours to make anew.
    """
    lane = jobs[0].job.lane
    makes_anew = error.code in MADE_ANEW
    needs_hands = error.pause or (makes_anew and lane == "sheets" and bool(given_sheet))
    if error.retry or makes_anew or needs_hands:
        trouble.failed(keeper.database, lane, keeper.database.now(), needs_hands=needs_hands)
    if needs_hands:
        log.error("mirror_paused", error=str(error))
        return rest(jobs, str(error), WAIT_FOR_A_PERSON)
    if makes_anew:
        _make_anew(keeper, jobs[0].job, error.code)
    return failed(jobs, str(error), retry=error.retry or makes_anew, patient=True)


def _make_anew(keeper: Keeper, job: Job, code: str) -> None:
    match job, code:
        case KeepEvidence(), "not_found":
            keeping.find_place_again(keeper, job)
        case KeepEvidence(evidence=piece), "stored_differs":
            keeping.keep_elsewhere(keeper, piece)
        case KeepEvidence(evidence=piece), _:
            keeping.fetch_again(keeper, piece, keeper.database.now())
        case KeepPaper() as paper, _:
            later.paper_keeping.find_place_again(keeper, paper)
        case (
            MirrorRow(programme=programme)
            | CompareSheet(programme=programme)
            | MirrorSurvey(programme=programme),
            _,
        ):
            mend_root(keeper)
            records.forget_sheet(keeper, programme, keeper.database.now())
