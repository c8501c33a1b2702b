"""The clock of jobs: claims, leases and due times go by the database's time, the same for every
host, and never by a host's own clock.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

OPTION = "moments"


def machine_now() -> datetime:
    """What the clock of this machine says."""
    return datetime.now(UTC)


class Moments:
    """The database's time as it was measured last, and how long ago that was by a clock that never
    jumps. Until it has been measured: the machine's.
    """

    def __init__(self, machine: Callable[[], datetime] = machine_now) -> None:
        self._machine = machine
        self._since = time.monotonic
        self._anchor: tuple[datetime, float] | None = None

    def __call__(self) -> datetime:
        if self._anchor is None:
            return self._machine()
        told, at = self._anchor
        return told + timedelta(seconds=self._since() - at)

    def measured(self, told: datetime) -> None:
        """The database said just now that it is `told`."""
        self._anchor = told, self._since()

    def skew(self) -> timedelta:
        """How far this machine's clock is ahead of the database's; negative where it is behind."""
        return self._machine() - self()


def now_of(conn: Connection) -> datetime:
    """The moment by which jobs of this database go."""
    moments: Moments = conn.get_execution_options()[OPTION]
    return moments()
