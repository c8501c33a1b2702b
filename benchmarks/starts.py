"""How long a start takes: the command line's help, and the demo, the first time in a folder and the
second.
"""

import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from tests.browser.rehearsal import demo
from tests.processes import BIN


def main() -> None:
    times = []
    for _ in range(5):
        began = time.perf_counter()
        subprocess.run([str(BIN / "raingan"), "--help"], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - began)
    print(f"raingan --help: {statistics.median(times):.2f} s (goal: under 0.5)")
    with tempfile.TemporaryDirectory() as folder:
        first, second = _demo(Path(folder)), _demo(Path(folder))
    print(
        f"raingan demo, until its address is printed: {first:.1f} s, a second time {second:.1f} "
        "s (goal: under 5)"
    )


def _demo(folder: Path) -> float:
    began = time.perf_counter()
    with demo(folder):
        return time.perf_counter() - began


if __name__ == "__main__":
    main()
