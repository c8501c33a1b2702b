"""How often something may be asked for, by each place that asks: a flood of one place is held up,
and nobody else with it. Counted in memory, in each process, by a hash that forgets with the
process: no address is kept anywhere.
"""

import hashlib
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

MOST_PLACES = 10_000  # then the one that asked longest ago is forgotten


class Turnstile:
    """Tokens that come back with time: `burst` at once, and `per_second` from then on."""

    def __init__(
        self, burst: int, per_second: float, clock: Callable[[], float] = monotonic
    ) -> None:
        self._burst, self._per_second, self._clock = burst, per_second, clock
        self._salt = secrets.token_bytes(16)
        self._held: OrderedDict[bytes, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, place: str) -> int:
        """0 when one more may be taken, and it is counted; else for how many seconds to wait."""
        known = hashlib.blake2b(place.encode(), key=self._salt, digest_size=16).digest()
        with self._lock:
            now = self._clock()
            left, then = self._held.pop(known, (float(self._burst), now))
            left = min(self._burst, left + (now - then) * self._per_second)
            is_free = left >= 1
            self._held[known] = (left - 1 if is_free else left, now)
            if len(self._held) > MOST_PLACES:
                self._held.popitem(last=False)
        return 0 if is_free else max(1, round((1 - left) / self._per_second))
