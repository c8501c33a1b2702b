"""What one version costs beside another: python -m benchmarks.cost OTHER_CHECKOUT [rounds]

Both run at the same time, each with a database of its own on the same disk and the same server,
and are measured in turns: processor time of the web processes for an event, of deciding and
committing it without HTTP, and of the worker for a reply; without the server of PostgreSQL. The
other checkout needs no more than its files.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import psutil

from benchmarks import replies, webhook
from benchmarks.load import as_fast_as_possible
from bot.inbox.inbox import Inbox
from bot.inbox.line_events import Incoming, read_events
from bot.inbox.receiving import Receiving
from tests.postgres import Postgres
from tests.processes import running
from tests.world import world

HERE = Path(__file__).parents[1]
ROUNDS, EVENTS = 7, 2000
WHAT = ("committing", "reply", "event")


def main(other: str, rounds: int = ROUNDS) -> None:
    """Prints a line for each; one that cannot be measured ends it."""
    with tempfile.TemporaryDirectory() as folder, Postgres.started(Path(folder)) as postgres:
        for database in ("sqlite", "postgresql"):
            for what in WHAT:
                with (
                    _side(Path(other), what, _address(database, folder, postgres)) as before,
                    _side(HERE, what, _address(database, folder, postgres)) as now,
                ):
                    turns = [(before.turn(), now.turn()) for _ in range(rounds)]
                ratios = [ours / theirs for theirs, ours in turns]
                theirs, ours = (median(one) for one in zip(*turns, strict=True))
                print(
                    f"{database}, {what}: {ours:.0f} us beside {theirs:.0f} us, ratio "
                    f"{median(ratios):.3f} (from {min(ratios):.2f} to {max(ratios):.2f})",
                    flush=True,
                )


def _address(database: str, folder: str, postgres: Postgres) -> str:
    if database == "postgresql":
        return postgres.fresh_database()
    return f"sqlite:///{tempfile.mkdtemp(dir=folder)}/raingan.db"


class Side:
    """A version in a process of its own; `turn` is the microseconds of one event or reply."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def turn(self) -> float:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write("go\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())


@contextmanager
def _side(checkout: Path, what: str, address: str) -> Iterator[Side]:
    process = subprocess.Popen(
        [sys.executable, "-P", __file__, "--side", what, address],
        env={**os.environ, "PYTHONPATH": str(checkout)},
        cwd=checkout,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        assert process.stdout.readline() == "ready\n", f"{checkout} did not start"
        yield Side(process)
    finally:
        assert process.stdin
        process.stdin.close()
        process.wait(timeout=60)


def _committing(address: str) -> None:
    """Events decided and committed in this process, sixteen at a time."""
    with tempfile.TemporaryDirectory() as folder, world(Path(folder), address) as made:
        webhook.enrol(made)
        inbox = made.app.extensions["inbox"]
        receiving, asked = Receiving(inbox), webhook.Requests(0)
        for request in asked.started():
            receiving.put(_incoming(request, inbox)).result()
        print("ready", flush=True)
        for _ in sys.stdin:
            some = [_incoming(request, inbox) for request in asked.moving(EVENTS)]
            began = time.process_time()
            for first in range(0, EVENTS, 16):
                for done in [receiving.put(one) for one in some[first : first + 16]]:
                    done.result()
            print((time.process_time() - began) / EVENTS * 1e6, flush=True)


def _incoming(request: bytes, inbox: Inbox) -> Incoming:
    body = json.loads(request.partition(b"\r\n\r\n")[2])
    return read_events(body, inbox.clock(), inbox.seals)[0]


def _turns(what: str, address: str) -> None:
    """The process of one side: runs by the version on its path."""
    with (
        tempfile.TemporaryDirectory() as folder,
        world(Path(folder), address) as made,
        running(webhook.real_clock(made), worker=what == "reply") as ours,
    ):
        webhook.enrol(made)
        asked = webhook.Requests(ours.port)
        if what == "event":
            as_fast_as_possible(ours.port, asked.started())
        measured = [psutil.Process(pid) for pid in ours.web_pids()]
        if what == "reply":
            for number in range(replies.PEOPLE):
                made.post("/_emulator/people", {"id": replies._user(number), "name": "ก"})
            measured = [psutil.Process(ours.worker_pid())]
        print("ready", flush=True)
        for _ in sys.stdin:
            if what == "reply":
                each, _bare = replies._one_round(made, measured[0])
            else:
                requests, before = asked.moving(EVENTS), _spent(measured)
                figures = as_fast_as_possible(ours.port, requests)
                taken = EVENTS - figures.failed  # LINE would send the others again
                each = (_spent(measured) - before) / taken * 1e6
            print(each, flush=True)


def _spent(some: list[psutil.Process]) -> float:
    return sum(sum(one.cpu_times()[:2]) for one in some)


if __name__ == "__main__":
    if sys.argv[1] == "--side":
        _committing(sys.argv[3]) if sys.argv[2] == "committing" else _turns(*sys.argv[2:])
    else:
        main(sys.argv[1], *map(int, sys.argv[2:]))
