"""There is room for so many connections, however many are opened and whatever they do: LINE's
webhooks are taken, and no process runs out of files.
"""

import resource
import socket
from collections.abc import Iterator

import psutil
import pytest
import requests

from bot.doorkeeper import FIELD_BYTES, FIELDS, MOST_HERE, MOST_PIECES
from tests.processes import Processes
from tests.promises.test_budgets import is_closed
from tests.promises.test_memory_of_bodies import WEB_PROCESSES, webhook

STAYING = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"  # answered, and kept for the next request
SENDING = b"POST /e/unknown HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nx"


@pytest.fixture
def many_files() -> Iterator[None]:
    """For this process; the web process has what it started with."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.parametrize("does", [STAYING, SENDING], ids=["stay", "send slowly"])
@pytest.mark.usefixtures("many_files")
def test_more_who_stay_than_there_is_room_for_make_room_and_line_is_heard(
    web: Processes, does: bytes
) -> None:
    here, line, files = [], set(), 0
    for number in range(3 * WEB_PROCESSES * MOST_HERE):
        one = socket.create_connection(("127.0.0.1", web.port), timeout=5)
        one.sendall(does)
        here.append(one)
        if number % 100 == 0:
            line.add(webhook(web))
            files = max(files, *(psutil.Process(pid).num_fds() for pid in web.web_pids()))
    first, last = here[0], here[-1]
    first.settimeout(5)
    while first.recv(1000):
        pass  # its answer, and then the end
    has_stayed = not is_closed(last)
    for one in here:
        one.close()

    assert line == {200}
    assert has_stayed
    assert files < 2 * MOST_HERE


@pytest.mark.parametrize(
    "headers",
    [
        {f"X-{number}": "a" for number in range(FIELDS + 1)},
        {"X-Long": "a" * (FIELD_BYTES + 1)},
    ],
    ids=["many", "long"],
)
def test_headers_without_end_are_refused_like_any_other_page(
    web: Processes, headers: dict[str, str]
) -> None:
    answer = requests.get(f"{web.address}/healthz", headers=headers, timeout=5)

    assert answer.status_code == 431
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_body_in_ever_so_many_pieces_is_refused_before_it_costs_seconds(web: Processes) -> None:
    """A byte in a chunk takes six on the way, and a thousand times the time of one among many."""
    with socket.create_connection(("127.0.0.1", web.port), timeout=5) as one:
        one.sendall(b"POST /callback HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        one.sendall(b"1\r\nx\r\n" * (MOST_PIECES + 1))
        said = one.recv(4000)

    assert said.startswith(b"HTTP/1.1 400 ")
    assert b"default-src 'none'" in said


def test_who_asks_for_a_websocket_is_refused_like_any_other_page(web: Processes) -> None:
    wanted = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version": "13",
    }
    answer = requests.get(f"{web.address}/e/unknown", headers=wanted, timeout=5)

    assert answer.status_code == 400
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
