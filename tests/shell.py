"""The bot in this process and in memory: no server, no file of a database, no line to LINE.

An event is decided by `step` and written by the program's own interpreter of effects; what waits in
the outbox is carried out by the program's own lanes. What a step raises is raised here, so that a
transcript that breaks names the room it broke in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.assemble import mirror_of
from bot.evidence_bytes import evidence_bytes
from bot.inbox import long_way, short_way
from bot.inbox.inbox import Inbox
from bot.inbox.line_events import Incoming, read_events
from bot.outbox.evidence.folders import Keeper
from bot.outbox.lanes import LANES
from bot.outbox.line.api import Line
from bot.outbox.parts import Parts
from bot.seals import Seals
from bot.settings import Settings
from bot.store import arrivals
from bot.store.library import Library
from bot.worker import Worker
from emulators.line import say, server
from emulators.line.state import Line as EmulatedLine
from tests.in_memory import Direct, Woken, database_like
from tests.running import PUBLIC, SECRET, TOKEN
from tests.talking import Talking

NOWHERE = "http://line.test"
LIBRARY = Library()  # a version never changes: what one test has compiled serves the next


@dataclass(frozen=True)
class Emulated:
    """The emulator of LINE as it is called here; `line` is its state."""

    line: EmulatedLine


class Shell(Talking):
    """People who talk to a bot that is nothing but functions."""

    def __init__(self, folder: Path, ready: Path) -> None:
        super().__init__()
        self.folder = folder
        self._woken, self._has_ticked = Woken(), False
        self.database = database_like(ready, self._woken)
        self.line = Emulated(EmulatedLine(SECRET, TOKEN, now=self.now))
        clock = self.line.line.clock.now
        self.inbox = Inbox(self.database, LIBRARY, clock, PUBLIC, Seals(SECRET))
        settings = _settings(folder)
        keeper = Keeper(self.database, LIBRARY, mirror_of(settings, self.database))
        self._direct = Direct(server.app(self.line.line))
        line = Line(settings, self._direct)
        content = evidence_bytes(settings, self.database)
        self.worker = Worker(Parts(self.database, self.inbox, line, keeper, clock, content))

    def act(self, name: str, **what: Any) -> list[Mapping[str, Any]]:  # noqa: ANN401
        events = say.events_of(self.line.line, {"user": self.person(name), **what}, [])
        for one in read_events({"events": events}, self.inbox.clock(), self.inbox.seals):
            self._happens(one)
        self._carry_out() if self._has_ticked else self.work()
        return self.heard(name)

    def _happens(self, one: Incoming) -> None:
        if one.id in short_way.take(self.inbox, [one]).settled:
            return
        with self.database.writing() as conn:
            if arrivals.add(conn, [one.id], self.inbox.clock()):
                long_way.process(conn, self.inbox, one)

    def _carry_out(self) -> None:
        """What waits in the lanes that were woken; what the clock brings has come."""
        while lanes := self._woken.take():
            for lane in lanes:
                self.worker.do_one(LANES[lane])

    def work(self) -> None:
        self.worker.drain()
        self._has_ticked = True

    def chat(self, name: str) -> list[dict[str, Any]]:
        return [one.shown() for one in self.line.line.chats[self.person(name)].entries]

    def post(self, path: str, body: object) -> dict[str, Any]:
        """What the emulator answers to an order of the rehearsal's own."""
        answer = self._direct.request("POST", f"{NOWHERE}{path}", json=body)
        assert answer.status < 300, answer.data
        made: dict[str, Any] = answer.json()
        return made

    def add_person(self, user: str, name: str) -> None:
        self.line.line.add_person({"id": user, "name": name})

    def set_clock(self, now: datetime) -> None:
        self.now = self.line.line.clock.set(now)
        self._has_ticked = False


def _settings(folder: Path) -> Settings:
    return Settings(
        line_channel_secret=SECRET,
        line_channel_access_token=TOKEN,
        line_api_base=NOWHERE,
        line_data_api_base=NOWHERE,
        mirror_dir=folder / "mirror",
        log_level="ERROR",
    )


@contextmanager
def shell(folder: Path, ready: Path) -> Iterator[Shell]:
    made = Shell(folder, ready)
    try:
        yield made
    finally:
        made.database.close()
