"""What holds for every call: token, JSON, content type, size, request id."""

from __future__ import annotations

import pytest
import requests

from tests.emulators.line_room import TOKEN, Room, message

PUSH = "/v2/bot/message/push"
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize("given", [None, "", "Bearer", "Bearer wrong", f"Basic {TOKEN}"])
def test_without_the_token_nothing_goes(room: Room, given: str | None) -> None:
    headers = {} if given is None else {"Authorization": given}
    answer = requests.post(room.running.address + PUSH, json={}, headers=headers, timeout=5)
    assert answer.status_code == 401
    assert message(answer).startswith("Authentication failed")


@pytest.mark.parametrize("body", [b"{", b"", b"[]", b"\xff", b'{"to": NaN}', b"[" * 100_000])
def test_what_is_no_json_object_is_refused(room: Room, body: bytes) -> None:
    headers = JSON | {"Authorization": f"Bearer {TOKEN}"}
    answer = requests.post(room.running.address + PUSH, body, headers=headers, timeout=5)
    assert answer.status_code == 400
    assert message(answer).startswith("The request body could not be parsed as JSON (line: ")


def test_another_content_type_is_refused(room: Room) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "text/plain"}
    answer = requests.post(room.running.address + PUSH, b"{}", headers=headers, timeout=5)
    assert (answer.status_code, message(answer)) == (
        415,
        "The content type, text/plain, is not supported",
    )


def test_more_than_two_megabytes_are_refused(room: Room) -> None:
    assert room.push(room.somchai, {"type": "text", "text": "x" * 2_100_000}).status_code == 413


def test_every_answer_has_a_request_id_of_its_own(room: Room) -> None:
    ids = {
        room.get(path).headers["X-Line-Request-Id"] for path in ("/info", "/nothing", "/profile/x")
    }
    assert len(ids) == 3


def test_no_answer_says_how_much_is_left(room: Room) -> None:
    room.line.limits.scale = 0.0001
    refused = [a for a in (room.get("/info") for _ in range(3)) if a.status_code == 429]
    assert refused
    assert "Retry-After" not in refused[0].headers


def test_what_does_not_exist_is_not_found(room: Room) -> None:
    answer = room.get("/nothing")
    assert (answer.status_code, answer.json()) == (404, {"message": "Not found"})


def test_every_call_is_written_down_with_its_answer(room: Room) -> None:
    room.push(room.somchai)
    room.push("nobody")
    sent = room.control("/sent").json()["sent"]
    assert [(s["method"], s["path"], s["status"]) for s in sent] == [
        ("POST", PUSH, 200),
        ("POST", PUSH, 400),
    ]
    assert sent[0]["body"]["messages"][0]["text"] == "เตือน"
