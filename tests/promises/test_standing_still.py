"""Nothing waits without an end: a lock, a frozen host, a line that goes silent."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import requests
from sqlalchemy.exc import OperationalError

from bot.daily import watch
from bot.outbox import claims, queue
from bot.outbox.jobs.job import Job
from bot.outbox.jobs.saying import Push
from bot.settings import Settings
from bot.store.engine import Database, now_of, open_database
from bot.store.engine.postgres import LIMITS, ImpatientConnection, without_limits
from bot.store.library import Library
from bot.store.migrate import upgrade
from bot.store.tables.queue import outbox
from tests.postgres import Postgres
from tests.processes import Processes, environment
from tests.promises.line_between import LineBetween, line_to
from tests.world import SECRET, TOKEN


@pytest.fixture
def two_hosts(postgres: Postgres) -> Iterator[tuple[LineBetween, Database, Database]]:
    """A database as two hosts see it, and the line of the first."""
    address = postgres.fresh_database()
    with line_to(address) as (line, near):
        first, second = open_database(near), open_database(address)
        upgrade(second)
        yield line, first, second
        line.thaw()
        first.close()
        second.close()


def put(database: Database, *people: str) -> None:
    with database.writing() as conn:
        for one in people:
            queue.put(conn, Push(one, [{"type": "text", "text": one}], must=True), now_of(conn))


def claimed(database: Database, worker: str) -> list[queue.Queued[Job]]:
    with database.writing() as conn:
        me = claims.Worker(worker, now_of(conn) - claims.DEAD_AFTER)
        return claims.claim(conn, "line", now_of(conn), me, streams=2)


def test_a_host_that_freezes_while_it_claims_holds_up_nobody_else(
    two_hosts: tuple[LineBetween, Database, Database],
) -> None:
    line, first, second = two_hosts
    put(second, "a", "b")
    for worker in ("one", "two"):
        with second.writing() as conn:
            claims.beat(conn, worker, now_of(conn))

    with first.writing() as conn:
        me = claims.Worker("one", now_of(conn) - claims.DEAD_AFTER)
        held = claims.claim(conn, "line", now_of(conn), me, streams=1)
        line.freeze()
        found: list[queue.Queued[Job]] = []
        other = threading.Thread(target=lambda: found.extend(claimed(second, "two")), daemon=True)
        other.start()
        other.join(timeout=20)
        line.thaw()

    assert [one.stream for one in held] == ["person:a"]
    assert [one.stream for one in found] == ["person:b"]


def test_two_hosts_never_claim_the_same_job(
    two_hosts: tuple[LineBetween, Database, Database],
) -> None:
    _, first, second = two_hosts
    put(second, *[f"{number}" for number in range(60)])
    for worker in ("one", "two"):
        with second.writing() as conn:
            claims.beat(conn, worker, now_of(conn))
    found: dict[str, list[int]] = {"one": [], "two": []}

    def work(database: Database, worker: str) -> None:
        while jobs := claimed(database, worker):
            found[worker] += [one.id for one in jobs]

    hosts = [threading.Thread(target=work, args=host) for host in ((first, "one"), (second, "two"))]
    for one in hosts:
        one.start()
    for one in hosts:
        one.join(timeout=60)
    work(second, "two")  # what both left to each other

    assert sorted(found["one"] + found["two"]) == list(range(1, 61))


def test_every_connection_has_an_end_to_whatever_it_may_wait_for(
    two_hosts: tuple[LineBetween, Database, Database],
) -> None:
    _, _, database = two_hosts

    with database.reading() as conn:
        told = {name: conn.exec_driver_sql(f"SHOW {name}").scalar_one() for name in LIMITS}
        options = conn.connection.driver_connection.info.get_parameters()  # type: ignore[union-attr]

    assert told["statement_timeout"] == "30s"
    assert told["lock_timeout"] == "5s"
    assert told["idle_in_transaction_session_timeout"] == "10s"
    assert {"connect_timeout", "keepalives_idle", "tcp_user_timeout"} <= options.keys()


def test_a_database_that_goes_silent_is_an_error_and_its_connection_is_not_used_again(
    two_hosts: tuple[LineBetween, Database, Database],
) -> None:
    line, first, _ = two_hosts

    def ask() -> object:
        with first.reading() as conn:
            driver = conn.connection.driver_connection
            assert isinstance(driver, ImpatientConnection)
            driver.patience = 0.3
            line.freeze()
            return conn.exec_driver_sql("SELECT 1").scalar_one()

    with pytest.raises(OperationalError):
        ask()
    line.thaw()

    with first.reading() as conn:
        assert conn.exec_driver_sql("SELECT 1").scalar_one() == 1


def test_a_queue_of_writers_that_cannot_be_opened_once_holds_nobody_up_for_ever(
    tmp_path: Path,
) -> None:
    database = open_database(f"sqlite:///{tmp_path}/r.db")
    in_its_way = tmp_path / "r.db.lock"
    in_its_way.mkdir()
    with pytest.raises(Exception, match="writers' queue"), database.writing():
        pass
    in_its_way.rmdir()
    written = threading.Event()

    def write() -> None:
        with database.writing() as conn:
            conn.exec_driver_sql("CREATE TABLE t (x)")
        written.set()

    threading.Thread(target=write, daemon=True).start()

    assert written.wait(10)
    database.close()


def test_a_migration_may_take_as_long_as_it_needs(postgres: Postgres) -> None:
    database = open_database(postgres.fresh_database())
    with database.writing() as conn, without_limits(conn):
        inside = conn.exec_driver_sql("SHOW statement_timeout").scalar_one()
    with database.reading() as conn:
        after = conn.exec_driver_sql("SHOW statement_timeout").scalar_one()
    database.close()

    assert (inside, after) == ("0", "30s")


@pytest.fixture
def frozen_web(postgres: Postgres) -> Iterator[Processes]:
    """The web process as the Procfile starts it, whose database has just gone silent."""
    address = postgres.fresh_database()
    direct = open_database(address)
    upgrade(direct)
    direct.close()
    with line_to(address) as (line, near):
        settings = Settings(
            database_url=near,
            line_channel_secret=SECRET,
            line_channel_access_token=TOKEN,
            log_level="CRITICAL",
        )
        made = Processes(environment(settings), worker=False)
        try:
            _post(made.address)
            line.freeze()
            yield made
        finally:
            line.thaw()
            made.stop()


def _post(address: str, timeout: float = 10) -> int:
    content = json.dumps({"destination": "U", "events": [_event()]}).encode()
    digest = hmac.new(SECRET.encode(), content, hashlib.sha256).digest()
    headers = {"x-line-signature": base64.b64encode(digest).decode()}
    answer = requests.post(f"{address}/callback", data=content, headers=headers, timeout=timeout)
    return answer.status_code


def _event() -> dict[str, object]:
    return {
        "type": "message",
        "webhookEventId": "01",
        "timestamp": 1700000000000,
        "mode": "active",
        "source": {"type": "user", "userId": "U" + "0" * 32},
        "replyToken": "t",
        "message": {"type": "text", "id": "1", "text": "สวัสดี"},
    }


def test_while_the_database_is_silent_line_is_told_to_send_again_and_health_answers(
    frozen_web: Processes,
) -> None:
    """LINE waits for two seconds; a machine that stalls is given longer here."""
    statuses = [_post(frozen_web.address, timeout=8) for _ in range(3)]
    lives = [requests.get(f"{frozen_web.address}/healthz", timeout=8).status_code for _ in "12345"]
    ready = requests.get(f"{frozen_web.address}/readyz", timeout=8)

    assert statuses == [503, 503, 503]
    assert set(lives) == {200}
    assert (ready.status_code, ready.text) == (503, "the database does not answer\n")


def test_jobs_that_a_wrong_clock_put_off_are_due_again(
    two_hosts: tuple[LineBetween, Database, Database],
) -> None:
    _, _, database = two_hosts
    put(database, "a")
    with database.writing() as conn:
        far = now_of(conn) + timedelta(days=1)
        conn.execute(outbox.update().values(due_at=far))

    watch.run_once(database, Library())

    with database.writing() as conn:
        claims.beat(conn, "two", now_of(conn))
    assert [one.stream for one in claimed(database, "two")] == ["person:a"]
