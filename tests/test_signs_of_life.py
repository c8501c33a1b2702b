"""What LINE tells beside messages: a block and its end, late deliveries, tabs of the menu, pictures
that LINE does not hold, a typed answer taken back.
"""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.inbox.line_events import read_events
from bot.seals import Seals
from bot.store.tables.records import people
from handlers.vocabulary.events import SomethingElse
from tests.forms.report_walks import NOW
from tests.test_webhook import body, event, post
from tests.world import SECRET, World


def blocked(talk: World, name: str) -> bool:
    with talk.database.reading() as conn:
        found = select(people.c.blocked).where(people.c.line_user_id == talk.person(name))
        return bool(conn.execute(found).scalar_one())


def test_whoever_is_heard_does_not_block_the_bot(talk: World) -> None:
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.act("สมชาย", unfollow=True)
    assert blocked(talk, "สมชาย")

    post(talk, body(event(7, source={"type": "user", "userId": talk.person("สมชาย")})))

    assert not blocked(talk, "สมชาย")


def test_a_block_that_is_told_late_changes_nothing(talk: World) -> None:
    """LINE delivers an event again that it could not deliver, after newer ones."""
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    an_hour_ago = talk.now - timedelta(hours=1)
    talk.say("สมชาย", "คะแนน")
    late = {
        "type": "unfollow",
        "webhookEventId": "LATE",
        "timestamp": int(an_hour_ago.timestamp() * 1000),
        "source": {"type": "user", "userId": talk.person("สมชาย")},
    }
    post(talk, body(late))

    assert not blocked(talk, "สมชาย")


def _heard(**told: Any) -> Any:  # noqa: ANN401 - LINE's JSON in, our event out
    raw = {"webhookEventId": "E", "source": {"type": "user", "userId": "U1"}, **told}
    (one,) = read_events({"events": [raw]}, NOW, Seals(SECRET))
    return one.event and one.event.what


def test_a_tab_of_the_menu_says_nothing() -> None:
    switched = {"data": "tab", "params": {"newRichMenuAliasId": "b", "status": "SUCCESS"}}

    assert _heard(type="postback", postback=switched) is None


def test_a_picture_from_outside_line_is_told_apart_from_one_that_can_be_kept() -> None:
    outside = {"type": "external", "originalContentUrl": "https://example.test/a.jpg"}
    message = {"type": "image", "id": "1", "contentProvider": outside}

    assert _heard(type="message", message=message) == SomethingElse("outside")


@pytest.fixture
def answered(talk: World) -> World:
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.say("สมชาย", "รายงาน 4")
    talk.say("สมชาย", "97")
    return talk


def _takes_back(talk: World, text: str) -> None:
    """LINE gives no free reply to it: what is said comes with the next one."""
    said = [one for one in talk.chat("สมชาย") if one["message"].get("text") == text]
    talk.send("สมชาย", unsend=said[-1]["id"])


def test_a_typed_answer_taken_back_is_asked_for_again_after_the_one_on_screen(
    answered: World,
) -> None:
    _takes_back(answered, "97")

    said = answered.say("สมชาย", "88")

    assert "ยกเลิกคำตอบของข้อ “อปท. ในพื้นที่ทั้งหมดกี่แห่ง” แล้ว" in said
    assert "ข้อ 1 จาก 3" in said
    assert "รับแล้ว: 100 แห่ง" in answered.say("สมชาย", "100")


def test_an_older_answer_to_the_same_question_taken_back_leaves_the_newer_one(
    answered: World,
) -> None:
    answered.say("สมชาย", "ย้อนกลับ")
    answered.say("สมชาย", "95")
    _takes_back(answered, "97")

    assert "ร้อยละ 92.63" in answered.say("สมชาย", "88")
