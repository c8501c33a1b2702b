"""A server that takes nothing in (it follows another now) is as good as away: LINE hears 503 and
sends again, what a worker has begun is settled once it can be, and no claim is forgotten.
"""

import psycopg
import pytest
from sqlalchemy.exc import OperationalError

from bot.outbox import claims, queue
from bot.outbox.at_work import DOUBT, KNOWN_WITHIN, AtWork
from bot.outbox.jobs.job import Job
from bot.outbox.jobs.saying import Push
from bot.outbox.queue import Queued
from bot.store.engine import Database, now_of, open_database
from bot.store.migrate import upgrade
from bot.store.tables.queue import outbox
from tests.postgres import Postgres

WORD = Push("U1", [{"type": "text", "text": "ก"}], must=True)


def follows(address: str, *, is_so: bool) -> None:
    """The server of this database follows another from now on, or leads again."""
    with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as conn:
        conn.execute("SET default_transaction_read_only = off")
        told = "on" if is_so else "off"
        conn.execute(
            f"ALTER DATABASE {conn.info.dbname} SET default_transaction_read_only = {told}"
        )
        conn.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def claimed(database: Database, worker: str) -> Queued[Job]:
    with database.writing() as conn:
        now = now_of(conn)
        claims.beat(conn, worker, now)
        me = claims.Worker(worker, now - claims.DEAD_AFTER)
        (job,) = claims.claim(conn, "line", now, me)
    return job


def test_a_server_that_takes_nothing_in_is_away_until_it_does(postgres: Postgres) -> None:
    address = postgres.fresh_database()
    database = open_database(address)
    upgrade(database)

    follows(address, is_so=True)
    for _ in range(2):  # a connection from before, and a new one
        with pytest.raises(OperationalError), database.writing() as conn:
            queue.put(conn, WORD, now_of(conn))
    follows(address, is_so=False)
    with database.writing() as conn:
        queue.put(conn, WORD, now_of(conn))
    with database.reading() as conn:
        found = conn.execute(outbox.select()).all()
    database.close()

    assert len(found) == 1


def test_a_claim_that_its_worker_does_not_know_of_is_let_go(database_url: str) -> None:
    """The server committed it and was lost before it could say so."""
    database = open_database(database_url)
    upgrade(database)
    with database.writing() as conn:
        queue.put(conn, WORD, now_of(conn))
    job = claimed(database, "one")

    known, unknown = AtWork(), AtWork()
    known.takes([job])
    with database.reading() as conn:
        mine = claims.of(conn, "one")
    began = [one.forgotten(mine, 100.0) for one in (known, unknown)]
    later = [one.forgotten(mine, 100.0 + KNOWN_WITHIN) for one in (known, unknown)]
    with database.writing() as conn:
        claims.let_go(conn, later[1])
    again = claimed(database, "two")
    database.close()

    assert began == [[], []]
    assert later == [[], [(job.id, job.attempts)]]
    assert (again.id, again.attempts) == (job.id, job.attempts + 1)


def test_claims_are_looked_through_for_a_while_after_trouble() -> None:
    at_work = AtWork()
    before = at_work.is_in_doubt(100.0)
    at_work.doubt(100.0)

    assert not before
    assert at_work.is_in_doubt(100.0 + DOUBT - 1)
    assert not at_work.is_in_doubt(100.0 + DOUBT)
