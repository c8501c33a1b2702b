"""Memory for what is sent to a process: bodies lie in it together while they come in and until they
have been dealt with, and there is room for so much.

When it is full, whoever has been sending longest makes room, as at the doorkeeper's: an honest body
is here within milliseconds, a hostile one takes its time.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from enum import Enum, auto
from typing import Any

from bot.inbox.door import LARGEST_BODY

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]

BODY_SECONDS = 10.0  # for a whole body: LINE needs milliseconds


class Refused(Enum):
    """Why a body is not taken."""

    TOO_LARGE = auto()
    TOO_SLOW = auto()  # or its sender has gone
    NO_ROOM = auto()


class Room:
    """For `most` bytes, of which one address may have `of_one`: all of them unless it is said."""

    def __init__(self, most: int, of_one: int | None = None) -> None:
        self._most, self._of_one = most, most if of_one is None else of_one
        self._held = 0  # bytes
        self._held_of: Counter[str] = Counter()
        self._coming_in: dict[Body, None] = {}  # oldest first

    @contextmanager
    def taken(self, who: str = "") -> Iterator["Body"]:
        """A body of this address ("" where it may be anybody's); what it takes is free again at the
        end.
        """
        body = Body(self, who)
        try:
            yield body
        finally:
            self.leaves(body)

    def begins(self, body: "Body") -> None:
        """Its first byte is waited for."""
        self._coming_in[body] = None

    def grows(self, body: "Body", by: int) -> None:
        """It has so many bytes more; others, or itself, may have to make room for them."""
        self._counts(body, by)
        while body.who and self._held_of[body.who] > self._of_one and self._shown_out(body.who):
            pass
        while self._held > self._most and self._shown_out():
            pass

    def _shown_out(self, who: str = "") -> bool:
        """Whether there was anybody to make room: the oldest that is not here whole."""
        oldest = next((one for one in self._coming_in if who in ("", one.who)), None)
        if oldest is None:
            return False
        self.ends(oldest)
        self.leaves(oldest)
        oldest.makes_room()
        return True

    def ends(self, body: "Body") -> None:
        """It is here whole, or no more of it will come."""
        self._coming_in.pop(body, None)

    def leaves(self, body: "Body") -> None:
        """Nothing of it is held any more."""
        self._counts(body, -body.size)
        if not self._held_of[body.who]:
            del self._held_of[body.who]

    def _counts(self, body: "Body", by: int) -> None:
        body.size += by
        self._held += by
        self._held_of[body.who] += by


class Body:
    """One that is sent; `size` in bytes is what it takes of its room."""

    def __init__(self, room: Room, who: str) -> None:
        self.who, self.size = who, 0
        self._room, self._has_made_room = room, False
        self._until = asyncio.timeout(BODY_SECONDS)

    def makes_room(self) -> None:
        """Its time is over."""
        self._has_made_room = True
        self._until.reschedule(0)

    async def read(self, headers: dict[bytes, bytes], receive: Receive) -> bytes | Refused:
        """The whole of it, or why it is not taken: as soon as that is seen."""
        told = headers.get(b"content-length", b"0")
        if told.isdigit() and int(told) > LARGEST_BODY:
            return Refused.TOO_LARGE
        self._room.begins(self)
        try:
            async with self._until:
                return await self._pieces(receive)
        except TimeoutError:
            return Refused.NO_ROOM if self._has_made_room else Refused.TOO_SLOW
        finally:
            self._room.ends(self)

    async def _pieces(self, receive: Receive) -> bytes | Refused:
        content = bytearray()  # not a list: a piece of one byte would take fifty
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return Refused.TOO_SLOW
            content += message.get("body", b"")
            more = bool(message.get("more_body"))
            if len(content) > LARGEST_BODY:
                return Refused.TOO_LARGE
            if not self._has_made_room:
                self._room.grows(self, len(content) - self.size)
            if self._has_made_room:
                return Refused.NO_ROOM
        return bytes(content)
