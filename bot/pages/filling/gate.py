"""A flood of answers from one place is held up: counted in memory, by a hash that forgets with the
process; no address is kept anywhere.
"""

import hashlib
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

from flask import Request

BURST, PER_SECOND = 600, 2.0  # an office behind one address that answers in one meeting has room
MOST_PLACES = 10_000


class Gate:
    """Tokens that come back with time, for each place that sends."""

    def __init__(
        self,
        burst: int = BURST,
        per_second: float = PER_SECOND,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._burst, self._per_second, self._clock = burst, per_second, clock
        self._salt = secrets.token_bytes(16)
        self._held: OrderedDict[bytes, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, request: Request, survey: str) -> int:
        """0 when one more may be taken, and it is counted; else for how many seconds to wait."""
        place = self._place(request, survey)
        with self._lock:
            now = self._clock()
            left, then = self._held.pop(place, (float(self._burst), now))
            left = min(self._burst, left + (now - then) * self._per_second)
            is_free = left >= 1
            self._held[place] = (left - 1 if is_free else left, now)
            if len(self._held) > MOST_PLACES:
                self._held.popitem(last=False)
        return 0 if is_free else max(1, round((1 - left) / self._per_second))

    def _place(self, request: Request, survey: str) -> bytes:
        """The nearest address a proxy has seen, else the one that connected."""
        passed = request.headers.get("X-Forwarded-For", "")
        address = passed.rpartition(",")[2].strip() or (request.remote_addr or "")
        return hashlib.blake2b(
            f"{survey}/{address}".encode(), key=self._salt, digest_size=16
        ).digest()
