"""The worker: one thread for each lane of the outbox, one for the clock. Any number of workers may
run.
"""

import os
import socket
import threading
import traceback
import uuid
from collections.abc import Callable, Sequence

import structlog
from sqlalchemy.exc import OperationalError

from bot.clock import real_now
from bot.daily import nightly, quota, reminders, retention
from bot.daily.rich_menus import RichMenus
from bot.inbox.retrying import retry_one
from bot.lane_jobs import LaneJobs, Parts
from bot.outbox import queue
from bot.outbox.settling import Settle

# what a lane takes at once: messages of several people, all rows that wait for one Sheet
AT_ONCE: dict[str, dict[str, int]] = {
    "line": {"streams": 3},
    "content": {},
    "drive": {},
    "sheets": {"rows": 1000},
    "openrosa": {},
}
THREADS = {"line": 6, "content": 3, "drive": 4}  # of a process; of any other lane one

log = structlog.get_logger()


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
        """Claims, carries out and settles what the lane takes at once: a few people's messages, one
        Sheet's rows.
        """
        database, now = self.parts.database, real_now()
        if lane == "openrosa" and self.parts.forwarder is None:
            return False
        with database.reading() as conn:
            if not queue.has_work(conn, lane, now, self._as_worker()):
                return False
        with database.writing() as conn:
            jobs = queue.claim(conn, lane, now, self._as_worker(), **AT_ONCE[lane])
        if not jobs:
            return False
        together = [jobs] if lane == "sheets" else [[job] for job in jobs]
        carry_out = LaneJobs(self.parts).carry_out
        settlements = [carry_out(lane, some) for some in together]
        self._settle(settlements)
        return True

    def _settle(self, settlements: Sequence[Settle]) -> None:
        """Writes what became of jobs; while the database is away they stay ours, so it is tried
        until it is back.
        """
        while True:
            try:
                with self.parts.database.writing() as conn:
                    for settle in settlements:
                        settle(conn)
                return
            except OperationalError as error:
                log.error("settling_failed", error=repr(error))
                if self._stop.wait(1.0):
                    raise

    def tick(self) -> bool:
        """What the clock brings: failed events again, the nightly comparison, reminders of what is
        current now.
        """
        did = retry_one(self.parts.inbox)
        did = nightly.run_once(self.parts.database, self.parts.clock()) > 0 or did
        did = (
            retention.run_once(self.parts.database, self.parts.clock(), self.parts.retention_days)
            > 0
            or did
        )
        parts = self.parts
        quota.refresh(parts.database, parts.line, parts.clock())
        asked, counted = quota.ask(parts.line), quota.count(parts.line)
        return (
            reminders.run_once(parts.database, parts.inbox.library, parts.clock(), asked, counted)
            > 0
            or did
        )

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
            threading.Thread(
                target=self._lane, args=(lane, pause * THREADS.get(lane, 1)), daemon=True
            )
            for lane, pause in LANES.items()
            for _ in range(THREADS.get(lane, 1))
        ]
        threads.append(threading.Thread(target=self._clock, daemon=True))
        threads.append(threading.Thread(target=self._menus, daemon=True))
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

    def _menus(self) -> None:
        menus = RichMenus(self.parts.database, self.parts.line)
        while not self._stop.is_set():
            self._guarded(menus.run_once)
            self._stop.wait(1.0)

    def _guarded(self, one: Callable[[], bool]) -> bool:
        """The one place that catches everything: it records, waits, and goes on."""
        try:
            return one()
        except Exception as error:
            log.error("worker_failed", error=repr(error), trace=traceback.format_exc())
            self._stop.wait(1.0)
            return False


# how often an idle lane is looked at, in seconds, by all of its threads together
LANES = {"line": 0.04, "content": 0.1, "drive": 0.2, "sheets": 0.5, "openrosa": 0.5}
