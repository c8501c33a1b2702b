"""Push, multicast, broadcast, narrowcast: who gets them, what they cost, what a retry key does."""

from __future__ import annotations

import pytest
import requests

from tests.emulators.line_room import GROUP, NOBODY, Room, message, text

KEY = "123e4567-e89b-12d3-a456-426614174000"


def used(room: Room) -> int:
    return int(room.get("/message/quota/consumption").json()["totalUsage"])


def test_a_push_counts_people_not_messages(room: Room) -> None:
    room.push(room.somchai, *[text("ก")] * 5)
    assert used(room) == 1
    assert len(room.shown(room.somchai)) == 5


def test_a_push_into_a_group_counts_its_members(room: Room) -> None:
    room.say(join=GROUP)
    room.say(user=room.somying, text="มาแล้ว", group=GROUP)
    assert room.push(GROUP).status_code == 200
    assert used(room) == 2


def test_who_blocks_the_bot_gets_nothing_and_costs_nothing(room: Room) -> None:
    room.say(unfollow=True)
    answer = room.push(room.somchai)
    assert answer.status_code == 200
    assert len(answer.json()["sentMessages"]) == 1
    assert (room.shown(room.somchai), used(room)) == ([], 0)


def test_a_stranger_is_reached_for_seven_days_after_writing(room: Room) -> None:
    room.push(room.somying)
    assert room.shown(room.somying) == []
    room.say(user=room.somying, text="สวัสดี")
    room.push(room.somying)
    room.later(days=8)
    room.push(room.somying)
    assert room.shown(room.somying) == ["เตือน"]


@pytest.mark.parametrize(
    ("to", "sentence"), [(NOBODY, "Failed to send messages"), (GROUP, "Failed to send messages")]
)
def test_a_push_to_who_is_unknown_is_refused(room: Room, to: str, sentence: str) -> None:
    answer = room.push(to)
    assert (answer.status_code, message(answer)) == (400, sentence)


def test_a_push_to_what_is_no_id_names_the_property(room: Room) -> None:
    assert "'to'" in message(room.push("สมชาย"))


def test_over_the_quota_nothing_is_sent(room: Room) -> None:
    room.control("/quota", {"value": 1})
    assert room.push(room.somchai).status_code == 200
    answer = room.push(room.somchai)
    assert (answer.status_code, message(answer)) == (429, "You have reached your monthly limit.")
    assert len(room.shown(room.somchai)) == 1


def test_the_quota_is_new_next_month(room: Room) -> None:
    room.control("/quota", {"value": 1, "used": 1})
    assert room.push(room.somchai).status_code == 429
    room.later(days=20)
    assert room.push(room.somchai).status_code == 200


def test_an_accepted_retry_key_is_answered_with_what_was_sent(room: Room) -> None:
    first = room.push(room.somchai, X_Line_Retry_Key=KEY)
    second = room.push(room.somchai, X_Line_Retry_Key=KEY)
    assert (second.status_code, message(second)) == (409, "The retry key is already accepted")
    assert second.headers["x-line-accepted-request-id"] == first.headers["X-Line-Request-Id"]
    assert second.json()["sentMessages"] == first.json()["sentMessages"]
    assert (len(room.shown(room.somchai)), used(room)) == (1, 1)


def test_a_retry_key_of_a_refused_request_is_still_new(room: Room) -> None:
    assert room.push(room.somchai, text(""), X_Line_Retry_Key=KEY).status_code == 400
    assert room.push(room.somchai, X_Line_Retry_Key=KEY).status_code == 200


def test_a_retry_key_is_forgotten_after_a_day(room: Room) -> None:
    room.push(room.somchai, X_Line_Retry_Key=KEY)
    room.later(hours=25)
    assert room.push(room.somchai, X_Line_Retry_Key=KEY).status_code == 200


def test_a_retry_key_is_a_uuid(room: Room) -> None:
    assert room.push(room.somchai, X_Line_Retry_Key="again").status_code == 400


def test_a_lost_reply_is_found_again_by_its_key(room: Room) -> None:
    room.control("/faults", {"kind": "drop_after", "match": "/message/push"})
    with pytest.raises(requests.ConnectionError):
        room.push(room.somchai, X_Line_Retry_Key=KEY)
    assert room.push(room.somchai, X_Line_Retry_Key=KEY).status_code == 409
    assert len(room.shown(room.somchai)) == 1


def test_a_multicast_passes_over_strangers_in_silence(room: Room) -> None:
    answer = room.post(
        "/message/multicast", {"to": [room.somchai, room.somying], "messages": [text("ก")]}
    )
    assert (answer.status_code, answer.json()) == (200, {})
    assert (room.shown(room.somchai), room.shown(room.somying), used(room)) == (["ก"], [], 1)


def test_a_multicast_with_a_foreign_id_reaches_nobody(room: Room) -> None:
    answer = room.post(
        "/message/multicast", {"to": [room.somchai, NOBODY], "messages": [text("ก")]}
    )
    assert (
        message(answer)
        == "The property, to[1], in the request body is invalid (line: -, column: -)"
    )
    assert room.shown(room.somchai) == []


def test_a_multicast_takes_five_hundred(room: Room) -> None:
    many = {"to": [room.somchai] * 501, "messages": [text("ก")]}
    assert room.post("/message/multicast", many).json()["details"][0]["property"] == "to"


def test_a_broadcast_reaches_every_friend(room: Room) -> None:
    room.say(user=room.somying, follow=True)
    assert room.post("/message/broadcast", {"messages": [text("ก")]}).json() == {}
    assert (room.shown(room.somchai), room.shown(room.somying), used(room)) == (["ก"], ["ก"], 2)


def test_a_narrowcast_with_a_filter_has_too_few_friends(room: Room) -> None:
    told = {
        "messages": [text("ก")],
        "filter": {"demographic": {"type": "gender", "oneOf": ["male"]}},
    }
    assert room.post("/message/narrowcast", told).status_code == 403
    assert room.post("/message/narrowcast", {"messages": [text("ก")]}).status_code == 202
    assert room.shown(room.somchai) == []


def test_too_many_calls_a_second_are_refused_and_cost_nothing(room: Room) -> None:
    room.line.limits.scale = 0.001
    statuses = [room.push(room.somchai).status_code for _ in range(4)]
    assert statuses == [200, 200, 429, 429]
    assert used(room) == 2


def test_a_request_may_be_counted_under_a_name(room: Room) -> None:
    told = {"to": room.somchai, "messages": [text("ก")], "customAggregationUnits": ["reminder_7d"]}
    assert room.post("/message/push", told).status_code == 200
    assert room.get("/message/aggregation/list").json() == {
        "customAggregationUnits": ["reminder_7d"]
    }
    assert (
        room.post("/message/push", told | {"customAggregationUnits": ["เตือน"]}).status_code == 400
    )


def test_the_days_messages_are_counted(room: Room) -> None:
    room.push(room.somchai)
    assert room.get("/message/delivery/push?date=20130320").json() == {
        "status": "ready",
        "success": 1,
    }
