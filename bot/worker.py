"""The worker: one thread for each lane of the outbox, one for the clock. Any number of workers may run."""

import os
import socket
import threading
import traceback
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection

from bot import nightly, quota, reminders
from bot.clock import Clock, real_now
from bot.inbox.process import Inbox, retry_one
from bot.outbox import check_form, content, evidence, group_summary, queue, records, remind
from bot.outbox.deliver import Outcome, deliver
from bot.outbox.errors import DoorError, NotReadyError
from bot.outbox.evidence import Keeper
from bot.outbox.limits import take
from bot.outbox.line_api import Line
from bot.outbox.queue import Job
from bot.store.engine import Database
from sheets.mirror import MirrorError

# what a lane takes at once: messages of several people, all rows that wait for one Sheet
AT_ONCE: dict[str, dict[str, int]] = {
    "line": {"streams": 8},
    "content": {},
    "drive": {},
    "sheets": {"rows": 500},
}
WAIT_FOR_CONTENT = timedelta(seconds=1)
WAIT_FOR_A_PERSON = timedelta(minutes=5)
SHEETS_PER_MINUTE, SHEETS_BURST, CALLS_A_FLUSH = 40, 15, 5  # Google allows 60 reads and 60 writes a minute

log = structlog.get_logger()

Settle = Callable[[Connection], None]


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything a worker works with."""

    database: Database
    inbox: Inbox
    line: Line
    keeper: Keeper
    clock: Clock
    spreadsheet: str = ""


def later(jobs: Sequence[Job], why: str, wait: timedelta) -> Settle:
    """The jobs wait; that is no failure."""

    def settle(conn: Connection) -> None:
        for job in jobs:
            queue.again(conn, job, real_now(), why, wait=wait)

    return settle


class Worker:
    """A working process: `do_one` takes one thing from a lane and says whether there was one."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.id = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        self._stop = threading.Event()

    def _as_worker(self) -> queue.Worker:
        return queue.Worker(self.id, real_now() - queue.DEAD_AFTER)

    def beat(self) -> bool:
        """Gives a sign of life, by which its claims stay its own."""
        with self.parts.database.writing() as conn:
            queue.beat(conn, self.id, real_now())
        return True

    def do_one(self, lane: str) -> bool:
        """Claims, carries out and settles what the lane takes at once: a few people's messages, one Sheet's rows."""
        database, now = self.parts.database, real_now()
        with database.reading() as conn:
            if not queue.has_work(conn, lane, now, self._as_worker()):
                return False
        with database.writing() as conn:
            jobs = queue.claim(conn, lane, now, self._as_worker(), **AT_ONCE[lane])
        if not jobs:
            return False
        settlements = (
            [self._guarded_work(lane, jobs)] if lane == "sheets" else [self._guarded_work(lane, [job]) for job in jobs]
        )
        with database.writing() as conn:
            for settle in settlements:
                settle(conn)
        return True

    def _guarded_work(self, lane: str, jobs: Sequence[Job]) -> Settle:
        """Does the work outside any transaction; answers with what to write of it, also when it failed."""
        try:
            return self._work(lane, jobs)
        except NotReadyError:
            return later(jobs, "waits for its content", WAIT_FOR_CONTENT)
        except MirrorError as error:
            return self._mirror_failed(jobs, error)
        except DoorError as error:
            return self._failed(jobs, error.sentence, retry=error.retry)
        except Exception as error:
            log.error("job_failed", kind=jobs[0].kind, error=repr(error), trace=traceback.format_exc())
            return self._failed(jobs, repr(error), retry=True)

    def _work(self, lane: str, jobs: Sequence[Job]) -> Settle:
        now = real_now()
        match lane:
            case "line":
                return self._settlement(jobs[0], self._say(jobs[0], now))
            case "content" if jobs[0].kind == "check_form":
                check_form.check(self.parts.database, self.parts.line, jobs[0], now)
            case "content":
                content.fetch(self.parts.database, self.parts.line, jobs[0], now)
            case "drive":
                evidence.keep(self.parts.keeper, jobs[0], now)
            case _:
                return self._flush(jobs)
        return lambda conn: queue.finish(conn, jobs)

    def _say(self, job: Job, now: datetime) -> Outcome:
        parts = self.parts
        if job.kind == "remind":
            return remind.send(parts.line, parts.database, parts.inbox.library, job, parts.clock(), now)
        if job.kind == "group_digest":
            return group_summary.send(parts.line, parts.database, parts.inbox.library, job, parts.clock(), now)
        return deliver(parts.line, job, now)

    def _flush(self, jobs: Sequence[Job]) -> Settle:
        with self.parts.database.writing() as conn:
            wait = take(
                conn, "sheets", real_now(), per_minute=SHEETS_PER_MINUTE, burst=SHEETS_BURST, cost=CALLS_A_FLUSH
            )
        if wait:
            return later(jobs, "waits for its turn", wait)
        keeper, sheet = self.parts.keeper, self.parts.spreadsheet
        records.mirror(keeper, [job for job in jobs if job.kind == "mirror"], sheet)
        for job in (one for one in jobs if one.kind == "compare"):
            for difference in records.compare(keeper, job.payload["programme"], sheet):
                log.warning("sheet_mended", programme=job.payload["programme"], difference=difference)
        return lambda conn: queue.finish(conn, jobs)

    def _settlement(self, job: Job, outcome: Outcome) -> Settle:
        if outcome.what != "done":
            log.info("message_not_sent", job=job.id, what=outcome.what, reason=outcome.reason)
        return lambda conn: outcome.settle(conn, job, real_now())

    def _mirror_failed(self, jobs: Sequence[Job], error: MirrorError) -> Settle:
        """Google needs a person: wait long. What it held is gone: make it anew. Else as with any failure."""
        if error.pause:
            log.error("mirror_paused", error=str(error))
            return later(jobs, str(error), WAIT_FOR_A_PERSON)
        if error.code == "not_found":
            self._make_anew(jobs[0])
        return self._failed(jobs, str(error), retry=error.retry or error.code == "not_found")

    def _make_anew(self, job: Job) -> None:
        if job.kind == "keep":
            evidence.forget_place(self.parts.keeper, job.payload["evidence"])
        else:
            records.forget_sheet(self.parts.keeper, job.stream.removeprefix("sheet:"), real_now())

    def _failed(self, jobs: Sequence[Job], error: str, *, retry: bool) -> Settle:
        log.warning("job_failed", kind=jobs[0].kind, attempts=jobs[0].attempts, retry=retry, error=error[:300])

        def settle(conn: Connection) -> None:
            for job in jobs:
                if retry:
                    queue.again(conn, job, real_now(), error)
                else:
                    queue.give_up(conn, job, error)

        return settle

    def tick(self) -> bool:
        """What the clock brings: failed events again, the nightly comparison, reminders that are due."""
        did = retry_one(self.parts.inbox)
        did = nightly.run_once(self.parts.database, self.parts.clock()) > 0 or did
        parts = self.parts
        asked, counted = quota.ask(parts.line), quota.count(parts.line)
        return reminders.run_once(parts.database, parts.inbox.library, parts.clock(), asked, counted) > 0 or did

    def drain(self) -> int:
        """Everything that can be done now, in this thread; how many things that was."""
        self.beat()
        did = int(self.tick())
        while any([self.do_one(lane) for lane in LANES]):  # noqa: C419 - every lane gets its turn
            did += 1
        return did

    def run(self) -> None:
        """Works until `stop`."""
        self.beat()
        threads = [
            threading.Thread(target=self._lane, args=(lane, pause), daemon=True) for lane, pause in LANES.items()
        ]
        threads.append(threading.Thread(target=self._clock, daemon=True))
        for thread in threads:
            thread.start()
        while not self._stop.wait(queue.HEARTBEAT.total_seconds()):
            self._guarded(self.beat)
        for thread in threads:
            thread.join(timeout=5)

    def stop(self) -> None:
        self._stop.set()

    def _lane(self, lane: str, pause: float) -> None:
        while not self._stop.is_set():
            if not self._guarded(lambda: self.do_one(lane)):
                self._stop.wait(pause)

    def _clock(self) -> None:
        while not self._stop.is_set():
            self._guarded(self.tick)
            self._stop.wait(1.0)

    def _guarded(self, one: Callable[[], bool]) -> bool:
        """The one place that catches everything: it records, waits, and goes on."""
        try:
            return one()
        except Exception as error:
            log.error("worker_failed", error=repr(error), trace=traceback.format_exc())
            self._stop.wait(1.0)
            return False


# how long an idle lane waits before it looks again, in seconds
LANES = {"line": 0.04, "content": 0.1, "drive": 0.2, "sheets": 0.5}
