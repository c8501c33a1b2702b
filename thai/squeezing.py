"""A text as spellings are compared: without spaces, tone marks, pictures and stretched letters.
Pure.
"""

import re
import unicodedata
from dataclasses import dataclass

from thai.digits import arabic

SILENT = re.compile(r"[\u0e47-\u0e4e\u200b-\u200d\ufe0f\ufeff]")  # tone marks and the like
_STRETCHED = re.compile(r"([ก-๎])\1{2,}")
_KEPT = re.compile(r"[a-z0-9.%\u0e01-\u0e2e\u0e30-\u0e45]")


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text as it is compared, and where each of its letters stood in the one it came from."""

    source: str
    text: str
    places: list[int]
    edges: frozenset[int]  # places at which a space stood


def squeezed(text: str) -> Squeezed:
    """A text as it is compared: Arabic digits, small letters, without spaces, tone marks and
    pictures; stretched letters (ครับบบ) once.
    """
    source = arabic(text).lower().replace("เเ", "แ").replace("ํา", "ำ")
    if not source.isascii():
        source = _STRETCHED.sub(r"\1", unicodedata.normalize("NFC", source))
    letters: list[str] = []
    places: list[int] = []
    edges = {0}
    for place, letter in enumerate(source):
        if SILENT.match(letter):
            continue
        if not _KEPT.match(letter) or (letter == "." and not _between_digits(source, place)):
            edges.add(len(letters))
            continue
        letters.append(letter)
        places.append(place)
    edges.add(len(letters))
    return Squeezed(source, "".join(letters), places, frozenset(edges))


def _between_digits(text: str, place: int) -> bool:
    return text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit()
