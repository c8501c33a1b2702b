"""The emulator's own time: it runs on by itself and can be set, so that a week passes in a test."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

BANGKOK = timezone(timedelta(hours=7), "Asia/Bangkok")
Ticking = Callable[[], datetime]


def real() -> datetime:
    """The machine's own time."""
    return datetime.now(UTC)


class Clock:
    """Tells the time in Bangkok. Starts at `start` (an instant, another clock, or now) and runs on
    from there.
    """

    def __init__(self, start: datetime | Ticking | None = None) -> None:
        self._base = start if callable(start) else real
        self._ahead = timedelta()
        self.on_set: Callable[[datetime], None] | None = None
        if isinstance(start, datetime):
            self._ahead = aware(start) - real()

    def now(self) -> datetime:
        """The moment, in Bangkok."""
        return (self._base() + self._ahead).astimezone(BANGKOK)

    def milliseconds(self) -> int:
        """The moment as LINE stamps it: milliseconds since 1970."""
        return int(self.now().timestamp() * 1000)

    def set(self, moment: datetime) -> datetime:
        """Goes to `moment` (Bangkok's if it names no zone) and tells who asked to be told."""
        self._ahead += aware(moment) - self.now()
        return self._tell()

    def forward(self, by: timedelta) -> datetime:
        """Goes on by a span; tells who asked to be told."""
        self._ahead += by
        return self._tell()

    def _tell(self) -> datetime:
        now = self.now()
        if self.on_set is not None:
            self.on_set(now)
        return now


def aware(moment: datetime) -> datetime:
    """A moment without a zone is one in Bangkok."""
    return moment if moment.tzinfo else moment.replace(tzinfo=BANGKOK)
