"""A small HTTP client for measuring: requests made beforehand, sent over kept-alive sockets,
answers timed.
"""

import multiprocessing
import random
import socket
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

T = TypeVar("T")
LINE_WAITS = 2000.0  # ms until LINE counts a webhook as failed


@dataclass(frozen=True)
class Figures:
    """requests a second, and milliseconds at the median, the 99th of 100, and the worst.

    `late` are those over the 2 seconds LINE waits; `arrivals` are the moments requests arrived in
    an open loop, in their order (perf_counter).
    """

    per_second: float
    median: float
    p99: float
    worst: float
    failed: int
    late: int = 0
    arrivals: tuple[float, ...] = ()


def request_bytes(host: str, path: str, body: bytes, headers: dict[str, str]) -> bytes:
    told = {
        "Host": host,
        "Content-Length": str(len(body)),
        "Content-Type": "application/json",
        **headers,
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"POST {path} HTTP/1.1\r\n{head}\r\n".encode() + body


class Wire:
    """One kept-alive connection."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> bool:
        """Whether the answer was 200."""
        self._socket.sendall(request)
        answer = self._more()
        while b"\r\n\r\n" not in answer:
            answer += self._more()
        head, _, body = answer.partition(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        while len(body) < length:
            body += self._more()
        return head.startswith(b"HTTP/1.1 200")

    def _more(self) -> bytes:
        piece = self._socket.recv(65536)
        if not piece:
            raise ConnectionError("the server closed the connection before it had answered")
        return piece

    def close(self) -> None:
        self._socket.close()


def as_fast_as_possible(port: int, requests: Sequence[bytes], connections: int = 16) -> Figures:
    """Closed loop: a connection sends the next request when its last is answered, all of them in
    the order given: nobody writes again before they have been answered.
    """
    with multiprocessing.get_context("fork").Pool(1) as pool:
        return pool.apply(_closed, (port, list(requests), connections))


def _closed(port: int, requests: list[bytes], connections: int) -> Figures:
    times: list[float] = []
    failed: list[int] = []
    lock, waiting = threading.Lock(), iter(requests)

    def one(_share: object) -> None:
        wire = Wire(port)
        while (request := _next(waiting, lock)) is not None:
            began = time.perf_counter()
            if not wire.ask(request):
                failed.append(1)
            times.append(time.perf_counter() - began)
        wire.close()

    began = time.perf_counter()
    _in_threads(one, [None] * connections)
    return figures_of(times, time.perf_counter() - began, len(failed))


def at_a_rate(
    port: int, requests: Sequence[bytes], per_second: float, connections: int = 16
) -> Figures:
    """Open loop: requests arrive at random moments, whatever became of those before; timed from
    their arrival.
    """
    chance = random.Random(7)
    moments, moment = [], 0.0
    for _ in requests:
        moment += chance.expovariate(per_second)
        moments.append(moment)
    with multiprocessing.get_context("fork").Pool(1) as pool:
        return pool.apply(_open, (port, list(zip(moments, requests, strict=True)), connections))


def _open(port: int, planned: list[tuple[float, bytes]], connections: int) -> Figures:
    times: list[float] = []
    failed: list[int] = []
    lock, began = threading.Lock(), time.perf_counter()
    waiting = iter(planned)

    def one(_share: object) -> None:
        wire = Wire(port)
        while (found := _next(waiting, lock)) is not None:
            arrival, request = began + found[0], found[1]
            time.sleep(max(0.0, arrival - time.perf_counter()))
            if not wire.ask(request):
                failed.append(1)
            times.append(time.perf_counter() - arrival)
        wire.close()

    _in_threads(one, [None] * connections)
    arrivals = tuple(began + moment for moment, _ in planned)
    return replace(figures_of(times, time.perf_counter() - began, len(failed)), arrivals=arrivals)


def _next(waiting: Iterator[T], lock: threading.Lock) -> T | None:
    with lock:
        return next(waiting, None)


def _in_threads(work: object, shares: Sequence[object]) -> None:
    threads = [threading.Thread(target=work, args=(share,)) for share in shares]  # type: ignore[arg-type]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def figures_of(times: Sequence[float], took: float, failed: int) -> Figures:
    """Of so many seconds each, `took` in all."""
    ordered = sorted(one * 1000 for one in times) or [0.0]
    late = sum(one > LINE_WAITS for one in ordered)
    middle, rate = statistics.median(ordered), len(times) / took
    return Figures(rate, middle, p99(ordered), ordered[-1], failed, late)


def p99(ordered: Sequence[float]) -> float:
    """The 99th of 100."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
