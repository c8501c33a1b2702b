"""What may befall hosts, each for a moment, all chosen from one seed: their processes killed and
frozen, their lines to the database cut, its disk full or read-only, the database locked, read-only
or broken, the program's clock wrong, floods, repeated events, LINE and Google stumbling or
answering late.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import psycopg

from bot.clock import write_clock
from tests.disk import Disk
from tests.postgres import Postgres
from tests.processes import Processes, eventually
from tests.promises.line_between import LineBetween
from tests.world import World

STUMBLES = ("429", "500", "drop_before", "drop_after")
JUMPS = (timedelta(hours=-3), timedelta(hours=3), timedelta(days=1))
FLOOD = 40  # messages at once: what one person may send in a minute is more
FREEZES, CUTS = (0.5, 2.0, 18.0), (0.5, 3.0, 12.0)  # seconds: less and more than a lease lasts


@dataclass
class Host:
    """One machine: its processes, and its line to each database server, where there is one."""

    processes: Processes
    lines: tuple[LineBetween, ...]


@dataclass
class Attacks:
    """One after another until it is `over`; `said` are events that LINE has delivered."""

    made: World
    hosts: list[Host]
    chance: random.Random
    said: list[str]
    disk: Disk | None = None
    postgres: Postgres | None = None
    further: Mapping[str, Callable[[], None]] = field(default_factory=dict)
    over: threading.Event = field(default_factory=threading.Event)

    def one(self) -> str:
        """Chooses one and makes it; what it was."""
        kinds = self._kinds()
        name = self.chance.choice(sorted(kinds))
        kinds[name]()
        return name

    def _kinds(self) -> dict[str, Callable[[], None]]:
        kinds: dict[str, Callable[[], None]] = {
            "clock": self._clock,
            "flood": self._flood,
            "freeze": self._freeze,
            "google": self._google,
            "kill": lambda: self._host().processes.kill_one(self.chance),
            "late": self._late,
            "line": self._line,
            "repeat": self._repeat,
            **self.further,
        }
        if any(host.lines for host in self.hosts):
            kinds["cut"] = self._cut
        if self.disk:
            kinds["full"] = self._full
        if self.postgres:
            kinds["crash"] = self._crash
            kinds["read_only"] = self._read_only
        if not self.made.database.is_postgres:
            kinds["locked"] = self._locked
            if self.disk:
                kinds["disk_read_only"] = self._disk_read_only
        return kinds

    def _host(self) -> Host:
        return self.chance.choice(self.hosts)

    def _some_time(self, *choices: float) -> None:
        self.over.wait(self.chance.choice(choices))

    def _freeze(self) -> None:
        """SIGSTOP of the worker or of a web process."""
        processes = self._host().processes
        pid = self.chance.choice([processes.worker_pid(), *processes.web_pids()])
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGSTOP)
            self._some_time(*FREEZES)
            os.kill(pid, signal.SIGCONT)

    def _cut(self) -> None:
        lines = self._host().lines
        for line in lines:
            line.freeze()
        self._some_time(*CUTS)
        for line in lines:
            line.thaw()

    def _full(self) -> None:
        assert self.disk is not None
        self.disk.full()
        self.over.wait(self.chance.uniform(0.5, 3.0))
        self.disk.has_room()
        if self.postgres is not None:
            self.postgres.revive()

    def _crash(self) -> None:
        """The server loses all that it held in memory, and is started again."""
        assert self.postgres is not None
        self.postgres.crash()
        self._some_time(0.1, 1.0, 3.0)
        self.postgres.revive()

    def _read_only(self) -> None:
        """As on a server that follows another: nothing can be written for a while."""
        with _server(self.made) as conn:
            _set(conn, "on")
            self._some_time(0.5, 2.0, 5.0)
            _set(conn, "off")

    def _disk_read_only(self) -> None:
        """A fault ends everything on the machine; it comes back with a disk that takes nothing in,
        until somebody mends it.
        """
        assert self.disk is not None
        write_protected(self.disk, self.made, [host.processes for host in self.hosts])
        self._some_time(2.0, 5.0, 18.0)
        self.disk.takes_in()
        for host in self.hosts:
            eventually(host.processes.is_ready, what="a web process that is ready again")

    def _locked(self) -> None:
        """Somebody else writes into the file and takes long."""
        file = self.made.database.engine.url.database
        assert file is not None
        with closing(sqlite3.connect(file, timeout=10, isolation_level=None)) as conn:
            with suppress(sqlite3.OperationalError):
                conn.execute("BEGIN IMMEDIATE")
            self._some_time(0.5, 2.0, 5.0)

    def _clock(self) -> None:
        """The program's clock is wrong for a while; LINE's and the database's are right."""
        made = self.made
        write_clock(made.clock_file, made.now + self.chance.choice(JUMPS))
        self._some_time(0.5, 2.0)
        write_clock(made.clock_file, made.now)

    def _flood(self) -> None:
        """A stranger writes as fast as LINE delivers it."""
        stranger = self.made.person("stranger")

        def say(number: int) -> None:
            self.made.post("/_emulator/say", {"user": stranger, "text": f"{number}"})

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(say, range(FLOOD)))

    def _repeat(self) -> None:
        """LINE delivers again what was answered long ago."""
        for raw in self.chance.sample(self.said, min(5, len(self.said))):
            self.made.post("/_emulator/say", {"raw": raw, "redelivery": True})

    def _line(self) -> None:
        kind, times = self.chance.choice(STUMBLES), self.chance.randint(1, 4)
        self._trouble({"kind": kind, "match": "/message/", "times": times})

    def _late(self) -> None:
        """LINE and Google take seconds for each answer."""
        times, delay = self.chance.randint(2, 6), self.chance.uniform(1.0, 4.0)
        self._trouble({"kind": "late", "match": "/message/", "times": times, "delay": delay})
        self._google_trouble("late", times, delay)

    def _google(self) -> None:
        self._google_trouble(self.chance.choice(("429", *STUMBLES)), self.chance.randint(2, 12))

    def _trouble(self, told: Mapping[str, Any]) -> None:
        self.made.post("/_emulator/faults", told)

    def _google_trouble(self, kind: str, times: int, delay: float = 0) -> None:
        assert self.made.google is not None
        self.made.google.google.faults.add(kind, times=times, delay=delay)


def write_protected(disk: Disk, made: World, hosts: Iterable[Processes]) -> None:
    """Everybody who writes on it is killed and started again on a disk that is read-only."""
    pause = threading.Event()
    while True:
        made.let_go()
        for processes in hosts:
            processes.kill_all()
        for _ in range(10):  # until the killed are gone, and before those started again write
            if disk.is_read_only():
                return
            pause.wait(0.02)


@contextmanager
def _server(made: World) -> Iterator[psycopg.Connection[Any]]:
    address = made.settings.database_url.replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as conn:
        yield conn


def _set(conn: psycopg.Connection[Any], read_only: str) -> None:
    """For every session from now on; those that were open before are ended."""
    conn.execute("SET default_transaction_read_only = off")
    name = conn.info.dbname
    conn.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = {read_only}")
    conn.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
