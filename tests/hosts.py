"""Hosts that share one database and Google, and what may befall them: processes killed and
frozen, their line to the database cut, its disk full, LINE stumbling. At the end the books are
balanced: every report once, every photo once, every row once, every receipt once.
"""

from __future__ import annotations

import os
import random
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.store.tables.queue import outbox
from bot.store.tables.records import events, submissions
from tests.disk import Disk
from tests.postgres import Postgres
from tests.processes import Processes, eventually, running
from tests.promises.line_between import LineBetween, lines_to
from tests.shown import shown
from tests.storm import enrol, is_drained, outcome
from tests.world import KEY, World, world

AT_ONCE = 4
LINE_WAITS = 2.0  # seconds, as LINE itself does
STUMBLES = ("429", "500", "drop_before", "drop_after")
RECEIPT = "รับรายงานแล้ว"


@dataclass
class Host:
    """One machine: its processes, and its line to each database server, where there is one."""

    processes: Processes
    lines: tuple[LineBetween, ...]


@dataclass
class Siege:
    """Reports of `rounds` offices, at least as many attacks meanwhile."""

    made: World
    hosts: list[Host]
    rounds: int
    seed: int
    disk: Disk | None = None
    postgres: Postgres | None = None
    further: Mapping[str, Callable[[], None]] = field(default_factory=dict)
    attacks: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._over = threading.Event()
        self._more = threading.Condition()

    def run(self, within: float) -> None:
        with ThreadPoolExecutor(1) as attacker, ThreadPoolExecutor(AT_ONCE) as pool:
            attacks = attacker.submit(self._attack)
            attacks.add_done_callback(lambda _: self._over.set())
            try:
                list(pool.map(self._report, range(self.rounds)))
            finally:
                self._over.set()
            attacks.result()
        eventually(lambda: is_drained(self.made), within=within, what="an empty outbox")
        for number in range(self.rounds):
            self._say(f"S{number:04d}", {"text": "ช่วยเหลือ"})
        eventually(lambda: is_drained(self.made), within=within, what="the last answers")

    def _report(self, number: int) -> None:
        with self._more:
            self._more.wait_for(
                lambda: self._over.is_set() or self.attacks.total() >= number - AT_ONCE, timeout=120
            )
        office = f"S{number:04d}"
        start = self.made.sealed(f"start?p={KEY}&o={office}&i=4")
        script: tuple[dict[str, Any], ...] = (
            *({"postback": {"data": start}}, {"text": "97"}, {"text": "88"}),
            *({"photo": True}, {"photo": True}, {"text": "ครบแล้ว"}, {"text": "ส่ง"}),
        )
        for what in script:
            self._say(office, what)

    def _say(self, office: str, what: dict[str, object]) -> None:
        """LINE sends again what was not taken, to whichever host it meets."""
        said = self.made.post("/_emulator/say", {"user": self.made.person(office), **what})
        while said["status"] != 200:
            self._balance()
            again = {"raw": said["events"][0], "redelivery": True}
            said = self.made.post("/_emulator/say", again)

    def _balance(self) -> None:
        host = self._chance.choice(self.hosts)
        self.made.line.line.webhook = f"{host.processes.address}/callback"

    def _attack(self) -> None:
        kinds: dict[str, Callable[[Host], None]] = {
            "kill": lambda host: host.processes.kill_one(self._chance),
            "freeze": self._freeze,
            "stumble": self._stumble,
        }
        if any(host.lines for host in self.hosts):
            kinds["cut"] = self._cut
        for name, attack in self.further.items():
            kinds[name] = lambda _host, attack=attack: attack()  # type: ignore[misc]
        if self.disk:
            kinds["full"] = self._full
        while not self._over.is_set():
            self._over.wait(self._chance.uniform(0.1, 0.8))
            self._balance()
            kind = self._chance.choice(sorted(kinds))
            kinds[kind](self._chance.choice(self.hosts))
            with self._more:
                self.attacks[kind] += 1
                self._more.notify_all()

    def _freeze(self, host: Host) -> None:
        """SIGSTOP of the worker or of a web process, for less or longer than a lease lasts."""
        pids = [host.processes.worker_pid(), *host.processes.web_pids()]
        pid = self._chance.choice(pids)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGSTOP)
            self._over.wait(self._chance.choice((0.5, 2.0, 18.0)))
            os.kill(pid, signal.SIGCONT)

    def _stumble(self, _host: Host) -> None:
        kind = self._chance.choice(STUMBLES)
        told = {"kind": kind, "match": "/message/", "times": self._chance.randint(1, 4)}
        self.made.post("/_emulator/faults", told)

    def _cut(self, host: Host) -> None:
        for line in host.lines:
            line.freeze()
        self._over.wait(self._chance.choice((0.5, 3.0, 12.0)))
        for line in host.lines:
            line.thaw()

    def _full(self, _host: Host) -> None:
        assert self.disk is not None
        self.disk.full()
        self._over.wait(self._chance.uniform(0.5, 3.0))
        self.disk.has_room()
        if self.postgres is not None:
            self.postgres.revive()


@dataclass(frozen=True)
class Books:
    """What is missing, what is there twice, and what nobody was told of."""

    lost: int
    doubled: int
    silent: int
    attacks: Counter[str]


def balanced(siege: Siege) -> Books:
    """Counts reports, rows, photos at Google by their bytes, and receipts in every chat."""
    made, wanted = siege.made, siege.rounds
    found = outcome(made)
    with made.database.reading() as conn:
        sent = Counter(conn.execute(select(submissions.c.office)).scalars())
        jobs = Counter(conn.execute(select(outbox.c.state)).scalars())
        unheard = Counter(conn.execute(select(events.c.state)).scalars())
    receipts = [_receipts(made, f"S{number:04d}") for number in range(wanted)]
    counts = (found.submissions, found.rows, found.board)
    photos = found.right, found.files
    return Books(
        lost=sum(max(0, wanted - one) for one in counts)
        + max(0, 2 * wanted - photos[0])
        + receipts.count(0),
        doubled=sum(count - 1 for count in sent.values())
        + sum(max(0, one - wanted) for one in counts)
        + max(0, photos[1] - 2 * wanted)
        + sum(max(0, one - 1) for one in receipts),
        silent=jobs["given_up"] + jobs["held"] + unheard["set_aside"],
        attacks=siege.attacks,
    )


def _receipts(made: World, office: str) -> int:
    said = [one["message"] for one in made.chat(office) if one["from"] == "bot"]
    return shown(said).count(RECEIPT)


@contextmanager
def besieged(
    folder: Path,
    address: str,
    *,
    rounds: int,
    seed: int,
    hosts: int = 2,
    disk: Disk | None = None,
    postgres: Postgres | None = None,
) -> Iterator[Siege]:
    """Hosts, each with a folder of its own; on SQLite sets of processes of one machine."""
    with ExitStack() as stack:
        made = stack.enter_context(world(folder, address, google=True))
        enrol(made, rounds)
        made.line.line.patience = LINE_WAITS
        machines = []
        for number in range(hosts):
            here = folder / f"host-{number}"
            here.mkdir()
            lines: tuple[LineBetween, ...] = ()
            near = address
            if made.database.is_postgres:
                lines, near = stack.enter_context(lines_to(address))
            changed = {"database_url": near, "mirror_dir": here / "mirror"}
            settings = made.settings.model_copy(update=changed)
            machines.append(Host(stack.enter_context(running(settings)), lines))
        made.line.line.webhook = f"{machines[0].processes.address}/callback"
        yield Siege(made, machines, rounds, seed, disk, postgres)
