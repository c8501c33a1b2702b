"""What people send, as the bot fetches it."""

from __future__ import annotations

import base64
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from tests.emulators.line_room import Room, message


def sent(room: Room, **what: Any) -> str:  # noqa: ANN401
    return str(room.say(**what)["events"][0]["message"]["id"])


def test_a_photo_is_a_picture_and_each_is_different(room: Room) -> None:
    first, second = (room.get(f"/message/{sent(room, photo=True)}/content") for _ in range(2))
    assert first.headers["Content-Type"] == "image/jpeg"
    assert Image.open(BytesIO(first.content)).size == (960, 720)
    assert first.content != second.content


def test_a_file_keeps_its_bytes_name_and_size(room: Room) -> None:
    told = {"name": "แผน.pdf", "base64": base64.b64encode(b"%PDF-1.7 abc").decode()}
    event = room.say(file=told)["events"][0]["message"]
    assert (event["fileName"], event["fileSize"]) == ("แผน.pdf", 12)
    assert room.get(f"/message/{event['id']}/content").content == b"%PDF-1.7 abc"


def test_photos_from_a_computer_arrive_as_they_are(room: Room) -> None:
    files = [("photo", ("a.jpg", b"one", "image/jpeg")), ("photo", ("b.png", b"two", "image/png"))]
    url = f"{room.running.address}/_emulator/say"
    events = room.http.post(url, data={"user": room.somchai}, files=files, timeout=5).json()[
        "events"
    ]
    got = [room.get(f"/message/{event['message']['id']}/content") for event in events]
    assert [(g.content, g.headers["Content-Type"]) for g in got] == [
        (b"one", "image/jpeg"),
        (b"two", "image/png"),
    ]


def test_a_preview_is_smaller(room: Room) -> None:
    answer = room.get(f"/message/{sent(room, photo=True)}/content/preview")
    assert max(Image.open(BytesIO(answer.content)).size) == 240


def test_a_file_has_no_preview_and_no_transcoding(room: Room) -> None:
    file = sent(room, file={"name": "a.pdf"})
    assert (
        message(room.get(f"/message/{file}/content/preview")) == "The content can not be previewed"
    )
    answer = room.get(f"/message/{file}/content/transcoding")
    assert message(answer) == "Transcoding status doesn't support this type of content"


def test_a_video_is_prepared_first(room: Room) -> None:
    film = sent(room, video={"processing": 30})
    waiting = room.get(f"/message/{film}/content")
    assert (waiting.status_code, waiting.content) == (202, b"")
    assert room.get(f"/message/{film}/content/transcoding").json() == {"status": "processing"}
    room.later(minutes=1)
    assert room.get(f"/message/{film}/content/transcoding").json() == {"status": "succeeded"}
    assert room.get(f"/message/{film}/content").headers["Content-Type"] == "video/mp4"


def test_a_video_may_fail(room: Room) -> None:
    film = sent(room, video={"failed": True})
    assert room.get(f"/message/{film}/content/transcoding").json() == {"status": "failed"}
    assert room.get(f"/message/{film}/content").status_code == 410


def test_content_nobody_sent_is_not_found(room: Room) -> None:
    answer = room.get("/message/123/content")
    assert (answer.status_code, message(answer)) == (404, "not found")


def test_what_was_unsent_is_gone(room: Room) -> None:
    photo = sent(room, photo=True)
    assert room.say(unsend=photo)["events"][0]["unsend"] == {"messageId": photo}
    answer = room.get(f"/message/{photo}/content")
    assert (answer.status_code, message(answer)) == (410, "The content is gone")
    assert room.chat(room.somchai)["messages"][0]["unsent"]


@pytest.mark.parametrize(("days", "status"), [(6, 200), (8, 410)])
def test_content_expires_when_it_is_told_to(room: Room, days: int, status: int) -> None:
    room.line.content_life = timedelta(days=7)
    photo = sent(room, photo=True)
    room.later(days=days)
    assert room.get(f"/message/{photo}/content").status_code == status


def test_a_text_has_no_content(room: Room) -> None:
    assert room.get(f"/message/{sent(room, text='ก')}/content").status_code == 404
