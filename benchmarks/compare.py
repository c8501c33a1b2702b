"""What users would pick, and ours, in one table of one run: python -m benchmarks.compare [rounds]

The same signed texts go to a bare Flask route, to line-bot-sdk's own example, to a bot of
Bottender's and to ours on SQLite and on PostgreSQL (every commit flushed), in turns. Each answers
to a LINE of its own that says yes; every event is counted there: one reply, no more.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import psutil

from benchmarks.bottender import MISSING, bottender
from benchmarks.line_end import LineEnd, line_end
from benchmarks.load import Figures, as_fast_as_possible, at_a_rate, p99
from benchmarks.webhook import Requests, bare_route, enrol, real_clock, under_gunicorn
from tests.postgres import Postgres
from tests.processes import eventually, running
from tests.world import world

ROUNDS, REQUESTS, WARM, AT_A_RATE, RATE = 3, 3000, 600, 2000, 100
HEAD = (
    "| | events/s · of bare | ms to 200, p50 · p99 | ms to the reply, p50 · p99 "
    "| µs of processor, to 200 + beyond | of bare, to 200 · reply too | MB |\n"
    "|---|---|---|---|---|---|---|"
)


@dataclass
class Candidate:
    """Something that answers webhooks: whose processor time is spent before the 200 (and before
    the reply, where that comes first), and whose after it.
    """

    name: str
    port: int
    web: Callable[[], list[psutil.Process]]
    beyond: Callable[[], list[psutil.Process]] = list
    line: LineEnd | None = None
    first: Callable[[Requests], list[bytes]] = lambda _requests: []
    rounds: list[tuple[float, float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.requests = Requests(self.port)
        self.asked = 0

    def round(self) -> None:
        """Events a second, and microseconds of an event: to the 200, and until its reply is out."""
        before = spent(self.web()), spent(self.beyond())
        figures = as_fast_as_possible(self.port, self.requests.moving(REQUESTS))
        self._counted(REQUESTS, figures)
        web, beyond = spent(self.web()) - before[0], spent(self.beyond()) - before[1]
        each = 1e6 / REQUESTS
        self.rounds.append((figures.per_second, web * each, beyond * each))

    def calm(self) -> tuple[Figures, list[float]]:
        """At an even rate: the times to the 200, and to each reply, in ms."""
        figures = at_a_rate(self.port, self.requests.moving(AT_A_RATE), RATE)
        tokens = self.requests.tokens(AT_A_RATE)
        self._counted(AT_A_RATE, figures)
        if self.line is None:
            return figures, []
        came = {one.key: one.moment for one in self.line.replies()}
        waits = zip(tokens, figures.arrivals, strict=True)
        return figures, sorted((came[token] - arrival) * 1000 for token, arrival in waits)

    def warm(self) -> None:
        for some in (self.first, lambda made: made.moving(WARM)):
            requests = some(self.requests)
            self._counted(len(requests), as_fast_as_possible(self.port, requests, 4))

    def _counted(self, count: int, figures: Figures) -> None:
        """Every event answered with 200 and replied to exactly once."""
        assert figures.failed == 0, f"{self.name}: {figures.failed} not answered with 200"
        if self.line is None:
            return
        line, self.asked = self.line, self.asked + count
        eventually(
            lambda: len(line.replies()) >= self.asked, within=120, what=f"{self.name}: replies"
        )
        tokens = [one.key for one in line.replies()]
        assert len(tokens) == len(set(tokens)) == self.asked, f"{self.name}: {len(tokens)} replies"
        assert set(self.requests.tokens(count)) <= set(tokens), f"{self.name}: other replies"

    def megabytes(self) -> float:
        """Resident in all its processes, a database server's left out: it shares its buffers."""
        mine = [*self.web(), *self.beyond()]
        return sum(one.memory_info().rss for one in mine if one.name() != "postgres") / 1e6


def spent(processes: list[psutil.Process]) -> float:
    """Seconds of processor time so far."""
    return sum(sum(one.cpu_times()[:2]) for one in processes)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        candidates = list(_candidates(stack, folder))
        for one in candidates:
            one.warm()
        for _ in range(rounds):
            for one in candidates:
                one.round()
        print(HEAD)
        for one in candidates:
            print(_row(one, candidates[0]))
    print(
        f"Medians of {rounds} rounds of {REQUESTS} in turns, 16 connections; ms at {RATE} events a "
        "second. Every event was answered once and replied to once."
    )


def _candidates(stack: ExitStack, folder: Path) -> Iterator[Candidate]:
    (folder / "bare").mkdir()
    made = stack.enter_context(world(folder / "bare", f"sqlite:///{folder}/bare/raingan.db"))
    bare = stack.enter_context(bare_route(made.settings))
    yield Candidate("a bare Flask route, which does nothing", bare.port, bare.web)
    line = stack.enter_context(line_end())
    settings = made.settings.model_copy(update={"line_api_base": line.address})
    sdk = stack.enter_context(under_gunicorn("benchmarks.sdk_bot:create_app()", settings))
    yield Candidate("line-bot-sdk's example: an echo, nothing kept", sdk.port, sdk.web, line=line)
    line = stack.enter_context(line_end())
    try:
        bot = stack.enter_context(bottender(line.address))
    except SystemExit:
        print(f"!!! NOT MEASURED: Bottender. {MISSING}. !!!", file=sys.stderr)
    else:
        name = "Bottender: a count, kept in memory"
        yield Candidate(name, bot.port, bot.processes, line=line)
    for name in ("SQLite", "PostgreSQL"):
        yield stack.enter_context(_ours(name, folder / name))


@contextmanager
def _ours(name: str, folder: Path) -> Iterator[Candidate]:
    folder.mkdir()
    on_server = Postgres.started(folder, flushed=True) if name == "PostgreSQL" else nullcontext()
    with on_server as server, line_end() as line:
        address = server.fresh_database() if server else f"sqlite:///{folder}/raingan.db"
        with world(folder, address) as made:
            enrol(made)
            settings = real_clock(made).model_copy(update={"line_api_base": line.address})
            with running(settings) as ours:
                web = lambda: [psutil.Process(pid) for pid in ours.web_pids()]  # noqa: E731
                beyond = lambda: [  # noqa: E731
                    psutil.Process(ours.worker_pid()),
                    *(server.processes() if server else ()),
                ]
                yield Candidate(
                    f"ours on {name}", ours.port, web, beyond, line, lambda one: one.started()
                )


def _row(one: Candidate, bare: Candidate) -> str:
    per_second, web, beyond = (median(found) for found in zip(*one.rounds, strict=True))
    pairs = list(zip(bare.rounds, one.rounds, strict=True))
    speed = median(mine[0] / plain[0] for plain, mine in pairs)
    to_200 = median(plain[1] / mine[1] for plain, mine in pairs)
    whole = median(plain[1] / (mine[1] + mine[2]) for plain, mine in pairs)
    figures, waits = one.calm()
    told = (
        one.name,
        f"{per_second:,.0f} · {speed:.2f}",
        f"{figures.median:.1f} · {figures.p99:.1f}",
        f"{median(waits):.1f} · {p99(waits):.1f}" if waits else "–",
        f"{web:.0f} + {beyond:.0f}",
        f"{to_200:.2f} · {whole:.2f}",
        f"{one.megabytes():.0f}",
    )
    return f"| {' | '.join(told)} |"


if __name__ == "__main__":
    main()
