"""Cutting a squeezed text into the words of a lexicon, names and numbers. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from thai.squeezing import SILENT, Squeezed, squeezed

PREFIX = 2  # letters by which the words at a place are looked up
LONG_PREFIX = 8  # letters of long ones: อำเภอ alone would not tell districts apart
Table = Mapping[str, Sequence[tuple[str, str]]]  # {first letters: (spelling, what it means)}
_LATIN = re.compile(r"[a-z]")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_NUMBER_GOES_ON = re.compile(r"\.?\d")
_FOLLOWS = re.compile(r"[\u0e30-\u0e3a\u0e45]")  # vowels that belong to the letter before


class Token(NamedTuple):
    """A word found in a text: where it stands in the squeezed one, and what it is: an idea, a name
    or a number.
    """

    start: int
    end: int
    kind: str  # "idea", "name" or "number"
    what: str


def table_of(words: Iterable[tuple[str, str]]) -> Table:
    """Spellings, squeezed already, by their first letters; the longest first."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for spelling, what in words:
        found[spelling[: _prefix(spelling)]].append((spelling, what))
    return {first: sorted(listed, key=lambda one: -len(one[0])) for first, listed in found.items()}


def _prefix(spelling: str) -> int:
    return LONG_PREFIX if len(spelling) >= LONG_PREFIX else PREFIX


class Names:
    """Names that may stand in a text; each means a key, or several that are called alike."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        found: dict[str, list[str]] = defaultdict(list)
        for name, key in names:
            found[squeezed(name).text].append(key)
        self.meant = {spelt: tuple(dict.fromkeys(keys)) for spelt, keys in found.items()}
        self.at = table_of((spelt, spelt) for spelt in self.meant if len(spelt) > PREFIX)


NO_NAMES = Names(())


def cut(seen: Squeezed, words: Table, names: Names) -> list[Token]:
    """The way of cutting a text that leaves the fewest letters over, with the fewest words."""
    text, size = seen.text, len(seen.text)
    cost: list[tuple[int, int]] = [(0, 0)] * (size + 1)
    best: list[Token | None] = [None] * (size + 1)
    for start in range(size - 1, -1, -1):
        left, count = cost[start + 1]
        cost[start] = (left + 1, count)
        if _FOLLOWS.match(text, start):
            continue
        for token in _starting(seen, start, words, names):
            left, count = cost[token.end]
            if (left, count + 1) < cost[start]:
                cost[start], best[start] = (left, count + 1), token
    return list(_along(best))


def _along(best: Sequence[Token | None]) -> Iterable[Token]:
    place = 0
    while place < len(best) - 1:
        word = best[place]
        if word is not None:
            yield word
        place = word.end if word else place + 1


def _starting(seen: Squeezed, start: int, words: Table, names: Names) -> Iterable[Token]:
    text = seen.text
    for kind, table in (("name", names.at), ("idea", words)):
        for length in (LONG_PREFIX, PREFIX, 1):
            first = text[start : start + length]
            for word, what in table.get(first, ()):
                end = start + len(word)
                if text.startswith(word, start) and _stands_alone(seen, start, end):
                    yield Token(start, end, kind, what)
    if number := _NUMBER.match(text, start):
        yield Token(start, number.end(), "number", number[0])


def _stands_alone(seen: Squeezed, start: int, end: int) -> bool:
    """Whether a word ends where a word can end: no vowel of its last letter is cut off, and a Latin
    word is whole.
    """
    text = seen.text
    if _FOLLOWS.match(text, end) or _cuts_a_number(text, end):
        return False
    if not (_LATIN.match(text[start]) or _LATIN.match(text[end - 1])):
        return True
    begins = start in seen.edges or not _LATIN.match(text[start - 1])
    ends = end in seen.edges or not _LATIN.match(text[end])
    return begins and ends


def _is_doubled(text: str, place: int) -> bool:
    """A letter typed twice: รายงานน."""
    return place > 0 and text[place] == text[place - 1]


def _cuts_a_number(text: str, end: int) -> bool:
    """ตัวชี้วัดที่ 1 is no part of ตัวชี้วัดที่ 10, nor of ตัวชี้วัดที่ 1.2."""
    return text[end - 1].isdigit() and _NUMBER_GOES_ON.match(text, end) is not None


def touches(seen: Squeezed, token: Token, taken: Set[int]) -> bool:
    """Whether a word stands beside letters of no word, with no space in between."""
    before = token.start > 0 and token.start not in seen.edges and token.start - 1 not in taken
    after = token.end < len(seen.text) and token.end not in seen.edges and token.end not in taken
    return before or after


def left_over(seen: Squeezed, tokens: Sequence[Token]) -> str:
    """The longest stretch that no word has taken, from its first letter to its last; small words
    between them belong to it.
    """
    taken = {place for one in tokens for place in range(one.start, one.end)}
    firm = {place for one in tokens if one.kind != "idea" for place in range(one.start, one.end)}
    runs: list[list[int]] = []
    for place in range(len(seen.text)):
        if place in taken or _is_doubled(seen.text, place):
            continue
        if runs and not firm & {*range(runs[-1][-1], place)}:
            runs[-1].append(place)
        else:
            runs.append([place])
    if not runs:
        return ""
    longest = max(runs, key=lambda run: run[-1] - run[0])
    first, last = seen.places[longest[0]], seen.places[longest[-1]] + 1
    while last < len(seen.source) and SILENT.match(seen.source, last):
        last += 1
    return seen.source[first:last].strip()
