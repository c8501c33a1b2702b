"""Three hosts, and two PostgreSQL servers of which one leads: python -m benchmarks.failover
[direct|pooler] [rounds] [seed]

In each round two offices report with two photos each; meanwhile hosts are killed, frozen and cut
off, LINE stumbles, and the leading server is lost, again and again. `direct`: the hosts name both
servers and ask for the one that can be written. `pooler`: they name a pgbouncer, which the manager
points at the leader.
"""

import random
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

import psycopg

from benchmarks import pair as pairs
from benchmarks.pooler import Pooler, pooled
from tests.hosts import Ground, besieged
from tests.postgres import free_port

HOSTS, ROUNDS = 3, 60


def main(way: str = "direct", rounds: int = ROUNDS, seed: int = 0) -> None:
    seed = seed or random.SystemRandom().randrange(1, 10**6)
    print(f"{way}, {rounds} rounds, {HOSTS} hosts, seed {seed}", flush=True)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.chmod(0o755)
        pooler = Pooler(folder, free_port()) if way == "pooler" else None
        pair = stack.enter_context(pairs.started(folder, pooler.told_by if pooler else None))
        with psycopg.connect(pair.address("postgres"), autocommit=True) as conn:
            conn.execute("CREATE DATABASE raingan")
        address = pair.address("raingan")
        if pooler:
            address = stack.enter_context(pooled(pooler, pair.leader().port))
        changes: list[float] = []
        here = Ground(address, None, None)
        began = time.perf_counter()
        with besieged(folder, here, rounds=rounds, seed=seed, hosts=HOSTS) as siege:

            def lose_leader() -> None:
                changes.append(pair.lose_leader())

            siege.further = {"leader": lose_leader}
            books = list(siege.run(within=1800))[-1]
    attacks = ", ".join(f"{count} {name}" for name, count in sorted(books.attacks.items()))
    print(f"{books.attacks.total()} attacks ({attacks}) in {time.perf_counter() - began:.0f} s")
    if changes:
        print(f"another server led after {median(changes):.0f} s (at most {max(changes):.0f})")
    print(f"lost {books.lost}, doubled {books.doubled}, silent {books.silent}")
    if books.lost or books.doubled or books.silent or not changes:
        sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1] if sys.argv[1:] else "direct", *map(int, sys.argv[2:]))
