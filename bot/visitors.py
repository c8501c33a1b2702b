"""What one address may have of a web process, so that a flood of one leaves room for others: so
many pages a minute, and half of the places where pages are made.

Generous, since a whole office may stand behind one address: two hundred people who answer a survey
on one evening are let in (tests/test_visitors.py). LINE's signed webhooks are never counted: it
sends all of them from a few addresses.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any

from bot.caller import caller
from bot.turnstile import Turnstile

PAGES, PAGES_PER_SECOND = 1200, 10.0  # of one address, in a web process
UNSIGNED, UNSIGNED_PER_SECOND = 120, 1.0  # webhooks that nobody signed, likewise
PLACES_OF_ONE = 2  # of the four where pages are made
MOST_WAITING = 300  # pages of one address that wait for a place
FULL_SECONDS = 5  # until one that found no room may ask again


class Visitors:
    """`proxies` as the setting says; an address that is not known is never held up."""

    def __init__(self, proxies: int, clock: Callable[[], float] = monotonic) -> None:
        self._proxies = proxies
        self._pages = Turnstile(PAGES, PAGES_PER_SECOND, clock)
        self._unsigned = Turnstile(UNSIGNED, UNSIGNED_PER_SECOND, clock)
        self._places: dict[str, asyncio.Semaphore] = {}
        self._here: Counter[str] = Counter()

    def who(self, scope: dict[str, Any]) -> str:
        """The address a request comes from; "" where it may be anybody's."""
        peer = scope["client"][0] if scope.get("client") else ""
        told = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
        return caller(peer, b",".join(told).decode("latin-1"), self._proxies)

    def wait(self, who: str) -> int:
        """0 when this address may have one more page, else for how many seconds it has to wait."""
        if not who:
            return 0
        if self._here[who] >= PLACES_OF_ONE + MOST_WAITING:
            return FULL_SECONDS
        return self._pages.wait(who)

    def wait_unsigned(self, who: str) -> int:
        """The same for a webhook whose signature is missing or wrong."""
        return self._unsigned.wait(who) if who else 0

    @asynccontextmanager
    async def place(self, who: str) -> AsyncIterator[None]:
        """Waits until fewer than its share of pages are being made for this address."""
        if not who:
            yield
            return
        places = self._places.setdefault(who, asyncio.Semaphore(PLACES_OF_ONE))
        self._here[who] += 1
        try:
            async with places:
                yield
        finally:
            self._here[who] -= 1
            if not self._here[who]:
                del self._here[who], self._places[who]
