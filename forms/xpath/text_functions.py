"""Functions that make or read text."""

import base64
import hashlib
import math
import re

from forms.xpath.budget import not_too_long
from forms.xpath.nodes import Value, texts, to_number, to_text
from forms.xpath.number_functions import half_up, whole
from forms.xpath.patterns import matches
from forms.xpath.scope import MANY, Table

HASHES = {
    "MD5": "md5",
    "SHA-1": "sha1",
    "SHA-256": "sha256",
    "SHA-384": "sha384",
    "SHA-512": "sha512",
}

ENCODINGS = ("base64", "hex")


def _join(separator: Value, *values: Value) -> str:
    return not_too_long(to_text(separator).join(texts(values)))


def _substr(value: Value, start: Value, end: Value | None = None) -> str:
    """From 0, the end left out; negative places count from the end."""
    text = to_text(value)
    return text[whole(start, len(text)) : len(text) if end is None else whole(end, len(text))]


def _substring(value: Value, start: Value, length: Value | None = None) -> str:
    """XPath's own: from 1, so many letters, both rounded."""
    text, first = to_text(value), half_up(to_number(start))
    last = math.inf if length is None else first + half_up(to_number(length))
    return "".join(letter for place, letter in enumerate(text, 1) if first <= place < last)


def _before(value: Value, mark: Value) -> str:
    head, found, _ = to_text(value).partition(to_text(mark)) if to_text(mark) else ("", "", "")
    return head if found else ""


def _after(value: Value, mark: Value) -> str:
    return to_text(value).partition(to_text(mark))[2] if to_text(mark) else to_text(value)


def _translate(value: Value, old: Value, new: Value) -> str:
    table: dict[int, str | None] = {}
    for place, letter in enumerate(to_text(old)):
        table.setdefault(ord(letter), to_text(new)[place : place + 1] or None)
    return to_text(value).translate(table)


def _digest(value: Value, algorithm: Value, encoding: Value = "base64") -> str:
    name, written = HASHES.get(to_text(algorithm)), to_text(encoding)
    if name is None or written not in ENCODINGS:
        return ""
    made = hashlib.new(name, to_text(value).encode(), usedforsecurity=False)
    return made.hexdigest() if written == "hex" else base64.b64encode(made.digest()).decode()


def _selected(value: Value, name: Value) -> bool:
    return to_text(name).strip() in to_text(value).split(" ")


def _selected_at(value: Value, index: Value) -> str:
    names, place = to_text(value).split(), to_number(index)
    return names[int(place)] if -1 < place < len(names) and names else ""


def spaces_to_one(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


TEXT: Table = {
    "concat": (0, MANY, lambda *vs: _join("", *vs)),
    "contains": (2, 2, lambda a, b: to_text(b) in to_text(a)),
    "count-selected": (1, 1, lambda v: float(len(to_text(v).split()))),
    "digest": (2, 3, _digest),
    "ends-with": (2, 2, lambda a, b: to_text(a).endswith(to_text(b))),
    "join": (1, MANY, _join),
    "regex": (2, 2, lambda v, pattern: matches(to_text(v), to_text(pattern))),
    "selected": (2, 2, _selected),
    "selected-at": (2, 2, _selected_at),
    "starts-with": (2, 2, lambda a, b: to_text(a).startswith(to_text(b))),
    "substr": (2, 3, _substr),
    "substring": (2, 3, _substring),
    "substring-after": (2, 2, _after),
    "substring-before": (2, 2, _before),
    "translate": (3, 3, _translate),
}
