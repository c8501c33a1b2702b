"""LINE's end for measuring: says yes to everything and keeps what came when, as
`time.perf_counter` tells it, which on Linux all processes share.

Each message's content is a photo of its own. Whether a reply token is used twice is for the reader
to see: it takes both.

A process of its own (`python -m benchmarks.line_end PORT`), so that whoever is measured pays only
for asking.
"""

import asyncio
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from functools import cache
from io import BytesIO

import requests
from PIL import Image

from bot.photos import JPEG
from tests.postgres import free_port
from tests.processes import eventually

SAID = (
    b'{"sentMessages": [{"id": "1", "quoteToken": "q"}], "richMenuId": "richmenu-1",'
    b' "type": "limited", "value": 300, "totalUsage": 0, "status": "succeeded"}'
)
TAKEN, RECEIPT = "/_taken", "รับรายงานแล้ว"
KINDS = ("reply", "push", "multicast")


@dataclass(frozen=True)
class Taken:
    """A request to send: `key` is its reply token, or its retry key; whether it holds a receipt."""

    kind: str
    key: str
    moment: float
    is_receipt: bool


def photo(message: str) -> bytes:
    """The bytes of a message's photo, like no other's: a remark of its own in a JPEG of 20 kB."""
    remark = message.encode()
    own = JPEG + b"\xff\xfe" + (len(remark) + 2).to_bytes(2, "big") + remark
    return own + _picture().removeprefix(JPEG)


@cache
def _picture() -> bytes:
    """The same in every process."""
    drawn, held = Image.frombytes("L", (200, 150), random.Random(7).randbytes(200 * 150)), BytesIO()
    drawn.save(held, "JPEG", quality=60)
    return held.getvalue()


class _Talk(asyncio.Protocol):
    """One kept-alive connection."""

    taken: list[Taken] = []  # noqa: RUF012 - of the whole process

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._to, self._held = transport, b""

    def data_received(self, data: bytes) -> None:
        self._held += data
        while b"\r\n\r\n" in self._held:
            head, _, rest = self._held.partition(b"\r\n\r\n")
            told = dict(line.split(b": ", 1) for line in head.lower().split(b"\r\n")[1:])
            length = int(told.get(b"content-length", 0))
            if len(rest) < length:
                return
            body, self._held = rest[:length], rest[length:]
            retry = told.get(b"x-line-retry-key", b"").decode()
            self._answer(head.split(b" ")[1].decode(), body, retry)

    def _answer(self, path: str, body: bytes, retry: str) -> None:
        said, what = SAID, "application/json"
        kind = path.removeprefix("/v2/bot/message/")
        if kind in KINDS:
            told = json.loads(body)
            holds = RECEIPT in json.dumps(told, ensure_ascii=False)
            key = str(told.get("replyToken") or retry)
            self.taken.append(Taken(kind, key, time.perf_counter(), holds))
        elif kind.endswith("/content"):
            said, what = photo(kind.split("/")[0]), "image/jpeg"
        elif path == TAKEN:
            said = json.dumps([astuple(one) for one in self.taken]).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {what}\r\nContent-Length: {len(said)}"
        self._to.write(f"{head}\r\n\r\n".encode() + said)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class LineEnd:
    address: str

    def taken(self) -> list[Taken]:
        """What was sent, in the order it came."""
        return [Taken(*one) for one in requests.get(f"{self.address}{TAKEN}", timeout=60).json()]

    def replies(self) -> list[Taken]:
        return [one for one in self.taken() if one.kind == "reply"]


@contextmanager
def line_end() -> Iterator[LineEnd]:
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.line_end", str(port)])
    made = LineEnd(f"http://127.0.0.1:{port}")
    try:
        eventually(lambda: _listens(made), what="LINE's end")
        yield made
    finally:
        process.terminate()
        process.wait(timeout=20)


def _listens(made: LineEnd) -> bool:
    try:
        return made.taken() == []
    except requests.ConnectionError:
        return False


async def _serve(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(_Talk, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
