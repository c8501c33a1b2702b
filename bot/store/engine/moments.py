"""The clock of jobs: claims, leases and due times go by the database's time, the same for every
host, and never by a host's own clock; a database's clock that is set changes nothing for them.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

OPTION = "moments"
JUMP = timedelta(
    seconds=2
)  # no two clocks that run differ so much from one sign of life to the next
SOON_ENOUGH = 1.0  # seconds: an answer that took longer says when it was asked, not what time it is
DOUBTED_FOR = 10.0  # seconds: by then a worker has written down that the server's clock was set
AS_ANY = timedelta(0)


def machine_now() -> datetime:
    """What the clock of this machine says."""
    return datetime.now(UTC)


def running() -> float:
    """Seconds by a clock that nobody can set, and that goes on while the machine sleeps."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Moments:
    """The database's time as it was measured last, and how long ago that was by a clock that never
    jumps. Until it has been measured: the machine's.

    `ahead` is by how much the database's clock was set forward (back: negative) while jobs were
    on their way, as all hosts have agreed (bot/store/job_clock.py): they go on without it.
    """

    def __init__(
        self,
        machine: Callable[[], datetime] = machine_now,
        since: Callable[[], float] = running,
    ) -> None:
        self._machine = machine
        self.since = since
        self._anchor: tuple[datetime, float] | None = None
        self._doubted_at: float | None = None
        self.ahead = AS_ANY

    def __call__(self) -> datetime:
        if self._anchor is None:
            return self._machine()
        told, at = self._anchor
        return told + timedelta(seconds=self.since() - at)

    def measured(
        self, told: datetime, ahead: timedelta = AS_ANY, asked_at: float | None = None
    ) -> bool:
        """The database's clock said `told` when it was asked at `asked_at`. False where that cannot
        have come by waiting: then nothing changes here until a worker has found out why. If none
        says that the clock was set, it was this machine that stood still.
        """
        now = self.since()
        asked_at = now if asked_at is None else asked_at
        if self._anchor is not None:
            if now - asked_at > SOON_ENOUGH:
                return True
            if ahead == self.ahead and abs(told - ahead - self()) > JUMP:
                self._doubted_at = now if self._doubted_at is None else self._doubted_at
                if now - self._doubted_at < DOUBTED_FOR:
                    return False
        self._doubted_at = None
        self.ahead, self._anchor = ahead, (told - ahead, (asked_at + now) / 2)
        return True

    def slept(self, told: datetime) -> None:
        """The clocks are right: it was this machine that stood still."""
        self._anchor = told - self.ahead, self.since()

    def skew(self) -> timedelta:
        """How far this machine's clock is ahead of the database's; negative where it is behind."""
        return self._machine() - self() - self.ahead


def now_of(conn: Connection) -> datetime:
    """The moment by which jobs of this database go."""
    moments: Moments = conn.get_execution_options()[OPTION]
    return moments()
