"""What a worker has claimed and is working on; and, after trouble with the database, what it has
claimed without knowing of it, for the answer to its commit was lost.
"""

import threading
from collections.abc import Collection, Iterable

from bot.outbox.jobs.job import Job
from bot.outbox.queue import Queued

Claim = tuple[int, int]  # a job and which try of it this is
KNOWN_WITHIN = 15.0  # seconds: a thread knows of what it has claimed long before
DOUBT = 120.0  # seconds after trouble in which claims are looked through


class AtWork:
    """The claims that the threads of one worker know of."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: set[Claim] = set()
        self._trouble: float | None = None
        self._unknown: dict[Claim, float] = {}  # and since when, in seconds of this process

    def takes(self, jobs: Iterable[Queued[Job]]) -> None:
        with self._lock:
            self._known.update((one.id, one.attempts) for one in jobs)

    def leaves(self, jobs: Iterable[Queued[Job]]) -> None:
        with self._lock:
            self._known.difference_update((one.id, one.attempts) for one in jobs)

    def doubt(self, now: float) -> None:
        """The database failed somewhere: an answer of it may have been lost. Seconds of this
        process.
        """
        self._trouble = now

    def is_in_doubt(self, now: float) -> bool:
        return self._trouble is not None and now - self._trouble < DOUBT

    def forgotten(self, claimed: Collection[Claim], now: float) -> list[Claim]:
        """Those of all that stand as claimed by this worker that none of its threads has known of
        for a while: nobody will carry them out.
        """
        with self._lock:
            unknown = set(claimed) - self._known
        self._unknown = {one: self._unknown.get(one, now) for one in unknown}
        return [one for one, since in self._unknown.items() if now - since >= KNOWN_WITHIN]
