"""The outbox table by itself: order, leases, what waits, what is held, how often a destination may
be asked.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.outbox import claims, endings, holding, queue
from bot.outbox.jobs.job import Job
from bot.outbox.jobs.saying import Push
from bot.outbox.limits import take
from bot.store.engine import Database, open_database
from bot.store.migrate import upgrade

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SOON = timedelta(seconds=5)
WORKER = claims.Worker("one", NOW - claims.DEAD_AFTER)
OTHER = claims.Worker("two", NOW - claims.DEAD_AFTER)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    made = open_database(database_url)
    upgrade(made)
    with made.writing() as conn:
        for worker in ("one", "two"):
            claims.beat(conn, worker, NOW)
    yield made
    made.close()


def said(to: str, once: str | None = None) -> Push:
    return Push(to, [{"type": "text", "text": to}], must=True, once=once)


def put(database: Database, *streams: str) -> None:
    with database.writing() as conn:
        for stream in streams:
            queue.put(conn, said(stream), NOW)


def claimed(
    database: Database, worker: claims.Worker, now: datetime = NOW
) -> list[queue.Queued[Job]]:
    with database.writing() as conn:
        return claims.claim(conn, "line", now, worker)


def test_jobs_of_one_stream_go_out_one_at_a_time_and_in_order(database: Database) -> None:
    put(database, "a", "a", "b")

    first, second, third = (
        claimed(database, WORKER),
        claimed(database, OTHER),
        claimed(database, OTHER),
    )

    assert [[job.id for job in jobs] for jobs in (first, second, third)] == [[1], [3], []]
    with database.writing() as conn:
        endings.finish(conn, first)
    assert [job.id for job in claimed(database, OTHER)] == [2]


def test_a_failing_job_lets_the_next_ones_of_its_stream_pass(database: Database) -> None:
    put(database, "a", "a")
    (first,) = claimed(database, WORKER)
    with database.writing() as conn:
        endings.again(conn, first, NOW, "LINE answered 500")

    passed = claimed(database, WORKER)
    with database.writing() as conn:
        endings.finish(conn, passed)

    assert [job.id for job in passed] == [2]
    assert [job.id for job in claimed(database, WORKER, NOW + SOON)] == [1]


def test_what_failed_need_not_wait_once_its_stream_works_again(database: Database) -> None:
    put(database, "a", "a", "b")
    (first,), (other,) = claimed(database, WORKER), claimed(database, WORKER)
    with database.writing() as conn:
        for job in (first, other):
            endings.again(conn, job, NOW, "away", wait=timedelta(hours=1))
    (second,) = claimed(database, WORKER)
    with database.writing() as conn:
        endings.finish(conn, [second])
        endings.hasten(conn, [second], NOW)

    assert [job.id for job in claimed(database, WORKER)] == [first.id]
    assert claimed(database, WORKER) == [], "the other stream waits on"


def test_the_job_of_a_worker_that_died_is_free_again_and_the_dead_one_cannot_settle_it(
    database: Database,
) -> None:
    put(database, "a")
    (lost,) = claimed(database, WORKER)
    later = NOW + claims.DEAD_AFTER + SOON
    with database.writing() as conn:
        claims.beat(conn, "two", later)

    (found,) = claimed(database, claims.Worker("two", later - claims.DEAD_AFTER), later)
    with database.writing() as conn:
        endings.give_up(conn, lost, "too late")
        endings.finish(conn, [found])

    assert (lost.id, 2) == (found.id, found.attempts)
    assert not claimed(database, OTHER, later)


def test_what_may_happen_once_is_put_once(database: Database) -> None:
    with database.writing() as conn:
        puts = [queue.put(conn, said("a", "gone:7"), NOW) for _ in range(3)]

    assert puts == [True, False, False]


def test_a_week_of_failures_gives_a_job_up_and_keeps_it_to_be_seen(database: Database) -> None:
    put(database, "a")
    (job,) = claimed(database, WORKER)
    with database.writing() as conn:
        endings.again(conn, job, NOW + endings.GIVE_UP_AFTER, "still nothing")
        state = conn.exec_driver_sql("SELECT state, error FROM outbox").one()

    assert tuple(state) == ("given_up", "still nothing")


def test_held_messages_come_back_oldest_first_and_once(database: Database) -> None:
    put(database, "a", "a")
    for _ in range(2):
        (job,) = claimed(database, WORKER)
        with database.writing() as conn:
            endings.hold(conn, job, "the free reply was lost")

    with database.writing() as conn:
        first = holding.held(conn, "person:a")
        for job in first:
            holding.said(conn, job)
        second = holding.held(conn, "person:a")

    assert ([job.job.to_json()["messages"] for job in first], second) == (
        [said("a").messages] * 2,
        [],
    )


def test_waits_grow_and_never_pass_ten_minutes() -> None:
    waits = [endings.backoff(attempt) for attempt in range(1, 40)]

    assert waits[0] <= timedelta(seconds=1)
    assert max(waits) <= endings.LONGEST_WAIT
    assert waits[9] > waits[3]


def test_no_minute_sees_more_calls_than_burst_and_rate_allow(database: Database) -> None:
    """Asked as fast as possible for two minutes, at most 40 + 10 calls fall into any one minute."""
    granted: list[datetime] = []
    now = NOW
    while now < NOW + timedelta(minutes=2):
        with database.writing() as conn:
            wait = take(conn, "sheets", now, per_minute=40, burst=10)
        if wait is None:
            granted.append(now)
        now += wait or timedelta(0)

    most = max(
        sum(1 for one in granted if start <= one < start + timedelta(minutes=1))
        for start in granted
    )
    assert most <= 50
    assert len(granted) >= 80
