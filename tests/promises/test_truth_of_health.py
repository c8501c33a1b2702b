"""Doctor and readyz tell the truth in each broken case."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import timedelta

import pytest
import requests
from flask import Flask, Response

from bot.app import create_app
from bot.checkup.examining import examine_all
from bot.daily import watch
from bot.outbox import claims
from bot.outbox.line.api import Line
from bot.settings import Settings
from bot.store.engine import now_of
from bot.store.tables.queue import workers
from bot.worker import Worker
from emulators import serving
from tests.test_evidence import report
from tests.world import World


def as_it_should_be(_talk: World) -> None:
    """Nothing is broken."""


def takes_nothing(talk: World) -> None:
    """As with a full disk: reading works, writing does not."""
    if talk.database.is_postgres:
        name = talk.database.engine.url.database
        with talk.database.writing() as conn:
            conn.exec_driver_sql(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        talk.app.extensions["database"].close()
        return
    for one in (talk.app.extensions["database"], talk.worker.parts.database, talk.database):
        one.close()
    lock = talk.folder / "raingan.db.lock"
    lock.unlink()
    lock.mkdir()


def out_of_date(talk: World) -> None:
    with talk.database.writing() as conn:
        conn.exec_driver_sql("UPDATE alembic_version SET version_num = '0007'")


def no_worker(talk: World) -> None:
    with talk.database.writing() as conn:
        conn.execute(workers.delete())


def stopped_worker(talk: World) -> None:
    with talk.database.writing() as conn:
        conn.execute(workers.delete())
        claims.beat(conn, "a-host:1:x", now_of(conn) - timedelta(minutes=1))


def line_away(talk: World) -> None:
    talk.settings = talk.settings.model_copy(update={"line_api_base": "http://127.0.0.1:9"})


def token_wrong(talk: World) -> None:
    talk.settings = talk.settings.model_copy(update={"line_channel_access_token": "another"})


# what is broken -> /readyz, /readyz/worker, and what doctor says of it
BROKEN: dict[str, tuple[Callable[[World], None], int, int, str, str]] = {
    "nothing": (as_it_should_be, 200, 200, "worker", "1 at work"),
    "a full disk": (takes_nothing, 503, 200, "database", "free space"),
    "old tables": (out_of_date, 503, 200, "database", "raingan db upgrade"),
    "no worker ever": (no_worker, 200, 503, "worker", "start raingan worker"),
    "a stopped worker": (stopped_worker, 200, 503, "worker", "no worker has given a sign for"),
    "LINE out of reach": (line_away, 200, 200, "LINE", "cannot reach LINE"),
    "a wrong token": (token_wrong, 200, 200, "LINE", "new channel access token"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_each_broken_case_is_told(talk: World, case: str) -> None:
    breaks, ready, worker, subject, words = BROKEN[case]
    talk.worker.beat()

    breaks(talk)
    found = {one.subject: one for one in examine_all(talk.settings)}
    client = talk.app.test_client()

    assert client.get("/readyz").status_code == ready
    assert client.get("/readyz/worker").status_code == worker
    assert words in found[subject].sentence
    assert found[subject].ok == (case == "nothing")
    assert client.get("/healthz").status_code == 200


def test_a_stopped_worker_is_seen_in_the_metrics_and_told_to_the_topmost_coordinator(
    talk: World,
) -> None:
    talk.enrolled("อรุณี", "CBI", "coordinator")
    with talk.database.writing() as conn:
        claims.beat(conn, "other-host:1:x", now_of(conn) - timedelta(minutes=2))
        conn.execute(workers.update().values(beat_at=now_of(conn) - timedelta(minutes=1)))
    metrics = requests.get(f"{talk.web.address}/metrics", timeout=10).text

    talk.worker.drain()
    said = talk.say("อรุณี", "ช่วยเหลือ")

    assert "raingan_workers 0.0" in metrics
    assert "หยุดส่งข้อความและเก็บหลักฐานตั้งแต่" in said
    assert "หยุดส่งข้อความ" not in talk.say("อรุณี", "ช่วยเหลือ")


def test_a_worker_that_was_replaced_at_once_is_no_news(talk: World) -> None:
    talk.enrolled("อรุณี", "CBI", "coordinator")
    with talk.database.writing() as conn:
        conn.execute(workers.delete())
        at = now_of(conn) - timedelta(minutes=5)
        conn.execute(workers.insert(), {"id": "h:1:a", "beat_at": at, "since": at})
        after = {"id": "h:2:b", "beat_at": now_of(conn), "since": at + timedelta(seconds=3)}
        conn.execute(workers.insert(), after)

    watch.run_once(talk.database, talk.worker.parts.inbox.library)

    assert "หยุดส่งข้อความ" not in talk.say("อรุณี", "ช่วยเหลือ")


@pytest.mark.parametrize("answer", ["{}", "<html>busy</html>", '{"type": "limited"}', "[]"])
def test_an_odd_answer_on_the_quota_costs_no_reminder(talk_on_sqlite: World, answer: str) -> None:
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    odd = Flask("odd")
    odd.add_url_rule("/<path:_>", view_func=lambda _: Response(answer), methods=["GET", "POST"])
    running = serving.start(odd)
    line = Line(talk.settings.model_copy(update={"line_api_base": running.address}))
    talk.forward(days=1)

    Worker(dataclasses.replace(talk.worker.parts, line=line)).tick()
    running.stop()
    talk.worker.drain()

    assert "ถึงสมชาย" in str(talk.chat("สมชาย"))


NOWHERE = Settings(
    database_url="postgresql://raingan@127.0.0.1:9/raingan",
    line_channel_secret="s",
    line_channel_access_token="t",
    log_level="CRITICAL",
)


@pytest.mark.parametrize("path", ["/metrics", "/s/x", "/me/x", "/e/x", "/c/x.ics", "/qr/x.png"])
def test_pages_say_to_come_back_while_the_database_is_away(path: str) -> None:
    answer = create_app(NOWHERE).test_client().get(path)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"]


def test_every_answer_keeps_browsers_from_guessing_framing_and_telling(talk: World) -> None:
    for path in ("/healthz", "/e/unknown", "/"):
        headers = talk.app.test_client().get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_metrics_are_not_for_those_who_come_through_the_proxy(talk_on_sqlite: World) -> None:
    outside = {"X-Forwarded-For": "203.0.113.7"}
    client = talk_on_sqlite.app.test_client()
    known = create_app(talk_on_sqlite.settings.model_copy(update={"metrics_token": "geheim"}))
    with_token = known.test_client()

    assert client.get("/metrics", headers=outside).status_code == 404
    assert with_token.get("/metrics").status_code == 404
    right = {**outside, "Authorization": "Bearer geheim"}
    assert with_token.get("/metrics", headers=right).status_code == 200
    known.extensions["database"].close()


def test_a_page_never_asks_line(talk: World) -> None:
    """LINE hangs; what the worker was told before is shown."""
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.worker.tick()
    calls = talk.get("/_emulator/sent")["sent"]
    app = create_app(talk.settings.model_copy(update={"line_api_base": "http://127.0.0.1:9"}))

    page = app.test_client().get("/s/unknown")

    assert page.status_code == 404
    assert talk.get("/_emulator/sent")["sent"] == calls
    app.extensions["database"].close()


def test_an_evidence_page_tells_no_path_of_the_machine(talk: World) -> None:
    report(talk)
    with talk.database.reading() as conn:
        token = conn.exec_driver_sql("SELECT token FROM tokens").scalars().first()

    page = talk.app.test_client().get(f"/e/{token}").get_data(as_text=True)

    assert "4 แผนที่ภาษี" in page
    assert "file:" not in page
    assert str(talk.folder) not in page
