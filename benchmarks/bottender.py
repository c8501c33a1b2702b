"""A bot of Bottender's (npm), as users would pick it: started, measured, ended."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.load import Wire
from tests.postgres import free_port
from tests.processes import eventually
from tests.world import SECRET

SOURCE = Path(__file__).with_name("bottender_bot")
MISSING = "Bottender needs Node.js and npm: install them, or leave it out"
HERE = Path("var/bottender")  # where npm puts it, once


@dataclass(frozen=True)
class Bottender:
    port: int
    pid: int

    def processes(self) -> list[psutil.Process]:
        whole = psutil.Process(self.pid)
        return [whole, *whole.children(recursive=True)]


@contextmanager
def bottender(origin: str) -> Iterator[Bottender]:
    """Replies to the LINE at `origin`. Needs Node.js and npm; says so where they are missing."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        raise SystemExit(MISSING)
    HERE.mkdir(parents=True, exist_ok=True)
    for file in SOURCE.iterdir():
        shutil.copy(file, HERE)
    if not (HERE / "node_modules" / "bottender").exists():
        command = [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "bottender@1.5.5"]
        subprocess.run(command, cwd=HERE, check=True, stdout=subprocess.DEVNULL)
    port = free_port()
    told = {**os.environ, "CHANNEL_SECRET": SECRET, "LINE_ORIGIN": origin}
    start = [node, "node_modules/bottender/bin/cli.js", "start", "--port", str(port)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        start, cwd=HERE, env={**told, "NODE_ENV": "production"}, stdout=quiet, stderr=quiet
    )
    try:
        eventually(lambda: _listens(port), what="Bottender")
        yield Bottender(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError):
        Wire(port).close()
        return True
    return False
