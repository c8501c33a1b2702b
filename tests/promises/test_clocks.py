"""One clock for jobs: the database's. A host whose clock is wrong changes nothing for them."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from bot.checkup import at_database
from bot.clock import real_now
from bot.health import readiness_problem
from bot.outbox import claims, queue
from bot.outbox.jobs.saying import Push
from bot.outbox.limits import take
from bot.settings import Settings
from bot.store import job_clock
from bot.store.engine import Database, now_of, open_database
from bot.store.migrate import upgrade
from tests.postgres import Postgres

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


JUMPS = [DAY, -DAY, timedelta(minutes=10), -timedelta(seconds=20)]


class SetClock:
    """A PostgreSQL whose clock can be set: what a session asks for the time stands before the
    server's own.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self._conn = psycopg.connect(address.replace("+psycopg", ""), autocommit=True)
        name = address.rpartition("/")[2]
        for statement in (
            "CREATE TABLE public.server_clock AS SELECT interval '0' AS by",
            "CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS "
            "'SELECT pg_catalog.clock_timestamp() + by FROM public.server_clock'",
            f"ALTER DATABASE {name} SET search_path = public, pg_catalog",
        ):
            self._conn.execute(statement)

    def set(self, by: timedelta) -> None:
        self._conn.execute("UPDATE public.server_clock SET by = %s", (by,))

    def close(self) -> None:
        self._conn.close()


@pytest.fixture
def server(postgres: Postgres) -> Iterator[SetClock]:
    made = SetClock(postgres.fresh_database())
    yield made
    made.close()


class Beating:
    """A worker as far as its claims go."""

    def __init__(self, name: str, database: Database) -> None:
        self.name, self.database = name, database

    def beat(self) -> None:
        if not self.database.measure_time():
            job_clock.agree(self.database, self.name)
        with self.database.writing() as conn:
            claims.beat(conn, self.name, now_of(conn))

    def claims(self, after: timedelta = timedelta(seconds=1)) -> int:
        """How many of two jobs of different people it takes."""
        with self.database.writing() as conn:
            now = now_of(conn) + after
            me = claims.Worker(self.name, now - claims.DEAD_AFTER)
            return len(claims.claim(conn, "line", now, me, streams=2))


def put(database: Database, user: str) -> None:
    with database.writing() as conn:
        queue.put(conn, Push(user, [{"type": "text", "text": "ก"}], must=True), now_of(conn))


@pytest.mark.parametrize("by", JUMPS, ids=str)
def test_a_server_whose_clock_is_set_changes_nothing_for_claims(
    server: SetClock, by: timedelta
) -> None:
    """Nothing that is another's is taken, what comes is taken at once, what a dead one held is free
    as soon as ever; whoever sees the new time first, and also where a web process never looks.
    """
    here, there, web = (host(server.address, timedelta(0)) for _ in range(3))
    one, two = Beating("one", here), Beating("two", there)
    one.beat()
    two.beat()
    put(web, "U1")
    held = one.claims()

    server.set(by)
    two.beat()
    taken_from_one = two.claims()
    put(web, "U2")
    fresh = two.claims()
    one.beat()
    drift = [abs(each.now() - real_now()) for each in (here, there, web)]
    later = host(server.address, timedelta(0))
    put(later, "U3")
    from_a_new_host = one.claims()
    three = Beating("three", later)
    soon, at_last = three.claims(timedelta(seconds=13)), three.claims(timedelta(seconds=17))
    for each in (here, there, web, later):
        each.close()

    assert (held, taken_from_one, fresh, from_a_new_host) == (1, 0, 1, 1)
    assert max(drift) < timedelta(seconds=5)
    assert (soon, at_last) == (0, 2)


def test_a_host_that_slept_takes_the_time_of_those_who_did_not(server: SetClock) -> None:
    running = [0.0]
    slept = open_database(server.address, since=lambda: running[0])
    upgrade(slept)
    one = Beating("one", slept)
    one.beat()

    server.set(timedelta(hours=1))  # for one it went by while its own clock stood
    awake = host(server.address, timedelta(0))
    Beating("two", awake).beat()
    one.beat()
    apart = abs(slept.now() - awake.now())
    slept.close()
    awake.close()

    assert apart < timedelta(seconds=5)
    assert abs(awake.now() - real_now() - timedelta(hours=1)) < CLOSE


def test_a_web_process_that_slept_takes_the_server_s_time_when_no_worker_says_otherwise(
    server: SetClock,
) -> None:
    """It agrees on nothing itself; /readyz measures."""
    running = [0.0]
    web = open_database(server.address, since=lambda: running[0])
    upgrade(web)
    readiness_problem(web)
    before = web.now()

    server.set(timedelta(hours=1))
    readiness_problem(web)
    at_first = web.now() - before
    running[0] += 11
    readiness_problem(web)
    then = web.now() - before
    web.close()

    assert at_first < CLOSE
    assert abs(then - timedelta(hours=1)) < CLOSE


def test_a_sign_of_life_from_tomorrow_counts_from_now(database_url: str) -> None:
    """All workers were away when the server's clock was set back: what the dead held is free within
    seconds.
    """
    database = host(database_url, timedelta(0))
    put(database, "U1")
    with database.writing() as conn:
        claims.beat(conn, "one", now_of(conn) + DAY)
        me = claims.Worker("one", now_of(conn) - claims.DEAD_AFTER)
        claims.claim(conn, "line", now_of(conn), me)
        assert claims.any_far(conn, now_of(conn))
        claims.bring_near(conn, now_of(conn))
    two = Beating("two", database)
    soon, at_last = two.claims(timedelta(seconds=13)), two.claims(timedelta(seconds=17))
    database.close()

    assert (soon, at_last) == (0, 1)


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
