"""Our messages -> LINE's JSON. The only place that knows what a card looks like. Pure."""

import json
from collections.abc import Sequence

from bot.outbox.line_buttons import Json, line_action
from bot.outbox.line_cards import bubble
from handlers.messages import Button, Card, Message, Picture, Text

LONGEST_TEXT = 5000  # UTF-16 units
LONGEST_ALT = 1500
LARGEST_BUBBLE = 30_000  # bytes as the SDK sends them, Thai letters spelled out
MOST_CHOICES = 13
MOST_MESSAGES = 5


def line_messages(messages: Sequence[Message]) -> list[Json]:
    """At most five; buttons of all but the last are dropped, since LINE shows only the last message's."""
    shown = list(messages)[:MOST_MESSAGES]
    made = [_message(message) for message in shown]
    choices = next((message.choices for message in reversed(shown) if message.choices), ())
    if choices and made:
        made[-1]["quickReply"] = {"items": [_quick(choice) for choice in choices[:MOST_CHOICES]]}
    return made


def _message(message: Message) -> Json:
    match message:
        case Text(text):
            return {"type": "text", "text": _cut_utf16(text, LONGEST_TEXT)}
        case Picture(url):
            return {"type": "image", "originalContentUrl": url, "previewImageUrl": url}
        case Card():
            return _card(message)


def _card(card: Card) -> Json:
    """A card too large for LINE is said in words: nothing is lost but its looks."""
    contents = bubble(card)
    if len(json.dumps(contents)) > LARGEST_BUBBLE:
        words = [
            card.title,
            card.subtitle,
            card.figure,
            *(f"{row.title}: {row.note}" for row in card.rows),
            *card.lines,
        ]
        return {"type": "text", "text": _cut_utf16("\n".join(filter(None, words)), LONGEST_TEXT)}
    return {"type": "flex", "altText": _cut_utf16(card.alt, LONGEST_ALT), "contents": contents}


def _quick(button: Button) -> Json:
    return {"type": "action", "action": line_action(button)}


def _cut_utf16(text: str, most: int) -> str:
    if len(text) * 2 <= most or len(text.encode("utf-16-le")) // 2 <= most:
        return text or " "
    return text.encode("utf-16-le")[: (most - 1) * 2].decode("utf-16-le", "ignore") + "…"
