"""Our messages -> LINE's JSON. The only place that knows what a card looks like. Pure."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.outbox.line.buttons import Json, line_action
from bot.outbox.line.cards import bubble
from handlers.vocabulary.messages import Button, Card, Message, Picture, Text

LONGEST_TEXT = 5000  # UTF-16 units
LONGEST_ALT = 1500
LARGEST_BUBBLE = (
    29_000  # bytes as the SDK sends them, Thai letters spelled out; the rest is for seals
)
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
    """At most five, the last ones; only the last one's buttons are kept, since LINE shows no
    others.
    """
    made = [bubble for message in messages for bubble in _bubbles(message)][-MOST_MESSAGES:]
    choices = next((found for message in reversed(messages) if (found := _choices(message))), ())
    if choices and made:
        made[-1].json["quickReply"] = {
            "items": [_quick(choice) for choice in choices[:MOST_CHOICES]]
        }
    return made


def _bubbles(message: Message) -> Iterator[Bubble]:
    """A text longer than LINE takes goes on in the next bubble: nothing of it is cut off."""
    match message:
        case Text(text, _, asks):
            yield from _texts(text, asks)
        case Picture(url):
            yield Bubble({"type": "image", "originalContentUrl": url, "previewImageUrl": url})
        case Card() if _is_too_large(message):
            yield from _texts(_in_words(message))
        case Card():
            alt = cut_utf16(message.alt, LONGEST_ALT)
            yield Bubble({"type": "flex", "altText": alt, "contents": bubble(message)})


def _texts(text: str, asks: tuple[str, str] | None = None) -> Iterator[Bubble]:
    *before, last = _parts(text)
    yield from (Bubble({"type": "text", "text": part}) for part in before)
    yield Bubble({"type": "text", "text": last}, asks)


def _parts(text: str) -> list[str]:
    """The text in parts that LINE takes, each ending with a line or, where one line is too long,
    anywhere.
    """
    parts, rest = [], text or " "
    while len(rest.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        head = rest.encode("utf-16-le")[: LONGEST_TEXT * 2].decode("utf-16-le", "ignore")
        half = len(head) // 2
        at = head.rfind("\n", half) + 1 or head.rfind(" ", half) + 1 or len(head)
        parts.append(rest[:at].rstrip("\n") or " ")
        rest = rest[at:]
    return [*parts, rest or " "]


def _is_too_large(card: Card) -> bool:
    return len(json.dumps(bubble(card))) > LARGEST_BUBBLE


def _in_words(card: Card) -> str:
    """A card too large for LINE is said in words: nothing is lost but its looks."""
    rows = (f"{row.title}: {row.note}" for row in card.rows)
    return "\n".join(
        filter(None, [card.title, card.subtitle, card.figure, *rows, *card.lines, *card.footnotes])
    )


def _choices(message: Message) -> tuple[Button, ...]:
    """The quick replies; of a card said in words its own buttons too, those first."""
    if not isinstance(message, Card) or not _is_too_large(message):
        return message.choices
    own = (message.button, message.second, *(row.button for row in message.rows))
    return (*(button for button in own if button is not None), *message.choices)


def _quick(button: Button) -> Json:
    return {"type": "action", "action": line_action(button)}


def cut_utf16(text: str, most: int) -> str:
    if len(text) * 2 <= most or len(text.encode("utf-16-le")) // 2 <= most:
        return text or " "
    return text.encode("utf-16-le")[: (most - 1) * 2].decode("utf-16-le", "ignore") + "…"
