"""The way of a message against a bare Flask route, under the same gunicorn, on the same machine, in
one run.
"""

import base64
import hashlib
import hmac
import json
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.load import Figures, Wire, as_fast_as_possible, at_a_rate, request_bytes
from bot.seals import Seals
from bot.settings import Settings
from bot.store.tables.records import memberships, people
from tests.postgres import free_port
from tests.processes import BIN, Processes, environment, eventually, running
from tests.world import KEY, SECRET, World, world

ROUNDS, REQUESTS, PEOPLE = 3, 4000, 100
GUNICORN = ("-k", "gthread", "-w", "2", "--threads", "4", "--keep-alive", "75", "--reuse-port")


def main() -> None:
    for worker in (False, True):
        with tempfile.TemporaryDirectory() as folder, on_sqlite(Path(folder)) as made:
            enrol(made)
            with (
                running(real_clock(made), worker=worker) as ours,
                bare_route(made.settings) as bare,
            ):
                print(
                    "with the worker and an emulated LINE on the same cores:"
                    if worker
                    else "the web process alone:"
                )
                made_requests = Requests(ours.port)
                _memory(ours)
                _ratio(ours.port, bare.port, made_requests)
                _open_load(ours.port, made_requests)


def on_sqlite(folder: Path) -> AbstractContextManager[World]:
    return world(folder, f"sqlite:///{folder}/raingan.db")


def real_clock(made: World) -> Settings:
    """A rehearsal's clock reads a file each time; what is measured is the service as it runs."""
    return made.settings.model_copy(update={"raingan_now": ""})


def enrol(made: World) -> None:
    """A hundred reporters, each in the middle of a report."""
    for number in range(PEOPLE):
        with made.database.writing() as conn:
            person = conn.execute(
                people.insert().returning(people.c.id),
                {
                    "line_user_id": f"U{number:032x}",
                    "name": "ผู้รายงาน",
                    "consented_at": made.now,
                    "first_seen_at": made.now,
                    "conversation": {"where": {"type": "home"}},
                    "version": 0,
                    "blocked": False,
                },
            ).scalar_one()
            joined = {"programme": KEY, "office": "CBI-BB", "role": "reporter", "since": made.now}
            conn.execute(memberships.insert(), {"person_id": person, **joined})


class Requests:
    """Signed events, each of which moves a conversation: start, 97, back, 96, back ... No number is
    the one before, so that each has to be worked out.
    """

    def __init__(self, port: int) -> None:
        self._host, self._number = f"127.0.0.1:{port}", 0

    def tokens(self, count: int) -> list[str]:
        """The reply tokens of the last so many."""
        return [f"token{one}" for one in range(self._number - count + 1, self._number + 1)]

    def started(self) -> list[bytes]:
        data = f"start?p={KEY}&o=CBI-BB&i=4"
        return [self.tap(data, user) for user in range(PEOPLE)]

    def moving(self, count: int) -> list[bytes]:
        return [
            self.text("ย้อนกลับ" if turn % 2 else f"{97 - turn // 2 % 9}", user)
            for turn, user in (divmod(place, PEOPLE) for place in range(count))
        ]

    def text(self, text: str, user: int) -> bytes:
        message = {"type": "text", "id": str(self._number), "text": text, "quoteToken": "q"}
        return self.one({"type": "message", "message": message}, user)

    def tap(self, data: str, user: int) -> bytes:
        sealed = {"data": Seals(SECRET).seal(data)}
        return self.one({"type": "postback", "postback": sealed}, user)

    def one(self, what: dict[str, object], user: int) -> bytes:
        self._number += 1
        event = {
            **what,
            "mode": "active",
            "timestamp": 1363600000000 + self._number,
            "webhookEventId": f"01BENCH{self._number:019d}",
            "deliveryContext": {"isRedelivery": False},
            "replyToken": f"token{self._number}",
            "source": {"type": "user", "userId": f"U{user:032x}"},
        }
        body = json.dumps(
            {"destination": "U" + "0" * 32, "events": [event]}, ensure_ascii=False
        ).encode()
        signature = base64.b64encode(
            hmac.new(SECRET.encode(), body, hashlib.sha256).digest()
        ).decode()
        return request_bytes(self._host, "/callback", body, {"x-line-signature": signature})


def _ratio(ours: int, bare_port: int, made: Requests) -> None:
    as_fast_as_possible(ours, made.started())
    ratios = []
    for _ in range(ROUNDS):
        plain = as_fast_as_possible(bare_port, made.moving(REQUESTS * 2))
        full = as_fast_as_possible(ours, made.moving(REQUESTS))
        ratios.append(full.per_second / plain.per_second)
        _say("bare route", plain)
        _say("a message, durable on SQLite", full)
    print(f"ratio: {statistics.median(ratios):.2f} of the bare route (goal: 0.20 or more)")


def _open_load(ours: int, made: Requests) -> None:
    figures = at_a_rate(ours, made.moving(2000), 200)
    _say("200 events a second, open load", figures)
    print(f"p99: {figures.p99:.1f} ms (goal: under 30)")


def _say(name: str, figures: Figures) -> None:
    print(
        f"  {name}: {figures.per_second:,.0f}/s, median {figures.median:.1f} ms, p99 "
        f"{figures.p99:.1f} ms, "
        f"worst {figures.worst:.1f} ms, failed {figures.failed}"
    )


def _memory(processes: Processes) -> None:
    most = max(psutil.Process(pid).memory_info().rss for pid in processes.web_pids())
    print(f"memory: {most / 1e6:.0f} MB resident in a web process (goal: under 150)")


@dataclass(frozen=True)
class Bare:
    """An application under the same gunicorn."""

    port: int
    pid: int

    def web(self) -> list[psutil.Process]:
        return psutil.Process(self.pid).children()


def bare_route(settings: Settings) -> AbstractContextManager[Bare]:
    return under_gunicorn("benchmarks.bare:create_app()", settings)


@contextmanager
def under_gunicorn(application: str, settings: Settings) -> Iterator[Bare]:
    """Started with the settings as its environment; threads, for it waits where it asks."""
    port = free_port()
    command = [BIN / "gunicorn", *GUNICORN, "--log-level", "critical", "-b", f"127.0.0.1:{port}"]
    process = subprocess.Popen([*map(str, command), application], env=environment(settings))
    try:
        eventually(lambda: _answers(port), what=application)
        yield Bare(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _answers(port: int) -> bool:
    try:
        wire = Wire(port)
        wire.ask(request_bytes("127.0.0.1", "/callback", b"{}", {"x-line-signature": "none"}))
        wire.close()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main()
