"""Counting letters as a reader sees them, marks included with the letter they sit on. Pure."""

import regex

_LETTER = regex.compile(r"\X")


def cut(text: str, most: int) -> str:
    """The text, or as many of its letters as fit with a … at the end."""
    if len(text) <= most:
        return text
    letters = _LETTER.findall(text)
    return text if len(letters) <= most else "".join(letters[: most - 1]) + "…"


def length(text: str) -> int:
    """How many letters a reader sees: "ที่" is one and "น้ำ" is one; this is how chat limits on
    labels are counted.
    """
    return len(_LETTER.findall(text))
