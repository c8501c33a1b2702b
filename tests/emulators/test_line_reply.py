"""Replies: free, once, in time."""

from __future__ import annotations

from tests.emulators.line_room import Room, message, text

BAD = "Invalid reply token"


def test_a_reply_appears_in_the_chat_and_its_ids_are_text(room: Room) -> None:
    answer = room.reply(room.say(text="รายงาน")["events"][0], text("ข้อ 1"), text("ข้อ 2"))
    sent = answer.json()["sentMessages"]
    assert room.shown(room.somchai) == ["ข้อ 1", "ข้อ 2"]
    assert [type(one["id"]) for one in sent] == [str, str]
    assert all(one["quoteToken"] for one in sent)


def test_a_message_that_cannot_be_quoted_has_no_quote_token(room: Room) -> None:
    place = {
        "type": "location",
        "title": "อำเภอ",
        "address": "เกาะคา",
        "latitude": 18.19,
        "longitude": 99.39,
    }
    answer = room.reply(room.say(text="ที่ไหน")["events"][0], place)
    assert "quoteToken" not in answer.json()["sentMessages"][0]


def test_a_reply_token_works_once(room: Room) -> None:
    event = room.say(text="รายงาน")["events"][0]
    assert room.reply(event).status_code == 200
    second = room.reply(event)
    assert (second.status_code, message(second)) == (400, BAD)
    assert len(room.shown(room.somchai)) == 1


def test_a_reply_token_dies_after_a_minute(room: Room) -> None:
    event = room.say(text="รายงาน")["events"][0]
    room.later(minutes=2)
    assert message(room.reply(event)) == BAD


def test_a_redelivered_token_lives_another_minute(room: Room) -> None:
    room.status = "500 Internal Server Error"
    said = {"raw": room.say(text="รายงาน")["events"][0]}
    room.later(minutes=2)
    room.status = "200 OK"
    room.say(**said, redelivery=True)
    assert room.reply(said["raw"]).status_code == 200


def test_a_redelivered_token_dies_twenty_minutes_after_its_event(room: Room) -> None:
    said = {"raw": room.say(text="รายงาน")["events"][0]}
    room.later(minutes=21)
    room.say(**said, redelivery=True)
    assert message(room.reply(said["raw"])) == BAD


def test_a_refused_reply_leaves_the_token_good(room: Room) -> None:
    event = room.say(text="รายงาน")["events"][0]
    assert room.reply(event, text("")).status_code == 400
    assert room.reply(event).status_code == 200


def test_a_made_up_token_is_refused(room: Room) -> None:
    assert message(room.reply({"replyToken": "made up"})) == BAD


def test_a_retry_key_on_a_reply_is_refused_and_sends_nothing(room: Room) -> None:
    event = room.say(text="รายงาน")["events"][0]
    key = "123e4567-e89b-12d3-a456-426614174000"
    assert room.reply(event, X_Line_Retry_Key=key).status_code == 400
    assert room.shown(room.somchai) == []


def test_a_reply_costs_nothing(room: Room) -> None:
    room.reply(room.say(text="รายงาน")["events"][0])
    assert room.get("/message/quota/consumption").json() == {"totalUsage": 0}


def test_a_quote_token_is_good_in_its_own_chat_only(room: Room) -> None:
    token = room.say(text="คำถาม")["events"][0]["message"]["quoteToken"]
    other = room.say(user=room.somying, text="อีกคน")["events"][0]
    assert room.reply(other, text("ตอบ", quoteToken=token)).status_code == 400
    assert room.push(room.somchai, text("ตอบ", quoteToken=token)).status_code == 200


def test_a_batch_of_people_is_answered_each_in_their_own_chat(room: Room) -> None:
    told = room.say(
        batch=[{"user": room.somchai, "text": "1"}, {"user": room.somying, "text": "2"}]
    )
    for event, words in zip(told["events"], ("หนึ่ง", "สอง"), strict=True):
        room.reply(event, text(words))
    assert (room.shown(room.somchai), room.shown(room.somying)) == (["หนึ่ง"], ["สอง"])
