"""One clock for jobs: the database's. A host whose clock is wrong changes nothing for them."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.checkup import at_database
from bot.clock import real_now
from bot.outbox import claims, queue
from bot.outbox.jobs.saying import Push
from bot.outbox.limits import take
from bot.settings import Settings
from bot.store.engine import Database, now_of, open_database
from bot.store.migrate import upgrade

DAY = timedelta(days=1)
CLOSE = timedelta(seconds=20)


def host(address: str, off: timedelta) -> Database:
    """A host whose own clock is off by so much."""
    made = open_database(address, machine=lambda: real_now() + off)
    upgrade(made)
    return made


@pytest.mark.parametrize("off", [timedelta(seconds=60), -timedelta(seconds=60), DAY, -DAY])
def test_a_host_whose_clock_is_wrong_goes_by_the_database_s(
    database_url: str, off: timedelta
) -> None:
    right, wrong = host(database_url, timedelta(0)), host(database_url, off)

    with wrong.writing() as conn:
        queue.put(conn, Push("U1", [{"type": "text", "text": "ก"}], must=True), now_of(conn))
    with right.writing() as conn:
        claims.beat(conn, "one", now_of(conn))
        me = claims.Worker("one", now_of(conn) - claims.DEAD_AFTER)
        (found,) = claims.claim(conn, "line", now_of(conn), me)
    skew = wrong.now.skew()
    right.close()
    wrong.close()

    assert abs(found.created_at - real_now()) < CLOSE
    assert abs(skew - off) < CLOSE


def test_a_worker_whose_clock_is_wrong_does_not_take_what_is_another_s(database_url: str) -> None:
    right, wrong = host(database_url, timedelta(0)), host(database_url, timedelta(seconds=60))
    with right.writing() as conn:
        claims.beat(conn, "one", now_of(conn))
        queue.put(conn, Push("U1", [{"type": "text", "text": "ก"}], must=True), now_of(conn))
        me = claims.Worker("one", now_of(conn) - claims.DEAD_AFTER)
        claims.claim(conn, "line", now_of(conn), me)

    with wrong.writing() as conn:
        claims.beat(conn, "two", now_of(conn))
        other = claims.Worker("two", now_of(conn) - claims.DEAD_AFTER)
        doubled = claims.claim(conn, "line", now_of(conn), other)
    right.close()
    wrong.close()

    assert doubled == []


def test_a_machine_whose_clock_is_set_while_it_runs_keeps_the_time_of_its_jobs(
    tmp_path: Path,
) -> None:
    """The file beside the database says how the clock stood when it was first opened: here, a day
    ahead of what it says now.
    """
    address = f"sqlite:///{tmp_path}/r.db"
    open_database(address).close()
    beside = tmp_path / "r.db.clock"
    boot, offset = beside.read_text().split()
    beside.write_text(f"{boot} {float(offset) + 86400}\n")

    first, second = open_database(address), open_database(address)
    times = [first.now(), second.now()]
    for one in (first, second):
        one.close()

    assert all(abs(one - real_now() - DAY) < CLOSE for one in times)


def test_a_machine_that_was_started_anew_takes_its_clock_as_it_is_now(tmp_path: Path) -> None:
    (tmp_path / "r.db.clock").write_text(f"another-start {time.time()}\n")

    database = open_database(f"sqlite:///{tmp_path}/r.db")
    now = database.now()
    database.close()

    assert abs(now - real_now()) < CLOSE


def test_a_rate_that_was_counted_by_a_wrong_clock_is_not_waited_for(database_url: str) -> None:
    database = host(database_url, timedelta(0))
    now = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    with database.writing() as conn:
        take(conn, "sheets", now + DAY, per_minute=40, burst=15, cost=15)
        wait = take(conn, "sheets", now, per_minute=40, burst=15, cost=5)
    database.close()

    assert wait is not None
    assert wait <= timedelta(minutes=1)


def test_doctor_shows_how_far_a_clock_is_off(database_url: str) -> None:
    wrong = host(database_url, timedelta(minutes=5))
    found = {
        one.subject: one for one in at_database.look(Settings(database_url=database_url), wrong)
    }
    wrong.close()

    assert not found["clock"].ok
    assert "300 seconds ahead of the database's" in found["clock"].sentence
