"""The lane to the Sheet: all rows that wait for one programme in one go, by its only writer."""

from collections.abc import Sequence
from typing import get_args

import structlog
from sqlalchemy import Connection

from bot.outbox import endings
from bot.outbox.evidence.folders import share_again
from bot.outbox.jobs.kinds import SheetJob
from bot.outbox.jobs.rows import (
    CompareSheet,
    MirrorAppraisal,
    MirrorJudging,
    MirrorRow,
    MirrorSurvey,
)
from bot.outbox.lane import Lane, carried_out
from bot.outbox.limits import take
from bot.outbox.parts import Parts
from bot.outbox.queue import Queued
from bot.outbox.settling import Settlement, later
from bot.outbox.sheet import appraisals, boards, judging, records, surveys, trouble
from bot.outbox.sheet.mirror_failures import is_for_good, mirror_failed
from bot.store.engine import now_of
from sheets.mirror import MirrorError

# Google allows 60 reads and 60 writes a minute
PER_MINUTE, BURST, CALLS_A_FLUSH = 40, 15, 5

log = structlog.get_logger()


def flush(parts: Parts, jobs: Sequence[Queued[SheetJob]]) -> list[Settlement]:
    with parts.database.writing() as conn:
        wait = take(
            conn,
            "sheets",
            now_of(conn),
            per_minute=PER_MINUTE,
            burst=BURST,
            cost=CALLS_A_FLUSH,
        )
    if wait:
        return [later(jobs, "waits for its turn", wait)]
    try:
        _write(parts, [one.job for one in jobs])
    except MirrorError as error:
        if len(jobs) > 1 and is_for_good(error):
            return _in_halves(parts, jobs)
        return [mirror_failed(parts.keeper, jobs, error, parts.spreadsheet)]
    return [_written(jobs)]


def _in_halves(parts: Parts, jobs: Sequence[Queued[SheetJob]]) -> list[Settlement]:
    """One row that Google will never take must not keep the others out: each half is tried by
    itself.
    """
    middle = len(jobs) // 2
    halves = jobs[:middle], jobs[middle:]
    return [one for half in halves for one in carried_out(SHEETS, parts, half)]


def _write(parts: Parts, jobs: Sequence[SheetJob]) -> None:
    keeper, sheet = parts.keeper, parts.spreadsheet
    rows = [one.submission for one in jobs if isinstance(one, MirrorRow)]
    records.mirror(keeper, rows, sheet)
    asked = [one for one in jobs if isinstance(one, MirrorSurvey)]
    surveys.mirror(keeper, asked, sheet, parts.clock())
    judging.mirror(keeper, [one for one in jobs if isinstance(one, MirrorJudging)], sheet)
    appraised = [one for one in jobs if isinstance(one, MirrorAppraisal)]
    appraisals.mirror(keeper, appraised, sheet)
    for job in (one for one in jobs if isinstance(one, CompareSheet)):
        share_again(keeper, job.programme)
        for difference in records.compare(keeper, job.programme, sheet):
            log.warning("sheet_mended", programme=job.programme, difference=difference)
    _write_boards(parts, [one.programme for one in jobs if not isinstance(one, MirrorSurvey)])
    trouble.works(parts.database, SHEETS.name, parts.database.now())


def _write_boards(parts: Parts, programmes: Sequence[str]) -> None:
    """Where the offices stand now. It can be worked out again at any time, so that a board which is
    not taken keeps no report out of the Sheet: the next one brings it along.
    """
    try:
        boards.mirror(parts.keeper, programmes, parts.spreadsheet, parts.clock())
    except MirrorError as error:
        log.warning("board_not_written", reason=error.sentence)


def _written(jobs: Sequence[Queued[SheetJob]]) -> Settlement:
    def write(conn: Connection) -> None:
        endings.finish(conn, jobs)
        endings.hasten(conn, jobs, now_of(conn))

    return Settlement(jobs, write)


SHEETS = Lane("sheets", get_args(SheetJob), flush, rows=1000)
