"""Rate limits as LINE documents them: a token bucket for each method and path template (LINE: Rate
limits).
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

HOUR, MINUTE = 3600.0, 60.0
# how many, in how many seconds; what is not named here is 2,000 a second
TABLE: dict[str, tuple[int, float]] = {
    "POST /v2/bot/message/multicast": (200, 1),
    "POST /v2/bot/message/narrowcast": (60, HOUR),
    "POST /v2/bot/message/broadcast": (60, HOUR),
    "POST /v2/bot/chat/loading/start": (100, 1),
    "GET /v2/bot/channel/webhook/endpoint": (1000, MINUTE),
    "PUT /v2/bot/channel/webhook/endpoint": (1000, MINUTE),
    "POST /v2/bot/channel/webhook/test": (60, HOUR),
    "POST /v2/bot/richmenu": (100, HOUR),
    "DELETE /v2/bot/richmenu/<menu>": (100, HOUR),
    "DELETE /v2/bot/richmenu/alias/<alias>": (100, HOUR),
    "GET /v2/bot/richmenu/progress/batch": (100, HOUR),
    "POST /v2/bot/richmenu/batch": (3, HOUR),
    "GET /v2/bot/richmenu/list": (10, 1),
    "POST /v2/oauth/accessToken": (370, 1),
}
USUAL = (2000, 1.0)


@dataclass
class Bucket:
    """Holds up to `size` calls; fills at `rate` a second."""

    size: float
    rate: float
    left: float
    at: float

    def take(self, now: float) -> bool:
        """Takes one, if there is one."""
        self.left = min(self.size, self.left + (now - self.at) * self.rate)
        self.at = now
        if self.left < 1:
            return False
        self.left -= 1
        return True


class Limits:
    """One bucket a path template. `scale` makes all of them larger or smaller: 0.001 lets two
    pushes a second pass.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._buckets: dict[str, Bucket] = {}
        self._scale = 1.0

    @property
    def scale(self) -> float:
        """How much of the documented rate is allowed."""
        return self._scale

    @scale.setter
    def scale(self, value: float) -> None:
        with self._lock:
            self._scale = value
            self._buckets.clear()

    def take(self, template: str) -> bool:
        """Whether one more call to "METHOD /path/template" is within the limit now; counts it."""
        now = time.monotonic()
        with self._lock:
            bucket = self._buckets.get(template)
            if bucket is None:
                many, seconds = TABLE.get(template, USUAL)
                size = many * self._scale
                bucket = self._buckets[template] = Bucket(size, size / seconds, size, now)
            return bucket.take(now)
