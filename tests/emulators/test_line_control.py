"""The rehearsal's own addresses: chat, clock, people, faults, fetch."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
import requests

from emulators import serving
from emulators.line import server
from tests.emulators.line_room import Room, message

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


def test_a_chat_tells_only_what_is_new(room: Room) -> None:
    room.say(text="หนึ่ง")
    cursor = room.chat(room.somchai)["cursor"]
    room.push(room.somchai)
    assert [m["message"]["text"] for m in room.chat(room.somchai, after=cursor)["messages"]] == [
        "เตือน"
    ]


def test_waiting_for_a_chat_ends_when_something_happens(room: Room) -> None:
    cursor = room.chat(room.somchai)["cursor"]
    url = f"{room.running.address}/_emulator/chat/{room.somchai}?after={cursor}&wait=20"
    with ThreadPoolExecutor() as aside:
        started = time.monotonic()
        waiting = aside.submit(requests.get, url, timeout=25)
        room.push(room.somchai)
        assert waiting.result().json()["messages"][0]["message"]["text"] == "เตือน"
    assert time.monotonic() - started < 10


def test_the_loading_sign_ends_with_the_next_message_or_in_time(room: Room) -> None:
    show = {"chatId": room.somchai, "loadingSeconds": 5}
    assert room.post("/chat/loading/start", show).status_code == 202
    assert room.chat(room.somchai)["loading"]
    room.push(room.somchai)
    assert not room.chat(room.somchai)["loading"]
    room.post("/chat/loading/start", show)
    room.later(minutes=1)
    assert not room.chat(room.somchai)["loading"]


def test_the_clock_can_be_set_and_whoever_asked_is_told() -> None:
    told: list[datetime] = []
    with server.start(secret="s", token="t", on_clock=told.append) as running:
        answer = requests.post(
            f"{running.address}/_emulator/clock", json={"set": "2013-03-20T09:00"}, timeout=5
        )
        assert answer.json()["now"].startswith("2013-03-20T09:00:0")
        requests.post(
            f"{running.address}/_emulator/clock",
            json={"forward": {"days": 1, "hours": 2}},
            timeout=5,
        )
    assert [f"{moment:%d %H}" for moment in told] == ["20 09", "21 11"]


def test_a_time_that_is_none_is_refused(room: Room) -> None:
    assert room.control("/clock", {"set": "tomorrow"}).status_code == 400
    assert room.control("/clock", {"forward": {"years": 1}}).status_code == 400


def test_people_are_added_with_ids_that_stay_the_same(room: Room) -> None:
    added = room.control("/people", {"name": "สมศรี", "note": "ปลัดอำเภอ"}).json()["people"][0]
    assert added["id"].startswith("U")
    assert len(added["id"]) == 33
    names = [p["name"] for p in room.control("/people").json()["people"]]
    assert names == ["สมชาย", "สมหญิง", "สมศรี"]
    assert room.control("/people", {"id": "U1", "name": "x"}).status_code == 400


@pytest.mark.parametrize(("kind", "status"), [(429, 429), ("500", 500)])
def test_a_fault_strikes_the_calls_it_names_as_often_as_it_says(
    room: Room, kind: object, status: int
) -> None:
    room.control("/faults", {"kind": kind, "match": "POST /v2/bot/message/push", "times": 2})
    assert room.get("/info").status_code == 200
    assert [room.push(room.somchai).status_code for _ in range(3)] == [status, status, 200]
    assert len(room.shown(room.somchai)) == 1


def test_a_cut_before_the_work_leaves_it_undone(room: Room) -> None:
    room.control("/faults", {"kind": "drop_before", "match": "/push"})
    with pytest.raises(requests.ConnectionError):
        room.push(room.somchai)
    assert room.shown(room.somchai) == []


def test_a_cut_after_the_work_leaves_it_done(room: Room) -> None:
    room.control("/faults", {"kind": "drop_after", "match": "/push"})
    with pytest.raises(requests.ConnectionError):
        room.push(room.somchai)
    assert len(room.shown(room.somchai)) == 1


def test_a_fault_can_be_late_and_can_let_calls_pass_first(room: Room) -> None:
    room.control(
        "/faults",
        {"faults": [{"kind": "500", "match": "/info", "skip": 1}, {"kind": "slow", "delay": 0.2}]},
    )
    assert [room.get("/info").status_code for _ in range(2)] == [200, 500]
    started = time.monotonic()
    assert room.get("/info").status_code == 200
    assert time.monotonic() - started >= 0.2


def test_clearing_the_faults_frees_a_call_that_is_kept_waiting(room: Room) -> None:
    room.control("/faults", {"kind": "timeout", "match": "/push"})
    with ThreadPoolExecutor() as aside:
        kept = aside.submit(room.push, room.somchai)
        while room.line.faults.hits == 0:
            assert not kept.done()
        requests.delete(f"{room.running.address}/_emulator/faults", timeout=5)
        assert isinstance(kept.exception(timeout=5), requests.ConnectionError)


def test_the_page_itself_never_suffers(room: Room) -> None:
    room.control("/faults", {"kind": "500", "times": 9})
    for path in ("/", "/phone/phone.js", "/_emulator/people"):
        assert requests.get(room.running.address + path, timeout=5).status_code == 200


def test_a_fault_nobody_knows_is_refused(room: Room) -> None:
    assert room.control("/faults", {"kind": "earthquake"}).status_code == 400
    assert room.control("/faults").json() == {"faults": []}


def site(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
    """A bot's pages: a picture, and an address that leads elsewhere."""
    if environ["PATH_INFO"] == "/e/1":
        start_response("302 Found", [("Location", "/qr/1.png")])
        return []
    start_response("200 OK", [("Content-Type", "image/png")])
    return [environ["REQUEST_METHOD"].encode(), environ["wsgi.input"].read()]


def test_only_addresses_that_are_named_can_be_fetched(room: Room) -> None:
    with serving.start(site) as pages:
        room.line.resolve["https://raingan.demo"] = pages.address
        got = room.control("/fetch?url=https://raingan.demo/qr/1.png")
        assert (got.content, got.headers["Content-Type"]) == (b"GET", "image/png")
        url = f"{room.running.address}/_emulator/at/raingan.demo/s/1"
        assert requests.post(url, b"answer=1", timeout=5).content == b"POSTanswer=1"
        there = requests.get(
            f"{room.running.address}/_emulator/at/raingan.demo/e/1",
            allow_redirects=False,
            timeout=5,
        )
        assert there.headers["Location"] == "/_emulator/at/raingan.demo/qr/1.png"
    for outside in (
        "https://example.com/",
        "https://raingan.demo.example.com/",
        "http://127.0.0.1:1/",
        "",
    ):
        assert room.control(f"/fetch?url={outside}").status_code == 404


def test_many_at_once_get_what_is_theirs(room: Room) -> None:
    with ThreadPoolExecutor(16) as crowd:
        answers = list(crowd.map(lambda _: room.push(room.somchai).status_code, range(200)))
    assert answers == [200] * 200
    assert len(room.shown(room.somchai)) == 200
    assert room.get("/message/quota/consumption").json() == {"totalUsage": 200}


def test_saying_what_makes_no_sense_is_explained(room: Room) -> None:
    assert "say one of" in message(room.control("/say", {"user": room.somchai}))
    assert room.control("/chat/nobody").status_code == 404
