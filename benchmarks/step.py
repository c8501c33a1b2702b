"""What one event costs: processor time of web and database server, each beside a bare Flask route
in the same run.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil
from sqlalchemy import func, select

from benchmarks.bottender import bottender
from benchmarks.line_end import line_end
from benchmarks.load import Figures, as_fast_as_possible, at_a_rate
from benchmarks.webhook import Requests, bare_route, enrol, real_clock
from bot.store.tables.queue import outbox
from bot.store.tables.records import events
from tests.postgres import Postgres
from tests.processes import running
from tests.world import World, world

ROUNDS, REQUESTS, AT_A_RATE = 3, 4000, 2000


@dataclass(frozen=True)
class Candidate:
    """Something that answers webhooks: its port, and whose processor time it costs."""

    name: str
    port: int
    web: Callable[[], list[psutil.Process]]
    server: Callable[[], list[psutil.Process]]

    def seconds(self) -> tuple[float, float]:
        """Processor time so far, of web and of the database server."""
        return _spent(self.web()), _spent(self.server())


def _spent(processes: list[psutil.Process]) -> float:
    return sum(sum(one.cpu_times()[:2]) for one in processes)


def main() -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        bare = stack.enter_context(_bare(folder))
        wanted = sys.argv[1:] or ["bottender", "sqlite", "postgresql"]
        if "bottender" in wanted:
            _beside_bottender(bare)
        for name in (one for one in wanted if one != "bottender"):
            with _ours(name, folder / name) as (ours, made):
                _compare(bare, ours, made)


def _beside_bottender(bare: Candidate) -> None:
    """Its replies are part of its time; nothing it remembers is durable."""
    with line_end() as line, bottender(line.address) as bot:
        theirs = Candidate("Bottender", bot.port, bot.processes, _none)
        requests = Requests(bot.port)
        as_fast_as_possible(bot.port, requests.moving(2000))
        ratios = []
        for _ in range(ROUNDS):
            plain = _cost(bare, requests.moving(REQUESTS * 2))[0]
            ratios.append(plain / _cost(theirs, requests.moving(REQUESTS))[0])
        print(f"Bottender, reply included: {median(ratios):.2f} of the bare route")


def _compare(bare: Candidate, ours: Candidate, made: World) -> None:
    requests = Requests(ours.port)
    as_fast_as_possible(ours.port, requests.started())
    as_fast_as_possible(ours.port, requests.moving(600))
    rounds = []
    for _ in range(ROUNDS):
        plain = _cost(bare, requests.moving(REQUESTS * 2))
        before = _handled(made)
        web, server, figures = _cost(ours, requests.moving(REQUESTS))
        assert _handled(made) - before == REQUESTS, "every event is handled once"
        rounds.append((plain[0], web, server, figures))
        print(
            f"  bare {plain[0]:.0f} us, {ours.name}: web {web:.0f} us, database {server:.0f} us, "
            f"{figures.per_second:.0f}/s, failed {figures.failed}"
        )
    ratio = median(plain / (web + server) for plain, web, server, _ in rounds)
    print(f"{ours.name}: {ratio:.2f} of the bare route's processor time for one event")
    rate = at_a_rate(ours.port, requests.moving(AT_A_RATE), 200)
    print(f"{ours.name}, 200 events/s: p50 {rate.median:.1f} ms, p99 {rate.p99:.1f} ms")
    most = max(one.memory_info().rss for one in ours.web())
    print(f"{ours.name}: {most / 1e6:.0f} MB in a web process (goal: under 150)")


def _cost(one: Candidate, requests: list[bytes]) -> tuple[float, float, Figures]:
    """Microseconds of processor time for each request: of web, of the database server."""
    web, server = one.seconds()
    figures = as_fast_as_possible(one.port, requests)
    web_after, server_after = one.seconds()
    each = 1e6 / len(requests)
    return (web_after - web) * each, (server_after - server) * each, figures


def _handled(made: World) -> int:
    """Events, checked against what is to be said."""
    with made.database.reading() as conn:
        found = conn.execute(select(func.count()).select_from(events)).scalar_one()
        said = conn.execute(select(func.count()).where(outbox.c.kind == "reply")).scalar_one()
    assert found == said, f"{found} events but {said} replies"
    return found


@contextmanager
def _bare(folder: Path) -> Iterator[Candidate]:
    folder = folder / "bare"
    folder.mkdir()
    with world(folder, f"sqlite:///{folder}/raingan.db") as made, bare_route(made.settings) as bare:
        yield Candidate("bare route", bare.port, bare.web, _none)


@contextmanager
def _ours(name: str, folder: Path) -> Iterator[tuple[Candidate, World]]:
    folder.mkdir()
    with ExitStack() as stack:
        address, server = f"sqlite:///{folder}/raingan.db", _none
        if name == "postgresql":
            postgres = stack.enter_context(Postgres.started(folder, flushed=True))
            address, server = postgres.fresh_database(), postgres.processes
        made = stack.enter_context(world(folder, address))
        enrol(made)
        processes = stack.enter_context(running(real_clock(made), worker=False))
        web = lambda: [psutil.Process(pid) for pid in processes.web_pids()]  # noqa: E731
        yield Candidate(name, processes.port, web, server), made


def _none() -> list[psutil.Process]:
    return []


if __name__ == "__main__":
    main()
