"""What LINE's emulator still knows when it is started again in the same folder."""

from __future__ import annotations

import pickle
import shutil
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from emulators.line.chats import Chat, Entry
from tests.emulators.line_room import GROUP, MORNING, Room, message, opened, text


def talk(room: Room) -> None:
    """Somchai says good morning, sends a photo, and is answered."""
    room.then = room.reply
    room.say(text="สวัสดี")
    room.say(photo=1)


def test_the_chat_is_there_and_replies_go_on(tmp_path: Path) -> None:
    with opened(tmp_path) as room:
        talk(room)
        before = room.chat(room.somchai)["messages"]
    with opened(tmp_path) as room:
        assert room.chat(room.somchai)["messages"] == before
        room.then = lambda event: room.reply(event, text("ยังอยู่"))
        room.say(text="อยู่ไหม")
        assert room.shown(room.somchai) == ["ได้รับแล้ว", "ได้รับแล้ว", "ยังอยู่"]


def test_nobody_is_there_twice_and_friends_stay_friends(tmp_path: Path) -> None:
    with opened(tmp_path) as room:
        room.say(user=room.somying, follow=True)
        room.say(unfollow=True)
        room.control("/people", {"name": "สมศรี"})
    with opened(tmp_path) as room:
        people = [(one.name, one.friend, one.blocked) for one in room.line.people.values()]
    assert people == [("สมชาย", True, True), ("สมหญิง", True, False), ("สมศรี", False, False)]


def test_what_was_sent_can_still_be_fetched(tmp_path: Path) -> None:
    with opened(tmp_path) as room:
        photo = room.say(photo=1)["events"][0]["message"]["id"]
        sent = room.get(f"/message/{photo}/content").content
    with opened(tmp_path) as room:
        assert len(sent) > 100
        assert room.get(f"/message/{photo}/content").content == sent


def test_the_clock_goes_on_from_the_stop(tmp_path: Path) -> None:
    with opened(tmp_path) as room:
        room.later(days=2)
    with opened(tmp_path) as room:
        assert timedelta(days=2) <= room.line.clock.now() - MORNING < timedelta(days=2, minutes=1)


def test_the_quota_the_retry_keys_and_the_groups_are_remembered(tmp_path: Path) -> None:
    key = str(uuid4())
    with opened(tmp_path) as room:
        room.say(join=GROUP)
        room.post(
            "/message/push", {"to": room.somchai, "messages": [text("เตือน")]}, X_Line_Retry_Key=key
        )
    with opened(tmp_path) as room:
        again = room.post(
            "/message/push", {"to": room.somchai, "messages": [text("เตือน")]}, X_Line_Retry_Key=key
        )
        assert (again.status_code, message(again)) == (409, "The retry key is already accepted")
        assert room.get("/message/quota/consumption").json() == {"totalUsage": 1}
        assert room.get(f"/group/{GROUP}/members/count").json() == {"count": 1}


def test_a_process_that_is_killed_a_moment_later_has_lost_nothing(tmp_path: Path) -> None:
    with opened(tmp_path / "first") as room:
        talk(room)
        until(lambda: len(kept(tmp_path / "first", room.somchai)) == 4)
        shutil.copytree(tmp_path / "first", tmp_path / "killed")
    with opened(tmp_path / "killed") as room:
        assert room.shown(room.somchai) == ["ได้รับแล้ว", "ได้รับแล้ว"]


def kept(folder: Path, user: str) -> list[Entry]:
    """What the files know of somebody's chat."""
    chats: dict[str, Chat] = pickle.loads((folder / "line.pickle").read_bytes())["chats"]
    return chats[user].entries


def until(condition: Callable[[], bool]) -> None:
    """Waits for something that comes by itself; fails after five seconds."""
    over = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < over
