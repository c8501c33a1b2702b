"""LINE's JSON said more plainly, for messages LINE itself refuses: a broken card must not mean
silence. Pure.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import regex

from bot.outbox.line.buttons import LONGEST_LABEL, Json
from bot.outbox.line.messages import LONGEST_ALT, LONGEST_TEXT, MOST_CHOICES, cut_utf16
from thai.graphemes import cut

UNSEEN = regex.compile(
    r"[^\P{C}\n\u200b-\u200d]"
)  # control letters and halves; Thai words may be parted by U+200B
BLOCKS = ("header", "hero", "body", "footer")


def plainer(messages: Sequence[Mapping[str, Any]]) -> Iterator[list[Json]]:
    """The same in words with the buttons below the last; then in words only, the buttons among
    them.
    """
    said = [_said(one) for one in messages]
    texts = [_text("\n".join(one.lines)) for one in said]
    items = _items([action for one in said for action in one.actions])[:MOST_CHOICES]
    if items:
        yield [*texts[:-1], {**texts[-1], "quickReply": {"items": items}}]
    yield [_text("\n".join([*one.lines, *map(_in_words, one.actions)])) for one in said]


@dataclass(slots=True)
class _Said:
    """The words of one message and the actions of its buttons, each with the line it stands
    below.
    """

    lines: list[str] = field(default_factory=list)
    actions: list[tuple[Mapping[str, Any], str]] = field(default_factory=list)

    def read(self, part: Mapping[str, Any], heading: str = "") -> None:
        """Whatever a card is made of, in the order in which it is read."""
        if part.get("type") == "text" and str(part.get("text", "")).strip():
            self.lines.append(str(part["text"]))
        if isinstance(part.get("action"), Mapping):
            self.actions.append((part["action"], heading))
        children = [child for child in part.get("contents", ()) if isinstance(child, Mapping)]
        heading = next(
            (str(child["text"]) for child in children if child.get("type") == "text"), heading
        )
        for child in [
            part[block] for block in BLOCKS if isinstance(part.get(block), Mapping)
        ] + children:
            self.read(child, heading)


def _said(message: Mapping[str, Any]) -> _Said:
    said = _Said()
    match message.get("type"):
        case "flex":
            said.read(message.get("contents", {}))
            said.lines = said.lines or [cut_utf16(str(message.get("altText", "")), LONGEST_ALT)]
        case "text":
            said.lines.append(str(message.get("text", "")))
        case _:
            said.lines.append(str(message.get("originalContentUrl", "")))
    said.actions += [
        (item["action"], "") for item in message.get("quickReply", {}).get("items", ())
    ]
    return said


def _text(words: str) -> Json:
    sound = UNSEEN.sub("", words)
    return {"type": "text", "text": cut_utf16(sound if sound.strip() else "…", LONGEST_TEXT)}


def _items(actions: Sequence[tuple[Mapping[str, Any], str]]) -> list[Json]:
    """Quick replies; buttons of one label in several rows are told apart by the first word of their
    row.
    """
    count = Counter(action.get("label") for action, _ in actions)
    return [
        {
            "type": "action",
            "action": {
                **action,
                "label": _label(action, heading if count[action.get("label")] > 1 else ""),
            },
        }
        for action, heading in actions
    ]


def _label(action: Mapping[str, Any], heading: str) -> str:
    first = heading.partition(" ")[0]
    return cut(f"{action.get('label', '')} {first}".strip(), LONGEST_LABEL)


def _in_words(action: tuple[Mapping[str, Any], str]) -> str:
    said, _ = action
    return " ".join(filter(None, [f"[{said.get('label', '')}]", str(said.get("uri", ""))]))
