"""The worker: one thread for each lane of the outbox, one for the clock. Any number of workers may
run.
"""

import os
import socket
import threading
import time
import traceback
import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

import structlog
from sqlalchemy.exc import OperationalError

from bot.bell import Bell
from bot.daily import clockwork
from bot.daily.rich_menus import RichMenus
from bot.outbox import claims
from bot.outbox.at_work import AtWork
from bot.outbox.jobs.job import Job
from bot.outbox.lane import Lane, carried_out
from bot.outbox.lanes import LANES
from bot.outbox.parts import Parts
from bot.outbox.queue import Queued
from bot.outbox.settling import Settlement, failed
from bot.store import job_clock

LOOK_EVERY = 1.0  # seconds: the net below signals that were lost, and for what is due later

log = structlog.get_logger()


class Worker:
    """A working process: `do_one` takes one thing from a lane and says whether there was one."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.id = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        self._at_work = AtWork()
        self._stop = threading.Event()
        self._bells = {name: Bell() for name in LANES}

    def _as_worker(self) -> claims.Worker:
        return claims.Worker(self.id, self._now() - claims.DEAD_AFTER)

    def _now(self) -> datetime:
        """The database's time: by it and by no host's own clock claims are made."""
        return self.parts.database.now()

    def beat(self) -> bool:
        """Gives a sign of life, by which its claims stay its own."""
        if not self.parts.database.measure_time():
            job_clock.agree(self.parts.database, self.id)
        with self.parts.database.writing() as conn:
            claims.beat(conn, self.id, self._now())
            if self._at_work.is_in_doubt(now := time.monotonic()):
                claims.let_go(conn, self._at_work.forgotten(claims.of(conn, self.id), now))
        return True

    def leave(self) -> bool:
        """Says that it ends on purpose: nobody need worry, and its claims are free at once."""
        with self.parts.database.writing() as conn:
            claims.leave(conn, self.id)
        return True

    def do_one(self, lane: Lane) -> bool:
        """Claims, carries out and settles what the lane takes at once, and goes on while it finds
        more: whether there was any.
        """
        database = self.parts.database
        if not lane.is_there(self.parts):
            return False
        with database.reading() as conn:
            if not claims.has_work(conn, lane.name, self._now(), self._as_worker()):
                return False
        jobs = self._settle_and_claim(lane, [])
        did = bool(jobs)
        while jobs:
            self._at_work.takes(jobs)
            if len(jobs) >= lane.streams * lane.rows:
                self._bells[lane.name].ring()  # there may be more than one thread can do
            try:
                further = self._settle_and_claim(lane, carried_out(lane, self.parts, jobs))
            finally:
                self._at_work.leaves(jobs)
            jobs = further
        return did

    def _settle_and_claim(self, lane: Lane, settled: Sequence[Settlement]) -> list[Queued[Job]]:
        """Writes what became of jobs and takes the next ones, in one transaction.

        While the database is away the jobs stay ours, so it is tried until it is back; one that
        cannot be settled costs only itself.
        """
        while True:
            try:
                return self._write(lane, settled)
            except OperationalError as error:
                self._at_work.doubt(time.monotonic())
                log.error("settling_failed", error=repr(error))
                if self._stop.wait(1.0):
                    raise
            except Exception as error:
                if not settled:
                    raise
                log.error("settling_failed", error=repr(error), trace=traceback.format_exc())
                if self._settle_each(settled):
                    settled = []
                elif self._stop.wait(1.0):
                    raise

    def _write(self, lane: Lane, settled: Sequence[Settlement]) -> list[Queued[Job]]:
        with self.parts.database.writing() as conn:
            for one in settled:
                one.write(conn)
            if self._stop.is_set():
                return []
            at_once = {"streams": lane.streams, "rows": lane.rows}
            return claims.claim(conn, lane.name, self._now(), self._as_worker(), **at_once)

    def _settle_each(self, settled: Sequence[Settlement]) -> bool:
        """False where not even a failure can be written: then all of it is tried again."""
        try:
            for one in settled:
                self._settle(one)
        except Exception as error:
            log.error("settling_failed", error=repr(error), trace=traceback.format_exc())
            return False
        return True

    def _settle(self, one: Settlement) -> None:
        try:
            with self.parts.database.writing() as conn:
                one.write(conn)
        except Exception as error:
            with self.parts.database.writing() as conn:
                failed(one.jobs, repr(error), retry=True).write(conn)

    def tick(self) -> bool:
        """What the clock brings; one thing that fails keeps no other from being done."""
        did = [self._guarded_briefly(name, do) for name, do in clockwork.tasks(self.parts)]
        return any(did)

    def drain(self) -> int:
        """Everything that can be done now, in this thread; how many things that was."""
        self.beat()
        did = int(self.tick())
        while any([self.do_one(lane) for lane in LANES.values()]):  # noqa: C419 - every lane gets its turn
            did += 1
        return did

    def run(self) -> None:
        """Works until `stop`; a database that is not there yet is waited for."""
        while not self._guarded(self.beat):
            if self._stop.is_set():
                return
        listener = self.parts.database.listener()
        threads = [
            threading.Thread(target=self._lane, args=(lane,), daemon=True)
            for lane in LANES.values()
            for _ in range(lane.threads)
        ]
        for task in (lambda: listener.listen(self._wake), self._look, self._clock, self._menus):
            threads.append(threading.Thread(target=task, daemon=True))
        for thread in threads:
            thread.start()
        while not self._stop.wait(claims.HEARTBEAT.total_seconds()):
            self._guarded(self.beat)
        listener.close()
        for lane in LANES.values():
            self._bells[lane.name].ring_all()
        for thread in threads:
            thread.join(timeout=5)
        if not any(thread.is_alive() for thread in threads):
            self._guarded(self.leave)

    def stop(self) -> None:
        self._stop.set()

    def _wake(self, lanes: Iterable[str]) -> None:
        for lane in lanes:
            if lane in self._bells:
                self._bells[lane].ring()

    def _look(self) -> None:
        """The net: whatever is due and nobody was woken for."""
        while not self._stop.is_set():
            self._guarded(self._look_once)
            self._stop.wait(LOOK_EVERY)

    def _look_once(self) -> bool:
        with self.parts.database.reading() as conn:
            now, me = self._now(), self._as_worker()
            found = [name for name in LANES if claims.has_work(conn, name, now, me)]
        self._wake(found)
        return bool(found)

    def _lane(self, lane: Lane) -> None:
        while not self._stop.is_set():
            if not self._guarded(lambda: self.do_one(lane)):
                self._bells[lane.name].wait()

    def _clock(self) -> None:
        while not self._stop.is_set():
            self._guarded(self.tick)
            self._stop.wait(1.0)

    def _menus(self) -> None:
        menus = RichMenus(self.parts.database, self.parts.line)
        while not self._stop.is_set():
            self._guarded(menus.run_once)
            self._stop.wait(1.0)

    def _guarded_briefly(self, name: str, do: Callable[[], bool]) -> bool:
        try:
            return do()
        except OperationalError:
            raise
        except Exception as error:
            log.error("clock_failed", what=name, error=repr(error), trace=traceback.format_exc())
            return False

    def _guarded(self, one: Callable[[], bool]) -> bool:
        """The one place that catches everything: it records, waits, and goes on."""
        try:
            return one()
        except Exception as error:
            self._at_work.doubt(time.monotonic())
            log.error("worker_failed", error=repr(error), trace=traceback.format_exc())
            self._stop.wait(1.0)
            return False
