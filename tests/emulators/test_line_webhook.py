"""The webhook as LINE sends it, and as a bad day sends it."""

from __future__ import annotations

import threading

from emulators.line import webhook
from tests.emulators.line_room import GROUP, NOBODY, SECRET, Room


def test_the_signature_is_the_known_one_for_a_known_body() -> None:
    body = b'{"destination":"U00000000000000000000000000000001","events":[]}'
    signature = webhook.sign("0123456789abcdef0123456789abcdef", body)
    assert signature == "YQU0voYIh8lUA1XaYoIEZg9trJlhjyu9qVt6HqVvWf4="


def test_the_signature_fits_the_very_bytes_the_bot_receives(room: Room) -> None:
    room.say(text="น้ำท่วม\nหมู่ 3 🙏")
    heard = room.heard[0]
    assert heard.signature == webhook.sign(SECRET, heard.body)
    assert heard.events[0]["message"]["text"] == "น้ำท่วม\nหมู่ 3 🙏"


def test_an_event_has_the_properties_all_events_have(room: Room) -> None:
    event = room.say(text="รายงาน")["events"][0]
    assert event["source"] == {"type": "user", "userId": room.somchai}
    assert event["mode"] == "active"
    assert event["deliveryContext"] == {"isRedelivery": False}
    assert len(event["webhookEventId"]) == 26
    assert abs(event["timestamp"] - 1363744800000) < 60_000
    assert event["message"]["id"].isdigit()
    assert len(event["message"]["id"]) == 18


def test_a_wrong_signature_is_wrong(room: Room) -> None:
    room.say(text="ปลอม", bad_signature=True)
    assert room.heard[0].signature != webhook.sign(SECRET, room.heard[0].body)


def test_a_duplicate_is_the_same_event_again(room: Room) -> None:
    room.say(text="ซ้ำ", duplicate=2)
    assert len({heard.body for heard in room.heard}) == 1
    assert len(room.heard) == 3


def test_a_redelivery_says_that_it_is_one_and_keeps_its_names(room: Room) -> None:
    room.say(text="อีกครั้ง", redelivery=True)
    first, second = (heard.events[0] for heard in room.heard)
    assert second["deliveryContext"] == {"isRedelivery": True}
    assert {k: v for k, v in first.items() if k != "deliveryContext"} == {
        k: v for k, v in second.items() if k != "deliveryContext"
    }


def test_a_batch_mixes_people_in_one_post_and_may_come_last_first(room: Room) -> None:
    room.say(
        batch=[{"user": room.somchai, "text": "1"}, {"user": room.somying, "text": "2"}],
        reorder=True,
    )
    assert [e["source"]["userId"] for e in room.heard[0].events] == [room.somying, room.somchai]
    assert len(room.heard) == 1


def test_photos_sent_at_once_are_one_event_each_and_share_a_set(room: Room) -> None:
    events = room.say(photo={"count": 3})["events"]
    sets = [event["message"]["imageSet"] for event in events]
    assert [(s["index"], s["total"]) for s in sets] == [(1, 3), (2, 3), (3, 3)]
    assert len({s["id"] for s in sets}) == 1
    assert len(room.heard) == 3


def test_one_photo_has_no_set(room: Room) -> None:
    assert "imageSet" not in room.say(photo=True)["events"][0]["message"]


def test_a_group_event_names_the_group_and_a_join_names_nobody(room: Room) -> None:
    joined = room.say(join=GROUP)["events"][0]
    said = room.say(text="สวัสดีกลุ่ม", group=GROUP)["events"][0]
    assert joined["source"] == {"type": "group", "groupId": GROUP}
    assert said["source"] == {"type": "group", "groupId": GROUP, "userId": room.somchai}


def test_properties_can_be_missing_or_unknown(room: Room) -> None:
    event = room.say(text="ก", no_user_id=True, omit=["message.quoteToken"], extra={"novelty": 1})[
        "events"
    ][0]
    assert event["source"] == {"type": "user"}
    assert "quoteToken" not in event["message"]
    assert event["novelty"] == 1


def test_a_standby_event_has_no_reply_token(room: Room) -> None:
    event = room.say(text="ก", standby=True)["events"][0]
    assert event["mode"] == "standby"
    assert "replyToken" not in event


def test_a_connectivity_check_has_no_events(room: Room) -> None:
    assert room.say(empty=True)["status"] == 200
    assert room.heard[0].events == []


def test_what_the_bot_answers_is_told(room: Room) -> None:
    room.status = "503 Service Unavailable"
    assert room.say(text="ก")["status"] == 503


def test_line_waits_two_seconds_for_an_answer_and_no_longer(room: Room) -> None:
    over = threading.Event()
    room.then = lambda _: over.wait(10)
    told = room.say(text="ช้า")
    over.set()
    assert told["status"] is None
    assert 1.9 < told["seconds"] < 9


def test_a_blocked_bot_hears_of_it_and_then_nothing(room: Room) -> None:
    assert room.say(unfollow=True)["events"][0]["type"] == "unfollow"
    assert room.control("/say", {"user": room.somchai, "text": "ก"}).status_code == 400
    assert room.say(follow=True)["events"][0]["follow"] == {"isUnblocked": True}


def test_nobody_says_nothing(room: Room) -> None:
    assert room.control("/say", {"user": NOBODY, "text": "ก"}).status_code == 400
    assert room.heard == []


def test_a_postback_shows_its_words_without_an_event_of_their_own(room: Room) -> None:
    told = room.say(
        postback={"data": "a=1", "displayText": "ส่งรายงาน", "params": {"date": "2013-03-20"}}
    )
    assert [e["type"] for e in told["events"]] == ["postback"]
    assert told["events"][0]["postback"] == {"data": "a=1", "params": {"date": "2013-03-20"}}
    assert room.chat(room.somchai)["messages"][0]["message"] == {"type": "text", "text": "ส่งรายงาน"}
