"""Two hosts under attack: python -m benchmarks.hosts sqlite|postgresql [rounds] [seed]

Each round is one report with two photos, and at least one kill, freeze, cut, full disk or stumble
of LINE. The disk fills up where this may mount one (root); where it may not, it says so.
"""

import os
import random
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.disk import Disk
from tests.hosts import balanced, besieged
from tests.postgres import Postgres

ROUNDS = 100


def main(kind: str = "sqlite", rounds: int = ROUNDS, seed: int = 0) -> None:
    seed = seed or random.SystemRandom().randrange(1, 10**6)
    print(f"{kind}, {rounds} rounds, seed {seed}", flush=True)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        disk = None
        if os.geteuid() == 0:
            disk = stack.enter_context(Disk(folder).mounted())
        else:
            print("no disk fills up: only root may mount one")
        address, server = f"sqlite:///{folder}/raingan.db", None
        if kind == "postgresql":
            folder.chmod(0o755)
            tempfile.tempdir = str(folder)  # where the server lies as well
            server = stack.enter_context(Postgres.started(folder))
            tempfile.tempdir = None  # what others hold meanwhile lies elsewhere
            address = server.fresh_database()
        began = time.perf_counter()
        given = {"disk": disk, "postgres": server}
        with besieged(folder, address, rounds=rounds, seed=seed, **given) as siege:  # type: ignore[arg-type]
            siege.run(within=1800)
            books = balanced(siege)
    attacks = ", ".join(f"{count} {name}" for name, count in sorted(books.attacks.items()))
    print(f"{books.attacks.total()} attacks ({attacks}) in {time.perf_counter() - began:.0f} s")
    print(f"lost {books.lost}, doubled {books.doubled}, silent {books.silent}")
    if books.lost or books.doubled or books.silent:
        sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1] if sys.argv[1:] else "sqlite", *map(int, sys.argv[2:]))
