"""Two hosts under attack, round after round: python -m benchmarks.hosts [sqlite|postgresql|both]
[rounds] [seed]

In each round two offices report with two photos each, and at least two attacks are made
(tests/attacks.py); then everything is carried out and the books are compared. The disk fills up
where this may mount one (root); where it may not, it says so.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from tests.hosts import besieged, ground

ROUNDS = 200


def main(kind: str = "both", rounds: int = ROUNDS, seed: int = 0) -> None:
    seed = seed or random.SystemRandom().randrange(1, 10**6)
    kinds = ("sqlite", "postgresql") if kind == "both" else (kind,)
    right = [_siege(one, rounds // len(kinds), seed) for one in kinds]
    sys.exit(0 if all(right) else 1)


def _siege(kind: str, rounds: int, seed: int) -> bool:
    """Whether the books balanced after every round."""
    print(f"{kind}, {rounds} rounds, seed {seed}", flush=True)
    began = time.perf_counter()
    is_right = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (
            ground(folder, kind) as here,
            besieged(folder, here, rounds=rounds, seed=seed) as siege,
        ):
            for number, books in enumerate(siege.run(within=600), 1):
                is_right = is_right and not (books.lost or books.doubled or books.silent)
                told = f"lost {books.lost}, doubled {books.doubled}, silent {books.silent}"
                print(f"round {number}: {books.attacks.total()} attacks; {told}", flush=True)
            attacks = ", ".join(f"{count} {name}" for name, count in sorted(siege.attacks.items()))
    took = time.perf_counter() - began
    print(f"{kind}: {'right' if is_right else 'WRONG'} after {took:.0f} s: {attacks}", flush=True)
    return is_right


if __name__ == "__main__":
    main(sys.argv[1] if sys.argv[1:] else "both", *map(int, sys.argv[2:]))
