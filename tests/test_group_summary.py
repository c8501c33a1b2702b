"""A group chat gets the morning's summary, and nothing else, when a coordinator asks for it
there.
"""

from datetime import datetime

import pytest

from tests.shown import shown
from tests.world import World
from thai.dates import BANGKOK

GROUP = "C" + "1" * 32
CHIEF = "อรุณี"
WORD = "แจ้งเตือนกลุ่มนี้"


@pytest.fixture
def grouped(talk_on_sqlite: World) -> World:
    """A group of three: the coordinator, a reporter, a stranger; the bot has been invited."""
    talk = talk_on_sqlite
    talk.enrolled(CHIEF, "CBI", "coordinator")
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    for name in (CHIEF, "สมชาย", "แขก"):
        talk.post("/_emulator/say", {"user": talk.person(name), "join": GROUP})
    return talk


def said_in_group(talk: World, name: str, text: str) -> None:
    talk.post("/_emulator/say", {"user": talk.person(name), "group": GROUP, "text": text})
    talk.worker.drain()


def heard_in_group(talk: World) -> list[str]:
    return [
        shown([one.message]) for one in talk.line.line.chats[GROUP].entries if one.sender == "bot"
    ]


def morning(talk: World, day: int) -> None:
    talk.set_clock(datetime(2013, 3, day, 9, tzinfo=BANGKOK))
    talk.worker.drain()


def test_a_coordinator_s_word_is_answered_with_the_summary_itself_for_free(grouped: World) -> None:
    before = grouped.line.line.used()

    said_in_group(grouped, CHIEF, WORD)

    (answer,) = heard_in_group(grouped)
    assert "วันนี้ไม่มีหน่วยที่เลยกำหนดหรือใกล้วันตัดยอด" not in answer, "8.2 will be cut off in two days"
    assert "8.2 เรื่องร้องเรียน" in answer
    assert grouped.line.line.used() == before


def test_mornings_with_news_are_said_once_and_counted_by_members(grouped: World) -> None:
    said_in_group(grouped, CHIEF, WORD)
    used = grouped.line.line.used()

    morning(grouped, 21)
    morning(grouped, 21)

    assert len(heard_in_group(grouped)) == 2
    assert "เลยกำหนด 1 วันทำการ" in heard_in_group(grouped)[-1]
    assert grouped.line.line.used() - used == 3 + 2, (
        "three in the group, the coordinator and the reporter"
    )


def test_nobody_s_name_is_said_there(grouped: World) -> None:
    grouped.send("สมชาย", unfollow=True)
    said_in_group(grouped, CHIEF, WORD)
    morning(grouped, 21)

    assert all("ใจดี" not in text for text in heard_in_group(grouped))


@pytest.mark.parametrize("name", ["สมชาย", "แขก"])
def test_others_are_not_listened_to(grouped: World, name: str) -> None:
    said_in_group(grouped, name, WORD)
    morning(grouped, 21)

    assert heard_in_group(grouped) == []


def test_whatever_else_is_said_in_a_group_is_not_answered(grouped: World) -> None:
    for text in ("รายงาน", "คะแนน", "สรุป", "K7M2-9QXD", "สวัสดี"):
        said_in_group(grouped, CHIEF, text)

    assert heard_in_group(grouped) == []


def test_what_the_month_has_not_enough_for_is_not_said(grouped: World) -> None:
    said_in_group(grouped, CHIEF, WORD)
    grouped.post("/_emulator/quota", {"value": 4, "used": 0})
    morning(grouped, 21)

    assert len(heard_in_group(grouped)) == 1
    assert grouped.line.line.used() == 2


@pytest.mark.parametrize("ending", ["word", "leave"])
def test_it_ends_with_a_word_or_when_the_bot_leaves(grouped: World, ending: str) -> None:
    said_in_group(grouped, CHIEF, WORD)
    if ending == "word":
        said_in_group(grouped, CHIEF, "เลิกแจ้งเตือนกลุ่มนี้")
    else:
        grouped.post("/_emulator/say", {"user": grouped.person(CHIEF), "leave": GROUP})
    morning(grouped, 21)

    assert len(heard_in_group(grouped)) == 1


def test_whoever_mentions_the_bot_is_told_once_where_it_can_be_talked_to(grouped: World) -> None:
    mention = {"mentionees": [{"index": 0, "length": 7, "type": "user", "isSelf": True}]}
    told = {"user": grouped.person("แขก"), "group": GROUP, "text": "@รายงาน คะแนน"}
    grouped.post("/_emulator/say", {**told, "mention": mention})
    grouped.worker.drain()
    said_in_group(grouped, "แขก", "คะแนน")

    (answer,) = heard_in_group(grouped)
    assert "ทักส่วนตัวได้เลย" in answer
