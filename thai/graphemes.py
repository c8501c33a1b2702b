"""Counting letters as a reader sees them, marks included with the letter they sit on. Pure."""

import regex

_LETTER = regex.compile(r"\X")


def length(text: str) -> int:
    """How many letters a reader sees: "ที่" is one and "น้ำ" is one; this is how chat limits on labels are counted."""
    return len(_LETTER.findall(text))
