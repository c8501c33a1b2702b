"""What is sent to a process takes so much of its memory and no more, however many send, and
however slowly; LINE's webhooks are taken meanwhile.
"""

import asyncio
import base64
import hashlib
import hmac
import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import psutil
import requests

from bot.bodies import Refused, Room
from bot.inbox.door import LARGEST_BODY
from bot.web import ROOM
from tests.asking import played
from tests.processes import Processes
from tests.test_webhook import body
from tests.world import SECRET

WEB_PROCESSES = 2
ONE, OTHER = "203.0.113.9", "198.51.100.7"


class Sender:
    """Somebody who sends a body piece by piece, and what becomes of it."""

    def __init__(self, room: Room, who: str) -> None:
        self._pieces: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._dealt_with = asyncio.Event()
        self.found: asyncio.Future[bytes | Refused] = asyncio.get_running_loop().create_future()
        self._at_work = asyncio.ensure_future(self._read(room, who))

    async def _read(self, room: Room, who: str) -> None:
        with room.taken(who) as coming:
            self.found.set_result(await coming.read({}, self._pieces.get))
            await self._dealt_with.wait()

    async def sends(self, piece: bytes, *, more: bool = True) -> "Sender":
        self._pieces.put_nowait({"type": "http.request", "body": piece, "more_body": more})
        for _ in range(5):
            await asyncio.sleep(0)
        return self

    async def leaves(self) -> None:
        self._dealt_with.set()
        await self._at_work


def test_whoever_sends_longest_makes_room_for_those_who_come_after() -> None:
    async def play() -> list[bytes | Refused]:
        room = Room(10)
        first = await Sender(room, ONE).sends(b"123456")
        second = await Sender(room, OTHER).sends(b"1234")
        third = await Sender(room, ONE).sends(b"123", more=False)
        await second.sends(b"56", more=False)
        return [await one.found for one in (first, second, third)]

    assert played(play()) == [Refused.NO_ROOM, b"123456", b"123"]


def test_one_address_has_its_share_and_takes_nothing_from_another() -> None:
    async def play() -> list[bytes | Refused]:
        room = Room(10, of_one=5)
        other = await Sender(room, OTHER).sends(b"12345")
        flood = [await Sender(room, ONE).sends(b"12345") for _ in range(5)]
        await other.sends(b"", more=False)
        await flood[-1].sends(b"", more=False)
        return [await one.found for one in (other, *flood)]

    assert played(play()) == [b"12345", *[Refused.NO_ROOM] * 4, b"12345"]


def test_what_is_here_whole_keeps_its_room_until_it_has_been_dealt_with() -> None:
    async def play() -> list[bytes | Refused]:
        room = Room(10)
        waits = await Sender(room, ONE).sends(b"1234567", more=False)
        before = await Sender(room, OTHER).sends(b"1234567", more=False)
        await waits.leaves()
        after = await Sender(room, OTHER).sends(b"1234567", more=False)
        return [await one.found for one in (waits, before, after)]

    assert played(play()) == [b"1234567", Refused.NO_ROOM, b"1234567"]


def test_a_sender_who_hangs_up_has_sent_nothing() -> None:
    """Half a form is not a form."""

    async def play() -> bytes | Refused:
        room = Room(10)
        with room.taken(ONE) as coming:
            told: Iterator[dict[str, Any]] = iter(
                [
                    {"type": "http.request", "body": b"a=1&b=", "more_body": True},
                    {"type": "http.disconnect"},
                ]
            )

            async def receive() -> dict[str, Any]:
                return next(told)

            return await coming.read({}, receive)

    assert played(play()) is Refused.TOO_SLOW


def memory(web: Processes) -> int:
    return sum(psutil.Process(pid).memory_info().rss for pid in web.web_pids())


def webhook(web: Processes) -> int:
    """LINE's, meanwhile."""
    content = json.dumps(body()).encode()
    made = hmac.new(SECRET.encode(), content, hashlib.sha256).digest()
    signed = {"X-Line-Signature": base64.b64encode(made).decode()}
    return requests.post(f"{web.address}/callback", content, headers=signed, timeout=2).status_code


def slow_sender(web: Processes, path: str, number: int) -> socket.socket:
    """All of 1 MiB but its last letter, from an address of its own."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 5.5.{number // 250}.{number % 250}"
        f"\r\nContent-Length: {LARGEST_BODY}\r\n\r\n"
    )
    made = socket.create_connection(("127.0.0.1", web.port), timeout=5)
    made.sendall(head.encode() + b"x" * (LARGEST_BODY - 1))
    return made


def flooded(web: Processes, path: str) -> tuple[list[bytes], set[int], int]:
    """What is told to those without room, of so many as fill it three times; what is told to LINE
    meanwhile; and by how many bytes memory grew.
    """
    many, before = 3 * WEB_PROCESSES * ROOM // LARGEST_BODY, memory(web)
    senders, line = [], set()
    for number in range(many):
        senders.append(slow_sender(web, path, number))
        if number % 20 == 0:
            line.add(webhook(web))
    grown = memory(web) - before
    refused = []
    for one in senders:
        one.setblocking(False)
        with suppress(BlockingIOError):  # still taken
            refused.append(one.recv(4000))
        one.close()
    return refused, line, grown


def are_told_to_wait(refused: list[bytes]) -> bool:
    """Those for whom there was no room, and nobody else."""
    many = WEB_PROCESSES * ROOM // LARGEST_BODY
    return len(refused) >= many and {one[9:12] for one in refused} == {b"503"}


def test_slow_senders_to_pages_fill_no_more_than_their_room_and_are_told_to_wait(
    web: Processes,
) -> None:
    refused, line, grown = flooded(web, "/e/unknown")
    page = requests.post(f"{web.address}/e/unknown", "a=1", timeout=5).status_code

    assert are_told_to_wait(refused)
    assert (line, page) == ({200}, 405)
    assert grown < 2.5 * WEB_PROCESSES * ROOM
    told = refused[0].decode()
    assert "retry-after: 5" in told
    assert "default-src 'none'" in told
    assert "รอ 5 วินาที" in told
    assert "Wait 5 s" in told


def test_slow_webhooks_that_nobody_signed_keep_no_room_from_line_s(web: Processes) -> None:
    refused, line, grown = flooded(web, "/callback")

    assert are_told_to_wait(refused)
    assert line == {200}
    assert grown < 2.5 * WEB_PROCESSES * ROOM
