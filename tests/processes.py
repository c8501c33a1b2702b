"""The bot as real processes: gunicorn and the worker, started, killed and started again."""

from __future__ import annotations

import contextlib
import os
import random
import shlex
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import psutil
import requests

from bot.settings import Settings

BIN = Path(sys.executable).parent
PROCFILE = Path(__file__).parents[1] / "Procfile"


def eventually(holds: Callable[[], bool], *, within: float = 60, what: str = "it") -> None:
    """Waits until something holds; fails, saying what, when it does not in time."""
    pause = threading.Event()
    for _ in range(int(within / 0.05)):
        if holds():
            return
        pause.wait(0.05)
    raise AssertionError(f"{what} did not come about within {within} seconds")


def environment(settings: Settings) -> dict[str, str]:
    """The settings as a process takes them."""
    told = {name.upper(): str(value) for name, value in settings.model_dump().items()}
    return {**os.environ, **told}


def of_procfile(port: int) -> list[str]:
    """The web process as the Procfile starts it, on the loopback."""
    line = next(one for one in PROCFILE.read_text("utf-8").splitlines() if one.startswith("web:"))
    told = line.removeprefix("web:").replace("0.0.0.0:${PORT:-8000}", f"127.0.0.1:{port}")
    program, *arguments = shlex.split(told)
    return [str(BIN / program), *arguments]


class Processes:
    """One gunicorn with two web processes, and one worker unless it is to be measured without."""

    def __init__(self, told: Mapping[str, str], *, worker: bool = True) -> None:
        self._told = dict(told)
        with socket.socket() as tried:
            tried.bind(("127.0.0.1", 0))
            self.port: int = tried.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._web = self._start(*of_procfile(self.port), "--log-level", "critical")
        self._worker = self._start(BIN / "raingan", "worker") if worker else None
        eventually(self.is_ready, what="the web process")

    def _start(self, *command: object) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [str(part) for part in command],
            env=self._told,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def is_ready(self) -> bool:
        """Whether one of the web processes takes messages."""
        with contextlib.suppress(requests.RequestException):
            return requests.get(f"{self.address}/readyz", timeout=2).ok
        return False

    def web_is_told_to_end(self) -> None:
        """As a host does when a new version comes."""
        self._web.terminate()

    def web_has_ended(self) -> bool:
        return self._web.poll() is not None

    def web_pids(self) -> list[int]:
        return [child.pid for child in psutil.Process(self._web.pid).children()]

    def worker_pid(self) -> int:
        assert self._worker is not None
        return self._worker.pid

    def kill_one(self, chance: random.Random) -> None:
        """kill -9 of a web process or of the worker."""
        if self.web_pids() and chance.random() < 0.5:
            self.kill_web(chance)
        elif self._worker:
            self.kill_worker()

    def kill_web(self, chance: random.Random) -> None:
        """kill -9 of a web process; gunicorn starts another."""
        with contextlib.suppress(ProcessLookupError, IndexError):
            os.kill(chance.choice(self.web_pids()), signal.SIGKILL)

    def kill_worker(self) -> None:
        """kill -9 of the worker, which is started again here."""
        assert self._worker is not None
        self._worker.kill()
        self._worker.wait()
        self._worker = self._start(BIN / "raingan", "worker")

    def kill_all(self) -> None:
        """kill -9 of every process that has the database open; all of them are started again."""
        for pid in self.web_pids():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if self._worker:
            self.kill_worker()

    def worker_lives(self) -> bool:
        return self._worker is not None and self._worker.poll() is None

    def stop(self) -> None:
        started = [process for process in (self._web, self._worker) if process]
        for process in started:
            process.terminate()
        for process in started:
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextlib.contextmanager
def running(settings: Settings, *, worker: bool = True) -> Iterator[Processes]:
    made = Processes(environment(settings), worker=worker)
    try:
        yield made
    finally:
        made.stop()
