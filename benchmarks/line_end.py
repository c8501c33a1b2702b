"""LINE's end for measuring: says yes to everything and keeps the moment each reply token came, as
`time.perf_counter` tells it, which on Linux all processes share.

A process of its own (`python -m benchmarks.line_end PORT`), so that whoever is measured pays only
for asking.
"""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import requests

from tests.postgres import free_port
from tests.processes import eventually

SAID = b'{"sentMessages": [{"id": "1", "quoteToken": "q"}], "richMenuId": "richmenu-1"}'
TAKEN = "/_taken"


class _Talk(asyncio.Protocol):
    """One kept-alive connection."""

    taken: list[tuple[str, float]] = []  # noqa: RUF012 - of the whole process

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._to, self._held = transport, b""

    def data_received(self, data: bytes) -> None:
        self._held += data
        while b"\r\n\r\n" in self._held:
            head, _, rest = self._held.partition(b"\r\n\r\n")
            told = dict(line.lower().split(b":", 1) for line in head.split(b"\r\n")[1:])
            length = int(told.get(b"content-length", 0))
            if len(rest) < length:
                return
            body, self._held = rest[:length], rest[length:]
            self._answer(head.split(b" ")[1].decode(), body)

    def _answer(self, path: str, body: bytes) -> None:
        said = SAID
        if path.endswith("/message/reply"):
            self.taken.append((str(json.loads(body)["replyToken"]), time.perf_counter()))
        elif path == TAKEN:
            said = json.dumps(self.taken).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(said)}"
        self._to.write(f"{head}\r\n\r\n".encode() + said)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class LineEnd:
    address: str

    def taken(self) -> list[tuple[str, float]]:
        """Each reply token that came and its moment, in the order they came."""
        found = requests.get(f"{self.address}{TAKEN}", timeout=30).json()
        return [(str(token), float(moment)) for token, moment in found]


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
