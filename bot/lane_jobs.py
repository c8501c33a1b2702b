"""Carries out what was claimed from the outbox, outside any transaction; answers with what to write
of it.
"""

import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from sqlalchemy import Connection

from bot.clock import Clock, real_now
from bot.inbox.inbox import Inbox
from bot.outbox import queue
from bot.outbox.errors import DoorError, NotReadyError
from bot.outbox.evidence import fetching, flagging, keeping
from bot.outbox.evidence.folders import Keeper, share_again
from bot.outbox.evidence.link_probe import Probe
from bot.outbox.limits import take
from bot.outbox.line import unasked
from bot.outbox.line.api import Line
from bot.outbox.line.deliver import Outcome, deliver
from bot.outbox.odk import forwarding
from bot.outbox.odk.forwarding import Forwarder
from bot.outbox.queue import Job
from bot.outbox.settling import Settle, failed, later, not_ready
from bot.outbox.sheet import records, trouble
from bot.outbox.sheet.mirror_failures import is_for_good, mirror_failed
from bot.outbox.uploads import checking
from bot.store.engine import Database
from sheets.mirror import MirrorError

SHEETS_PER_MINUTE, SHEETS_BURST, CALLS_A_FLUSH = (
    40,
    15,
    5,
)  # Google allows 60 reads and 60 writes a minute

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything a worker works with."""

    database: Database
    inbox: Inbox
    line: Line
    keeper: Keeper
    clock: Clock
    spreadsheet: str = ""
    forwarder: Forwarder | None = None  # None: records are not sent on
    probe: Probe = field(default_factory=Probe)
    retention_days: int = 3650


class LaneJobs:
    """Does the work of the lanes: `carry_out` never raises, a failure is one more thing to
    write.
    """

    def __init__(self, parts: Parts) -> None:
        self.parts = parts

    def carry_out(self, lane: str, jobs: Sequence[Job]) -> Settle:
        """Does the work outside any transaction; answers with what to write of it, also when it
        failed.
        """
        try:
            return self._work(lane, jobs)
        except Exception as error:
            try:
                return self._after(jobs, error)
            except Exception as second:
                return self._failed_oddly(jobs, second)

    def _after(self, jobs: Sequence[Job], error: Exception) -> Settle:
        """What follows from a failure."""
        match error:
            case NotReadyError():
                return not_ready(jobs)
            case MirrorError() if len(jobs) > 1 and is_for_good(error):
                return self._in_halves(jobs)
            case MirrorError():
                return mirror_failed(self.parts.keeper, jobs, error, self.parts.spreadsheet)
            case DoorError():
                return failed(jobs, error.sentence, retry=error.retry)
        return self._failed_oddly(jobs, error)

    def _in_halves(self, jobs: Sequence[Job]) -> Settle:
        """One row that Google will never take must not keep the others out: each half is tried by
        itself.
        """
        lane, middle = queue.LANES[jobs[0].kind], len(jobs) // 2
        halves = [self.carry_out(lane, jobs[:middle]), self.carry_out(lane, jobs[middle:])]

        def settle(conn: Connection) -> None:
            for half in halves:
                half(conn)

        return settle

    def _failed_oddly(self, jobs: Sequence[Job], error: Exception) -> Settle:
        trace = "".join(traceback.format_exception(error))
        log.error("job_failed", kind=jobs[0].kind, error=repr(error), trace=trace)
        return failed(jobs, repr(error), retry=True)

    def _work(self, lane: str, jobs: Sequence[Job]) -> Settle:
        now = real_now()
        match lane:
            case "line":
                return self._settlement(jobs[0], self._say(jobs[0], now))
            case "content" if jobs[0].kind == "check_form":
                checking.check(self.parts.database, self.parts.line, jobs[0], now)
            case "content" if jobs[0].kind == "probe":
                flagging.probe(self.parts.keeper, self.parts.probe, jobs[0], now)
            case "content":
                fetching.fetch(self.parts.database, self.parts.line, jobs[0], now)
            case "drive":
                keeping.keep(self.parts.keeper, jobs[0], now)
                trouble.works(self.parts.database, lane, now)
            case "openrosa" if self.parts.forwarder:
                forwarding.forward(self.parts.forwarder, jobs[0])
            case _:
                return self._flush(jobs)
        return lambda conn: queue.finish(conn, jobs)

    def _say(self, job: Job, now: datetime) -> Outcome:
        parts = self.parts
        if job.kind == "remind":
            return unasked.send_reminder(
                parts.line, parts.database, parts.inbox.library, job, parts.clock(), now
            )
        if job.kind == "group_digest":
            return unasked.send_group_summary(
                parts.line, parts.database, parts.inbox.library, job, parts.clock(), now
            )
        return deliver(parts.line, job, now)

    def _flush(self, jobs: Sequence[Job]) -> Settle:
        with self.parts.database.writing() as conn:
            wait = take(
                conn,
                "sheets",
                real_now(),
                per_minute=SHEETS_PER_MINUTE,
                burst=SHEETS_BURST,
                cost=CALLS_A_FLUSH,
            )
        if wait:
            return later(jobs, "waits for its turn", wait)
        keeper, sheet = self.parts.keeper, self.parts.spreadsheet
        records.mirror(keeper, [job for job in jobs if job.kind == "mirror"], sheet)
        for job in (one for one in jobs if one.kind == "compare"):
            share_again(keeper, job.payload["programme"])
            for difference in records.compare(keeper, job.payload["programme"], sheet):
                log.warning(
                    "sheet_mended", programme=job.payload["programme"], difference=difference
                )
        trouble.works(self.parts.database, "sheets", real_now())

        def settle(conn: Connection) -> None:
            queue.finish(conn, jobs)
            queue.hasten(conn, jobs, real_now())

        return settle

    def _settlement(self, job: Job, outcome: Outcome) -> Settle:
        if outcome.what != "done":
            log.info("message_not_sent", job=job.id, what=outcome.what, reason=outcome.reason)
        return lambda conn: outcome.settle(conn, job, real_now())
