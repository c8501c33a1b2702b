"""The lanes of files: from LINE (content), and into Drive."""

from collections.abc import Sequence
from typing import assert_never, get_args

import structlog

from bot import later
from bot.outbox.errors import LineError
from bot.outbox.evidence import bringing, codes, fetching, flagging, keeping, sets
from bot.outbox.jobs.files import (
    AwaitSet,
    BringBack,
    CheckForm,
    CheckOwnForm,
    CountPages,
    FetchContent,
    KeepEvidence,
    KeepPaper,
    MakePaper,
    Probe,
    ReadCode,
    ReadRows,
)
from bot.outbox.jobs.kinds import ContentJob, DriveJob
from bot.outbox.lane import Lane
from bot.outbox.parts import Parts
from bot.outbox.queue import Queued
from bot.outbox.settling import Settlement, done
from bot.outbox.sheet import trouble
from bot.outbox.sheet.mirror_failures import mirror_failed
from bot.outbox.uploads import checking, rows
from sheets.mirror import MirrorError

log = structlog.get_logger()


def fetch_or_look(parts: Parts, jobs: Sequence[Queued[ContentJob]]) -> list[Settlement]:
    (one,) = jobs
    now = parts.database.now()
    awaited = CheckForm | CheckOwnForm | ReadRows | ReadCode | MakePaper
    if isinstance(one.job, awaited) and one.job.to and one.attempts <= 1:
        _show_loading(parts, one.job.to)
    match one.job:
        case FetchContent() as job:
            fetching.fetch(parts.database, parts.line, one.of(job), now)
        case CheckForm() as job:
            checking.check(parts, one.of(job), now)
        case CheckOwnForm() as job:
            later.own_form_checking.check(parts, one.of(job), now)
        case ReadRows() as job:
            rows.read(parts, one.of(job))
        case ReadCode() as job:
            codes.read(parts, one.of(job))
        case CountPages() | MakePaper() as job:
            _make_paper(parts, job)
        case AwaitSet() as job:
            return [sets.wait(parts, one.of(job), now)]
        case Probe() as job:
            flagging.probe(parts.keeper, parts.probe, job, now)
        case _:
            assert_never(one.job)
    return [done(jobs)]


def _make_paper(parts: Parts, job: CountPages | MakePaper) -> None:
    if isinstance(job, CountPages):
        later.paper_counting.count(parts, job)
    else:
        later.papers_ahead.make_ahead(parts, job)


def _show_loading(parts: Parts, to: str) -> None:
    """What somebody waits for is being looked at; that the sign cannot be shown stops nothing."""
    try:
        parts.line.show_loading(to)
    except LineError as error:
        log.info("no_loading_sign", why=error.sentence)


def keep_or_bring(parts: Parts, jobs: Sequence[Queued[DriveJob]]) -> list[Settlement]:
    (one,) = jobs
    now = parts.database.now()
    try:
        match one.job:
            case KeepEvidence() as job:
                keeping.keep(parts.keeper, job, now)
            case KeepPaper() as job:
                later.paper_keeping.keep(parts, job)
            case BringBack() as job:
                bringing.bring(parts.database, parts.content, one.of(job), now)
            case _:
                assert_never(one.job)
    except MirrorError as error:
        return [mirror_failed(parts.keeper, jobs, error, parts.spreadsheet)]
    trouble.works(parts.database, DRIVE.name, now)
    return [done(jobs)]


CONTENT = Lane("content", get_args(ContentJob), fetch_or_look, threads=3)
DRIVE = Lane("drive", get_args(DriveJob), keep_or_bring, threads=4)
