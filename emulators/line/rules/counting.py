"""How LINE counts characters (LINE: Character counting in a text)."""

from __future__ import annotations

import json

import regex

CLUSTER = regex.compile(r"\X")


def utf16(text: str) -> int:
    """UTF-16 units: what LINE counts unless it says otherwise; an emoji is two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> int:
    """Grapheme clusters: labels, display texts, template texts, a menu's bar; น้ำ is one more than
    น.
    """
    return len(text) if text.isascii() and "\r" not in text else len(CLUSTER.findall(text))


def escaped_size(value: object) -> int:
    """Bytes of the JSON with everything that is not ASCII escaped: the larger way to count a Flex
    message.
    """
    return len(json.dumps(value, separators=(",", ":")))
