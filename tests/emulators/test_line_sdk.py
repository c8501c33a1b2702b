"""LINE's own Python client against the emulator: it must find nothing odd."""

from __future__ import annotations

import pytest
from linebot.v3 import WebhookParser
from linebot.v3.messaging import (
    ApiClient,
    ApiException,
    Configuration,
    MessagingApi,
    MessagingApiBlob,
)
from linebot.v3.messaging import ReplyMessageRequest as Reply
from linebot.v3.models.events import UnknownEvent

from tests.emulators.line_room import GROUP, SECRET, TOKEN, Room, text


@pytest.fixture
def client(room: Room) -> ApiClient:
    """One client, as a bot keeps it."""
    return ApiClient(Configuration(access_token=TOKEN, host=room.running.address))


@pytest.mark.parametrize(
    "what",
    [
        {"text": "ก"},
        {"photo": {"count": 2}},
        {"video": True},
        {"file": {"name": "a.pdf"}},
        {"location": True},
        {"sticker": True},
        {"postback": {"data": "a", "params": {"date": "2013-03-20"}}},
        {"follow": True},
        {"unfollow": True},
        {"join": GROUP},
        {"leave": GROUP},
        {"member_joined": True, "group": GROUP},
        {"member_left": True, "group": GROUP},
        {"account_link": {"nonce": "n" * 16}},
    ],
    ids=lambda what: next(iter(what)),
)
def test_its_parser_knows_every_event(room: Room, what: dict[str, object]) -> None:
    room.say(**what)
    parser = WebhookParser(SECRET)
    for heard in room.heard:
        events = parser.parse(heard.body.decode(), heard.signature)
        assert events
        assert not [event for event in events if isinstance(event, UnknownEvent)]


def test_it_replies_and_reads_the_answer(room: Room, client: ApiClient) -> None:
    event = room.say(text="ก")["events"][0]
    request = Reply.from_dict({"replyToken": event["replyToken"], "messages": [text("ข")]})
    answer = MessagingApi(client).reply_message(request, _request_timeout=5)
    assert answer.sent_messages[0].id.isdigit()
    assert room.shown(room.somchai) == ["ข"]


def test_it_reads_profile_quota_and_content(room: Room, client: ApiClient) -> None:
    photo = room.say(photo=True)["events"][0]["message"]["id"]
    api = MessagingApi(client)
    assert api.get_profile(room.somchai, _request_timeout=5).display_name == "สมชาย"
    assert api.get_message_quota(_request_timeout=5).value == 300
    assert (
        MessagingApiBlob(client).get_message_content(photo, _request_timeout=5)[:2] == b"\xff\xd8"
    )


def test_it_raises_what_line_refuses(room: Room, client: ApiClient) -> None:
    request = Reply.from_dict({"replyToken": "made up", "messages": [text("ข")]})
    with pytest.raises(ApiException) as refused:
        MessagingApi(client).reply_message(request, _request_timeout=5)
    assert (refused.value.status, "Invalid reply token" in refused.value.body) == (400, True)
