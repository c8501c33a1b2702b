"""What LINE takes and what it refuses, limit by limit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.emulators.line_room import Room, opened, text

Message = dict[str, Any]
PICTURE = "https://example.com/a.png"


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    """One room for all: nothing here changes it."""
    with opened() as made:
        yield made


def validate(room: Room, *messages: object) -> requests.Response:
    return room.post("/message/validate/reply", {"messages": list(messages)})


def flex(*contents: Message, **bubble: object) -> Message:
    body = {"type": "box", "layout": "vertical", "contents": list(contents)}
    return {
        "type": "flex",
        "altText": "การ์ด",
        "contents": {"type": "bubble", "body": body, **bubble},
    }


def carousel(*bubbles: Message) -> Message:
    return {
        "type": "flex",
        "altText": "การ์ด",
        "contents": {"type": "carousel", "contents": list(bubbles)},
    }


def quick(*actions: Message) -> Message:
    return text(
        "เลือก", quickReply={"items": [{"type": "action", "action": action} for action in actions]}
    )


def button(**action: object) -> Message:
    return {"type": "button", "action": {"type": "message", "label": "ส่ง", "text": "ส่ง"} | action}


def template(**told: object) -> Message:
    return {"type": "template", "altText": "แบบ", "template": told}


SAY = {"type": "message", "label": "ตกลง", "text": "ตกลง"}
BOX = {"type": "box", "layout": "vertical", "contents": []}
LONG_LABEL = "แจ้งเหตุน้ำท่วมแจ้งเหตุน้ำท่วม"  # 30 code points, 20 grapheme clusters
DATE = {"type": "datetimepicker", "label": "วันที่", "data": "d", "mode": "date"}

GOOD: dict[str, Message] = {
    "a text of 5,000": text("ก" * 5000),
    "a text of 2,500 emoji, two units each": text("🙏" * 2500),
    "thirteen quick replies": quick(*[SAY] * 13),
    "a label of 20 grapheme clusters": quick(SAY | {"label": LONG_LABEL}),
    "a camera among quick replies": quick({"type": "camera", "label": "ถ่ายรูป"}),
    "a date with limits": quick(
        DATE | {"initial": "2013-03-20", "min": "2013-03-01", "max": "2013-03-31"}
    ),
    "a card with a bar": flex(
        BOX | {"width": "62%", "height": "12px", "backgroundColor": "#06C755"}
    ),
    "an empty box": flex(BOX),
    "a small button": flex(button() | {"height": "sm", "style": "primary", "color": "#0F5132"}),
    "a button label of 40": flex(button(label="ก" * 40)),
    "words in spans": flex(
        {"type": "text", "contents": [{"type": "span", "text": "ก", "weight": "bold"}]}
    ),
    "a gradient": flex(
        BOX
        | {
            "background": {
                "type": "linearGradient",
                "angle": "90deg",
                "startColor": "#FFFFFF",
                "endColor": "#000000",
            }
        }
    ),
    "an icon in a baseline": flex(
        BOX | {"layout": "baseline", "contents": [{"type": "icon", "url": PICTURE}]}
    ),
    "a hero picture": flex(
        BOX, hero={"type": "image", "url": PICTURE, "size": "full", "aspectRatio": "20:13"}
    ),
    "twelve bubbles": carousel(*[{"type": "bubble", "size": "kilo", "body": BOX}] * 12),
    "a picture": {"type": "image", "originalContentUrl": PICTURE, "previewImageUrl": PICTURE},
    "a sticker": {"type": "sticker", "packageId": "446", "stickerId": "1988"},
    "a telephone": quick({"type": "uri", "label": "โทร", "uri": "tel:054000000"}),
    "four buttons": template(type="buttons", text="ก" * 160, actions=[SAY] * 4),
    "two choices": template(type="confirm", text="ก" * 240, actions=[SAY] * 2),
    "a substitution": {
        "type": "textV2",
        "text": "{{ {a}",
        "substitution": {"a": {"type": "emoji", "productId": "1", "emojiId": "1"}},
    },
}


@pytest.mark.parametrize("message", GOOD.values(), ids=GOOD.keys())
def test_line_takes(room: Room, message: Message) -> None:
    answer = validate(room, message)
    assert (answer.status_code, answer.json()) == (200, {})


BAD: dict[str, tuple[Message, str, str]] = {
    "no text at all": ({"type": "text"}, "must be specified", "messages[0].text"),
    "an empty text": (text(""), "May not be empty", "messages[0].text"),
    "a text of 5,001": (text("ก" * 5001), "Length must be between 0 and 5000", "messages[0].text"),
    "2,501 emoji": (text("🙏" * 2501), "Length must be between 0 and 5000", "messages[0].text"),
    "no type": ({"text": "ก"}, "must be specified", "messages[0].type"),
    "fourteen quick replies": (
        quick(*[SAY] * 14),
        "Size must be between 0 and 13",
        "messages[0].quickReply.items",
    ),
    "a label of 21": (
        quick(SAY | {"label": LONG_LABEL + "ก"}),
        "between 0 and 20",
        "items[0].action.label",
    ),
    "no label": (
        quick({"type": "message", "text": "ก"}),
        "must be specified",
        "items[0].action.label",
    ),
    "data of 301": (
        quick({"type": "postback", "label": "ก", "data": "x" * 301}),
        "between 0 and 300",
        "action.data",
    ),
    "a picker without its mode": (
        quick({"type": "datetimepicker", "label": "ก", "data": "d"}),
        "must be specified",
        "mode",
    ),
    "a date that is none": (
        quick(DATE | {"initial": "20/3/2556"}),
        "invalid date or time",
        "initial",
    ),
    "limits the wrong way round": (
        quick(DATE | {"min": "2013-03-31", "max": "2013-03-01"}),
        "earlier",
        "min",
    ),
    "a picture over http": (
        {"type": "image", "originalContentUrl": "http://a.b/c.png", "previewImageUrl": PICTURE},
        "invalid uri scheme",
        "messages[0].originalContentUrl",
    ),
    "an address in Thai letters": (
        quick({"type": "uri", "label": "ก", "uri": "https://a.b/รายงาน"}),
        "invalid uri",
        "uri",
    ),
    "an unknown property of a card": (
        flex({"type": "text", "text": "ก", "colour": "#111111"}),
        "unknown field",
        "/body/contents/0/colour",
    ),
    "a colour by name": (
        flex({"type": "text", "text": "ก", "color": "red"}),
        "invalid property",
        "/body/contents/0/color",
    ),
    "a size nobody knows": (
        flex({"type": "text", "text": "ก", "size": "huge"}),
        "invalid property",
        "/body/contents/0/size",
    ),
    "a text without words": (
        flex({"type": "text", "text": ""}),
        "must be non-empty text",
        "/body/contents/0/text",
    ),
    "a camera in a card": (
        flex(button(type="camera")),
        "can't be used here",
        "/body/contents/0/action/type",
    ),
    "a button label of 41": (
        flex(button(label="ก" * 41)),
        "between 0 and 40",
        "/body/contents/0/action/label",
    ),
    "an icon in a column": (
        flex({"type": "icon", "url": PICTURE}),
        "Must be one of",
        "/body/contents/0/type",
    ),
    "an unknown layout": (
        flex(BOX | {"layout": "grid"}),
        "Must be one of",
        "/body/contents/0/layout",
    ),
    "a bubble without blocks": (carousel({"type": "bubble"}), "At least one block", "/contents/0"),
    "bubbles of two sizes": (
        carousel({"type": "bubble", "size": "kilo", "body": BOX}, {"type": "bubble", "body": BOX}),
        "same size",
        "/contents",
    ),
    "thirteen bubbles": (
        carousel(*[{"type": "bubble", "body": BOX}] * 13),
        "between 1 and 12",
        "/contents",
    ),
    "a card over 30 KB, counted escaped": (
        flex({"type": "text", "text": "ก" * 5200}),
        "30 KB",
        "/",
    ),
    "cards over 50 KB together": (
        carousel(*[flex({"type": "text", "text": "ก" * 1500})["contents"]] * 6),
        "50 KB",
        "/",
    ),
    "three choices": (
        template(type="confirm", text="ก", actions=[SAY] * 3),
        "between 2 and 2",
        "/actions",
    ),
    "columns that differ": (
        template(
            type="carousel",
            columns=[{"text": "ก", "actions": [SAY]}, {"text": "ก", "actions": [SAY, SAY]}],
        ),
        "same number of actions",
        "/columns",
    ),
    "a hole without a filling": (
        {"type": "textV2", "text": "{a}"},
        "placeholder",
        "messages[0].text",
    ),
    "a name that is LINE's": (
        text("ก", sender={"name": "LINE Team"}),
        "invalid name",
        "messages[0].sender.name",
    ),
}


@pytest.mark.parametrize(("message", "sentence", "place"), BAD.values(), ids=BAD.keys())
def test_line_refuses(room: Room, message: Message, sentence: str, place: str) -> None:
    answer = validate(room, message)
    assert answer.status_code == 400
    found = [d for d in answer.json()["details"] if sentence in d["message"]]
    assert found, answer.text
    assert found[0]["property"].endswith(place)


@pytest.mark.parametrize("count", [0, 6])
def test_one_to_five_messages_go_at_once(room: Room, count: int) -> None:
    assert validate(room, *[text("ก")] * count).json() == {
        "message": "The request body has 1 error(s)",
        "details": [{"message": "Size must be between 1 and 5", "property": "messages"}],
    }


def test_a_wrong_type_is_named_by_its_property(room: Room) -> None:
    answer = validate(room, {"type": "text", "text": 3})
    assert answer.json() == {
        "message": "The property, messages[0].text, in the request body is invalid (line: -, "
        "column: -)"
    }


def test_a_card_is_named_by_its_message(room: Room) -> None:
    answer = validate(room, text("ก"), flex({"type": "text", "text": ""}))
    assert answer.json()["message"] == "A message (messages[1]) in the request body is invalid"


def test_the_last_word_is_lines_own_file(room: Room) -> None:
    assert validate(room, text("ก", emojis="none")).status_code == 400
    assert (
        validate(
            room,
            {"type": "location", "title": "ก", "address": "ก", "latitude": "18", "longitude": 99},
        ).status_code
        == 400
    )


def test_a_mention_is_for_groups_only(room: Room) -> None:
    everybody = {"type": "mention", "mentionee": {"type": "all"}}
    called = {"type": "textV2", "text": "{a} มาแล้ว", "substitution": {"a": everybody}}
    room.say(join="C" + "2" * 32)
    assert room.push(room.somchai, called).status_code == 400
    assert room.push("C" + "2" * 32, called).status_code == 200


@pytest.mark.parametrize("seconds", [4, 7, 65])
def test_the_loading_sign_shows_in_steps_of_five(room: Room, seconds: int) -> None:
    told = {"chatId": room.somchai, "loadingSeconds": seconds}
    assert room.post("/chat/loading/start", told).status_code == 400
