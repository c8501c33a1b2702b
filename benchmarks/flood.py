"""How long others wait while one person floods the bot: python -m benchmarks.flood

Two thousand messages of one person, sixteen at once, as fast as they are taken; meanwhile another
writes, and it is measured how long it takes until the answer is in the chat.
"""

import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks import webhook
from benchmarks.load import as_fast_as_possible
from tests.postgres import Postgres
from tests.processes import eventually, running
from tests.world import World, world

MESSAGES, WORDS = 2000, 20


class Flood(webhook.Requests):
    """All by one person."""

    def moving(self, count: int) -> list[bytes]:
        return [self.text("97" if place % 2 else "ย้อนกลับ", 0) for place in range(count)]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, Postgres.started(Path(folder)) as postgres:
        for name, address in (
            ("sqlite", f"sqlite:///{folder}/raingan.db"),
            ("postgresql", postgres.fresh_database()),
        ):
            here = Path(folder) / name
            here.mkdir()
            with ExitStack() as stack:
                made = stack.enter_context(world(here, address))
                webhook.enrol(made)
                ours = stack.enter_context(running(webhook.real_clock(made)))
                made.line.line.webhook = f"{ours.address}/callback"
                quiet = sorted(_waits(made))
                with _flooded(ours.port):
                    waits = sorted(_waits(made))
                print(
                    f"{name}: an answer is there after {waits[len(waits) // 2] * 1000:.0f} ms in "
                    f"the middle and {waits[-1] * 1000:.0f} ms at worst (goal: 1000); without the "
                    f"flood {quiet[len(quiet) // 2] * 1000:.0f} and {quiet[-1] * 1000:.0f} ms"
                )


@contextmanager
def _flooded(port: int) -> Iterator[None]:
    requests = Flood(port).moving(MESSAGES)
    flood = threading.Thread(target=as_fast_as_possible, args=(port, requests))
    flood.start()
    yield
    flood.join()


def _waits(made: World) -> list[float]:
    """Seconds from each message of another to its answer; the first person met is user 1."""
    found = []
    user = made.person("สมชาย")
    for _ in range(WORDS):
        before, began = _said(made), time.perf_counter()
        made.post("/_emulator/say", {"user": user, "text": "ช่วยเหลือ"})
        eventually(lambda seen=before: _said(made) > seen, within=30, what="an answer")  # type: ignore[misc]
        found.append(time.perf_counter() - began)
    return found


def _said(made: World) -> int:
    return sum(one["from"] == "bot" for one in made.chat("สมชาย"))


if __name__ == "__main__":
    main()
