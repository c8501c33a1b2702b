"""The line between a host and its database, which a test may freeze: it stays up, and nothing comes
through.
"""

from __future__ import annotations

import contextlib
import select
import socket
import threading
from collections.abc import Iterator


class LineBetween:
    """Passes bytes on in both directions until it is frozen."""

    def __init__(self, host: str, port: int) -> None:
        self._target = host, port
        self._through = threading.Event()
        self._through.set()
        self._over = threading.Event()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        threading.Thread(target=self._let_in, daemon=True).start()

    def freeze(self) -> None:
        self._through.clear()

    def thaw(self) -> None:
        self._through.set()

    def close(self) -> None:
        self._over.set()
        self._through.set()
        self._door.close()

    def _let_in(self) -> None:
        with contextlib.suppress(OSError):
            while not self._over.is_set():
                here, _ = self._door.accept()
                threading.Thread(target=self._pass_on, args=(here,), daemon=True).start()

    def _pass_on(self, here: socket.socket) -> None:
        with contextlib.suppress(OSError), here, socket.create_connection(self._target) as there:
            while not self._over.is_set():
                ready, _, _ = select.select([here, there], [], [], 0.1)
                for one in ready:
                    self._through.wait()
                    content = one.recv(65536)
                    if not content:
                        return
                    (there if one is here else here).sendall(content)


@contextlib.contextmanager
def line_to(address: str) -> Iterator[tuple[LineBetween, str]]:
    """A line to the PostgreSQL at an address, and the address at its near end."""
    with lines_to(address) as (lines, near):
        yield lines[0], near


@contextlib.contextmanager
def lines_to(address: str) -> Iterator[tuple[tuple[LineBetween, ...], str]]:
    """A line to each of the servers an address names, a:5432,b:5432, and the address at their near
    ends.
    """
    scheme, _, rest = address.partition("://")
    user, _, places = rest.partition("/")[0].rpartition("@")
    lines = tuple(_line(place) for place in places.split(","))
    near = ",".join(f"127.0.0.1:{line.port}" for line in lines)
    try:
        yield lines, f"{scheme}://{user}@{near}/{rest.partition('/')[2]}"
    finally:
        for line in lines:
            line.close()


def _line(place: str) -> LineBetween:
    host, _, port = place.partition(":")
    return LineBetween(host, int(port))
