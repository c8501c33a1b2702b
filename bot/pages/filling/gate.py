"""A flood of answers from one place is held up, survey by survey."""

from collections.abc import Callable
from time import monotonic

from flask import Request

from bot.caller import caller
from bot.turnstile import Turnstile

BURST, PER_SECOND = 600, 2.0  # an office behind one address that answers in one meeting has room


class Gate:
    """`proxies` as the setting says."""

    def __init__(
        self,
        burst: int = BURST,
        per_second: float = PER_SECOND,
        clock: Callable[[], float] = monotonic,
        proxies: int = 1,
    ) -> None:
        self._turnstile = Turnstile(burst, per_second, clock)
        self._proxies = proxies

    def wait(self, request: Request, survey: str) -> int:
        """0 when one more may be taken, and it is counted; else for how many seconds to wait."""
        peer, passed = request.remote_addr or "", request.headers.get("X-Forwarded-For", "")
        address = caller(peer, passed, self._proxies) or peer
        return self._turnstile.wait(f"{survey}/{address}")
