"""Waking the workers of this machine or, on PostgreSQL, of all: work has just been committed.

Law: a signal may be lost and costs only the wait for the next slow look; it never fails who sends.
"""

import contextlib
import errno
import os
import threading
import uuid
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

import psycopg
import structlog
from sqlalchemy import Connection

CHANNEL = "raingan_outbox"
MARKED = "lanes to wake"
TRY_AGAIN = 1.0  # seconds until a lost connection to PostgreSQL is opened anew

log = structlog.get_logger()

Wake = Callable[[Iterable[str]], None]


def wake_after_commit(conn: Connection, lane: str) -> None:
    """Whoever carries out this lane is woken when the transaction has been committed."""
    conn.info.setdefault(MARKED, set()).add(lane)


def marked(conn: Connection) -> set[str]:
    """The lanes this transaction has work for; asked once, as it ends or anew begins."""
    found: set[str] = conn.info.pop(MARKED, set())
    return found


class Listener(Protocol):
    """Calls `wake` with the lanes that were signalled, until it is closed."""

    def listen(self, wake: Wake) -> None: ...

    def close(self) -> None: ...


class Pipes:
    """A folder beside a SQLite file with one named pipe for each listening process.

    A pipe nobody reads belongs to a process that was killed: whoever finds it takes it away.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def signal(self, lanes: Iterable[str]) -> None:
        said = "".join(f"{lane}\n" for lane in lanes).encode()
        with contextlib.suppress(OSError):
            for name in os.listdir(self._folder):  # noqa: PTH208 - three times as quick as Path's
                if not name.startswith("."):
                    self._write(f"{self._folder}/{name}", said)

    def _write(self, path: str, said: bytes) -> None:
        """A full pipe is as good as a signal: whoever reads it will look at every lane named."""
        try:
            pipe = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            if error.errno == errno.ENXIO:  # nobody reads it
                Path(path).unlink(missing_ok=True)
            return
        try:
            os.write(pipe, said)
        except OSError:
            return
        finally:
            os.close(pipe)

    def listener(self) -> "PipeListener":
        return PipeListener(self._folder)


class PipeListener:
    """The reading end. It is there under its name only once it can be written to."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        name = uuid.uuid4().hex
        self._path, unready = folder / name, folder / f".{name}"
        os.mkfifo(unready, 0o600)
        self._pipe = os.open(unready, os.O_RDWR)  # open for both: never at its end
        unready.rename(self._path)
        self._closed = False

    def listen(self, wake: Wake) -> None:
        while not self._closed:
            said = os.read(self._pipe, 65536).decode()
            wake(set(filter(None, said.split("\n"))))
        os.close(self._pipe)

    def close(self) -> None:
        """Writes a last signal, so that who reads sees that it is over."""
        end = os.dup(self._pipe)
        self._closed = True
        self._path.unlink(missing_ok=True)
        with contextlib.suppress(BlockingIOError):
            os.write(end, b"\n")
        os.close(end)


class NotifyListener:
    """Hears PostgreSQL's NOTIFY on a connection of its own."""

    def __init__(self, connecting: Mapping[str, Any]) -> None:
        self._connecting = connecting
        self._closed = threading.Event()

    def listen(self, wake: Wake) -> None:
        while not self._closed.is_set():
            try:
                self._hear(wake)
            except psycopg.OperationalError as error:
                log.warning("waking_lost", error=repr(error))
                self._closed.wait(TRY_AGAIN)

    def _hear(self, wake: Wake) -> None:
        with psycopg.connect(autocommit=True, **self._connecting) as conn:
            conn.execute(f"LISTEN {CHANNEL}")
            while not self._closed.is_set():
                for one in conn.notifies(timeout=TRY_AGAIN, stop_after=1):
                    wake(one.payload.split(","))

    def close(self) -> None:
        self._closed.set()


def notify(conn: Connection, lanes: Iterable[str]) -> None:
    """Part of the transaction: PostgreSQL tells it when that commits, and never before."""
    conn.exec_driver_sql("SELECT pg_notify(%s, %s)", (CHANNEL, ",".join(sorted(lanes))))
