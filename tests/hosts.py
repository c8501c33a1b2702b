"""Hosts that share one database and Google, and offices that report through them while things
befall them (tests/attacks.py), round after round. After each round the books are compared: every
report once, every photo once, every row once, every receipt once.
"""

from __future__ import annotations

import os
import random
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.store.tables.queue import outbox
from bot.store.tables.records import events, submissions
from tests.attacks import Attacks, Host
from tests.disk import Disk
from tests.postgres import Postgres
from tests.processes import eventually, running
from tests.promises.line_between import LineBetween, lines_to
from tests.shown import shown
from tests.storm import enrol, is_drained, outcome
from tests.world import KEY, World, world

EACH = 2  # offices that report in a round, at once, and attacks meanwhile at least
LINE_WAITS = 2.0  # seconds, as LINE itself does
RECEIPT = "รับรายงานแล้ว"


@dataclass
class Siege:
    """In each of `rounds` some offices report, and at least as many attacks are made meanwhile."""

    made: World
    hosts: list[Host]
    rounds: int
    seed: int
    disk: Disk | None = None
    postgres: Postgres | None = None
    further: Mapping[str, Callable[[], None]] = field(default_factory=dict)
    attacks: Counter[str] = field(default_factory=Counter)
    reported: int = 0

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._said: list[str] = []

    def run(self, within: float) -> Iterator[Books]:
        """The books after each round; within so many seconds everything is carried out."""
        for _ in range(self.rounds):
            self._round(within)
            yield balanced(self)

    def _round(self, within: float) -> None:
        offices = [f"S{self.reported + number:04d}" for number in range(EACH)]
        attacks = Attacks(
            *(self.made, self.hosts, self._chance, self._said),
            *(self.disk, self.postgres, self.further),
        )
        with ThreadPoolExecutor(1) as attacker, ThreadPoolExecutor(EACH) as pool:
            made = attacker.submit(self._attack, attacks)
            try:
                list(pool.map(self._report, offices))
            finally:
                attacks.over.set()
            self.attacks.update(made.result())
        self.reported += EACH
        self.made.database.close()  # the server may have begun anew
        self._drained(within, "an empty outbox")
        for office in offices:
            self._say(office, {"text": "ช่วยเหลือ"})
        self._drained(within, "the last answers")

    def _drained(self, within: float, what: str) -> None:
        eventually(lambda: is_drained(self.made), within=within, what=what)

    def _attack(self, attacks: Attacks) -> Counter[str]:
        """One after another while anybody reports, and then as many as are still missing."""
        made: Counter[str] = Counter()
        while not attacks.over.is_set() or made.total() < EACH:
            attacks.over.wait(self._chance.uniform(0.1, 0.8))
            self._balance()
            made[attacks.one()] += 1
        return made

    def _report(self, office: str) -> None:
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
        self._said.append(said["events"][0])

    def _balance(self) -> None:
        host = self._chance.choice(self.hosts)
        self.made.line.line.webhook = f"{host.processes.address}/callback"


@dataclass(frozen=True)
class Books:
    """What is missing, what is there twice, and what nobody was told of."""

    lost: int
    doubled: int
    silent: int
    attacks: Counter[str]


def balanced(siege: Siege) -> Books:
    """Counts reports, rows, photos at Google by their bytes, and receipts in every chat."""
    made, wanted = siege.made, siege.reported
    found = outcome(made)
    with made.database.reading() as conn:
        sent = Counter(conn.execute(select(submissions.c.office)).scalars())
        # a clock that is a day ahead brings tomorrow's reminders, which wait for the next reply
        said = select(outbox.c.state).where(outbox.c.kind != "remind")
        jobs = Counter(conn.execute(said).scalars())
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


@dataclass(frozen=True)
class Ground:
    """Where hosts stand: a database, its server where it has one, a disk that can be full where one
    may be mounted (root).
    """

    address: str
    disk: Disk | None
    postgres: Postgres | None


@contextmanager
def ground(folder: Path, kind: str) -> Iterator[Ground]:
    """`kind`: sqlite or postgresql; all of it lies in the folder."""
    with ExitStack() as stack:
        disk = None
        if os.geteuid() == 0:
            disk = stack.enter_context(Disk(folder).mounted())
        else:
            warnings.warn("no disk fills up: only root may mount one", stacklevel=2)
        if kind == "sqlite":
            yield Ground(f"sqlite:///{folder}/raingan.db", disk, None)
            return
        folder.chmod(0o755)
        server = stack.enter_context(Postgres.started(folder))
        yield Ground(server.fresh_database(), disk, server)


@contextmanager
def besieged(
    folder: Path, here: Ground, *, rounds: int, seed: int, hosts: int = 2
) -> Iterator[Siege]:
    """Hosts, each with a folder of its own; on SQLite sets of processes of one machine."""
    with ExitStack() as stack:
        made = stack.enter_context(world(folder, here.address, google=True))
        enrol(made, rounds * EACH)
        made.line.line.patience = LINE_WAITS
        machines = []
        for number in range(hosts):
            own = folder / f"host-{number}"
            own.mkdir()
            lines: tuple[LineBetween, ...] = ()
            near = here.address
            if made.database.is_postgres:
                lines, near = stack.enter_context(lines_to(here.address))
            changed = {"database_url": near, "mirror_dir": own / "mirror"}
            settings = made.settings.model_copy(update=changed)
            machines.append(Host(stack.enter_context(running(settings)), lines))
        made.line.line.webhook = f"{machines[0].processes.address}/callback"
        yield Siege(made, machines, rounds, seed, here.disk, here.postgres)
