"""Whoever waits for work is woken when it is committed, by any process; a lost signal costs only a
second.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.outbox import queue
from bot.outbox.jobs.rows import MirrorRow
from bot.outbox.jobs.saying import Push
from bot.store.engine import Database, open_database
from bot.store.migrate import upgrade
from bot.store.waking import Listener, PipeListener, Pipes
from tests.processes import eventually

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


class Heard:
    """What a listener was told."""

    def __init__(self) -> None:
        self.lanes: set[str] = set()
        self._changed = threading.Condition()

    def wake(self, lanes: object) -> None:
        with self._changed:
            self.lanes |= set(lanes)  # type: ignore[call-overload]
            self._changed.notify_all()

    def has(self, *lanes: str) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self.lanes >= set(lanes), timeout=20)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    made = open_database(database_url)
    upgrade(made)
    yield made
    made.close()


@contextmanager
def listening(listener: Listener) -> Iterator[Heard]:
    heard = Heard()
    thread = threading.Thread(target=listener.listen, args=(heard.wake,))
    thread.start()
    try:
        yield heard
    finally:
        listener.close()
        thread.join(timeout=20)
    assert not thread.is_alive(), "a listener ends when it is closed"


def put(database: Database) -> None:
    with database.writing() as conn:
        queue.put(conn, Push("U1", [], must=True), NOW)
        queue.put(conn, MirrorRow("p", "s"), NOW)


def test_every_listener_hears_what_a_transaction_put_for_its_lanes(database: Database) -> None:
    with listening(database.listener()) as one, listening(database.listener()) as two:
        eventually(lambda: heard_both(database, one, two), what="both listeners")


def heard_both(database: Database, one: Heard, two: Heard) -> bool:
    """A listener on PostgreSQL may still be on its way to the database: then it is put again."""
    put(database)
    return {"line", "sheets"} <= one.lanes & two.lanes


def put_and_fail(database: Database) -> None:
    with database.writing() as conn:
        queue.put(conn, MirrorRow("p", "s"), NOW)
        raise ZeroDivisionError


def test_what_is_rolled_back_wakes_nobody(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/raingan.db")
    upgrade(database)
    with listening(database.listener()) as heard:
        with pytest.raises(ZeroDivisionError):
            put_and_fail(database)
        with database.writing() as conn:
            queue.put(conn, Push("U1", [], must=True), NOW)
        assert heard.has("line")
    database.close()

    assert heard.lanes == {"line"}


def test_the_pipe_of_a_killed_worker_is_taken_away_and_others_still_hear(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "killed")
    with listening(PipeListener(tmp_path)) as heard:
        Pipes(tmp_path).signal(["line"])
        assert heard.has("line")

    assert list(tmp_path.iterdir()) == []


def test_a_worker_that_reads_nothing_holds_nobody_up(tmp_path: Path) -> None:
    listener = PipeListener(tmp_path)
    for _ in range(20_000):
        Pipes(tmp_path).signal(["line"])

    with listening(listener) as heard:
        assert heard.has("line")


def test_where_no_worker_has_ever_run_a_signal_is_no_trouble(tmp_path: Path) -> None:
    Pipes(tmp_path / "nowhere").signal(["line"])

    assert not (tmp_path / "nowhere").exists()
