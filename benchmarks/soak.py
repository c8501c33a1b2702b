"""Half of all Google calls fail and both processes die: python -m benchmarks.soak [offices]
[kills]
"""

import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from tests.storm import Storm, outcome, stormy, weather

OFFICES, KILLS = 1000, 10


def main(offices: int = OFFICES, kills: int = KILLS) -> None:
    plan = Storm(offices=offices, kills=kills, within=3 * 3600)
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        with stormy(Path(folder), f"sqlite:///{folder}/raingan.db", plan) as (world, processes):
            weather(world, processes, plan)
            found = outcome(world)
        took = time.perf_counter() - began
    for name, value in asdict(found).items():
        print(f"  {name}: {value}")
    right = (found.submissions, found.rows, found.board, found.files, found.right) == (
        offices,
        offices,
        offices,
        2 * offices,
        2 * offices,
    )
    print(
        f"{offices} reports, {2 * offices} files, {kills} kills of each process: "
        f"{'right' if right else 'WRONG'}"
    )
    print(f"{took:.0f} s; {found.failed_calls / found.calls:.0%} of {found.calls} calls failed")
    if not right:
        sys.exit(1)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
