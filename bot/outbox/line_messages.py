"""Our messages -> LINE's JSON. The only place that knows what a card looks like. Pure."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.outbox.line_buttons import Json, line_action
from bot.outbox.line_cards import bubble
from handlers.messages import Button, Card, Message, Picture, Text

LONGEST_TEXT = 5000  # UTF-16 units
LONGEST_ALT = 1500
LARGEST_BUBBLE = 29_000  # bytes as the SDK sends them, Thai letters spelled out; the rest is for seals
MOST_CHOICES = 13
MOST_MESSAGES = 5


@dataclass(frozen=True, slots=True)
class Bubble:
    """One of LINE's messages; `asks` is the stop it asks, by report and path."""

    json: Json
    asks: tuple[str, str] | None = None


def line_messages(messages: Sequence[Message]) -> list[Json]:
    return [bubble.json for bubble in rendered(messages)]


def rendered(messages: Sequence[Message]) -> list[Bubble]:
    """At most five; buttons of all but the last are dropped, since LINE shows only the last message's."""
    made = [bubble for message in messages for bubble in _bubbles(message)][:MOST_MESSAGES]
    choices = next((message.choices for message in reversed(messages) if message.choices), ())
    if choices and made:
        made[-1].json["quickReply"] = {"items": [_quick(choice) for choice in choices[:MOST_CHOICES]]}
    return made


def _bubbles(message: Message) -> Iterator[Bubble]:
    """A text longer than LINE takes goes on in the next bubble: nothing of it is cut off."""
    match message:
        case Text(text, _, asks):
            *before, last = _parts(text)
            yield from (Bubble({"type": "text", "text": part}) for part in before)
            yield Bubble({"type": "text", "text": last}, asks)
        case Picture(url):
            yield Bubble({"type": "image", "originalContentUrl": url, "previewImageUrl": url})
        case Card():
            yield Bubble(_card(message))


def _parts(text: str) -> list[str]:
    """The text in parts that LINE takes, each ending with a line or, where one line is too long, anywhere."""
    parts, rest = [], text or " "
    while len(rest.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        head = rest.encode("utf-16-le")[: LONGEST_TEXT * 2].decode("utf-16-le", "ignore")
        at = head.rfind("\n") + 1 or head.rfind(" ") + 1 or len(head)
        parts.append(rest[:at].rstrip("\n") or " ")
        rest = rest[at:]
    return [*parts, rest or " "]


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
