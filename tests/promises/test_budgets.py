"""Budgets: size at the door, lines of the log, what one person may send; odd letters cost
nothing.
"""

import json
import socket
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import psutil
import pytest
import requests
import structlog
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from bot.doorkeeper import MOST_SILENT
from bot.inbox.door import LARGEST_BODY
from bot.logs import MOST_A_MINUTE, Sparing, nameless
from bot.store.tables.records import events, evidence
from tests.processes import Processes, eventually
from tests.test_webhook import body, event, post
from tests.world import World


@pytest.mark.parametrize("odd", ["\0", "\ud83d"], ids=["the letter 0", "half a letter"])
@pytest.mark.parametrize("where", ["webhookEventId", "replyToken", "userId"])
def test_an_odd_letter_in_an_id_costs_its_neighbours_nothing(
    talk: World, odd: str, where: str
) -> None:
    user = talk.person("แขก")
    changes: dict[str, Any] = {where: f"x{odd}y"}
    if where == "userId":
        changes = {"source": {"type": "user", "userId": f"{user}{odd}"}}
    sent = json.dumps(body(event(3, **changes), event(4, type="follow", message=...)))

    answer = post(talk, ..., raw=sent.encode())
    again = post(talk, ..., raw=sent.encode())

    assert (answer.status_code, again.status_code) == (200, 200)
    with talk.database.reading() as conn:
        assert len(conn.execute(select(events.c.id)).all()) == 2


def test_the_log_says_it_so_many_times_a_minute_and_then_how_often_it_did_not() -> None:
    minutes = [0.0]
    sparing = Sparing(clock=lambda: minutes[0])

    def said() -> int:
        count = 0
        for _ in range(1000):
            try:
                sparing(None, "error", {"event": "database_unreachable"})
            except structlog.DropEvent:
                continue
            count += 1
        return count

    first = said()
    minutes[0] = 61.0
    after = sparing(None, "error", {"event": "database_unreachable"})

    assert first == MOST_A_MINUTE
    assert after["left_out"] == 1000 - MOST_A_MINUTE


def test_the_log_names_nobody_when_a_statement_fails(talk: World) -> None:
    user = talk.person("สมชาย")

    with pytest.raises(IntegrityError) as failed, talk.database.writing() as conn:
        conn.execute(events.insert(), {"id": user, "state": None})
    line = nameless(None, "error", {"event": "event_failed", "error": repr(failed.value)})

    assert user not in repr(line)
    assert "IntegrityError" in repr(line)


def test_what_one_person_may_send_in_a_day_has_an_end_and_is_told(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.at_evidence()
    talk.send("สมชาย", photo=True)
    with talk.database.writing() as conn:
        conn.execute(update(evidence).values(size=4 << 30))

    said = talk.send("สมชาย", photo=True)
    talk.forward(hours=25)
    with talk.database.writing() as conn:
        conn.exec_driver_sql("UPDATE evidence SET sent_at = sent_at - 93600000000")  # 26 hours

    assert "มากเกินกว่าที่เก็บให้หนึ่งคนได้" in said
    assert "มากเกินกว่า" not in talk.send("สมชาย", photo=True)


def test_connections_that_say_nothing_silence_neither_web_nor_health(web: Processes) -> None:
    head = b"POST /callback HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n"
    open_ones = [socket.create_connection(("127.0.0.1", web.port)) for _ in range(64)]
    for place, one in enumerate(open_ones):
        one.sendall(head + (b"\r\n{" if place % 2 else b""))
    statuses = {
        requests.get(f"{web.address}{path}", timeout=10).status_code
        for path in ("/healthz", "/readyz", "/e/unknown") * 4
    }
    for one in open_ones:
        one.close()

    assert statuses == {200, 404}


def is_closed(one: socket.socket) -> bool:
    one.setblocking(False)
    try:
        return one.recv(1) == b""
    except BlockingIOError:
        return False
    except ConnectionError:
        return True


def dribble(some: Iterable[socket.socket]) -> None:
    """One letter more of a header that never ends."""
    for one in some:
        with suppress(OSError):
            one.send(b"a")


def test_fifty_who_dribble_their_headers_keep_nobody_waiting_and_are_shown_out(
    web: Processes,
) -> None:
    slow = [socket.create_connection(("127.0.0.1", web.port)) for _ in range(50)]
    for one in slow:
        one.sendall(b"POST /callback HTTP/1.1\r\nHost: x\r\nX-Slow: ")
    answered = set()
    left = list(slow)

    def all_are_gone() -> bool:
        dribble(left)
        answered.add(requests.get(f"{web.address}/healthz", timeout=2).status_code)
        left[:] = [one for one in left if not is_closed(one)]
        return not left

    eventually(all_are_gone, within=30, what="the end of fifty slow connections")
    for one in slow:
        one.close()

    assert answered == {200}


def test_more_who_say_nothing_than_there_is_room_for_make_room_at_once(web: Processes) -> None:
    """Those who came first go, long before their time is over."""
    many = 2 * MOST_SILENT + 20  # of two processes
    silent = [socket.create_connection(("127.0.0.1", web.port)) for _ in range(many)]
    eventually(lambda: any(map(is_closed, silent)), within=5, what="room")
    for one in silent:
        one.close()

    assert requests.get(f"{web.address}/readyz", timeout=5).status_code == 200


def test_a_slow_body_for_a_page_keeps_no_page_from_anybody(web: Processes) -> None:
    head = b"POST /e/unknown HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"
    slow = [socket.create_connection(("127.0.0.1", web.port)) for _ in range(50)]
    for one in slow:
        one.sendall(head)
    statuses = {requests.get(f"{web.address}/e/unknown", timeout=5).status_code for _ in range(10)}
    for one in slow:
        one.close()

    assert statuses == {404}


def test_a_body_that_does_not_tell_its_size_is_refused_before_it_is_read(web: Processes) -> None:
    """Two hundred times as much as is taken, unsigned and in chunks: the web process does not keep
    it.
    """
    before = sum(psutil.Process(pid).memory_info().rss for pid in web.web_pids())
    chunks = (b"x" * LARGEST_BODY for _ in range(200))
    try:
        status = requests.post(f"{web.address}/callback", data=chunks, timeout=60).status_code
    except requests.ConnectionError:
        status = 413  # cut off in the middle
    after = sum(psutil.Process(pid).memory_info().rss for pid in web.web_pids())

    assert status == 413
    assert after - before < 64 * LARGEST_BODY
