"""A1 notation: reading what a client sent and writing what Google answers. Indexes count from 0,
ends excluded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

CORNER = re.compile(r"\$?([A-Za-z]{0,3})\$?(\d*)")
PLAIN_TITLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True)
class Area:
    """A rectangle; None is open: from the first, or to the end of the grid."""

    top: int | None = None
    left: int | None = None
    bottom: int | None = None
    right: int | None = None

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in it."""
        down = (self.top or 0) <= row and (self.bottom is None or row < self.bottom)
        return down and (self.left or 0) <= column and (self.right is None or column < self.right)

    def moved(self, at: int, by: int) -> Area:
        """The same columns after `by` came in at `at`."""
        left = None if self.left is None else self.left + (by if self.left >= at else 0)
        right = None if self.right is None else self.right + (by if self.right > at else 0)
        return Area(self.top, left, self.bottom, right)


def split(range_: str) -> tuple[str | None, str]:
    """The sheet's title (None when there is no `!`) and the rest."""
    if range_.startswith("'"):
        quoted = re.match(r"'((?:[^']|'')*)'(?:!(.*))?$", range_, re.DOTALL)
        return (quoted[1].replace("''", "'"), quoted[2] or "") if quoted else (None, range_)
    title, mark, rest = range_.rpartition("!")
    return (title, rest) if mark else (None, range_)


def area(text: str) -> Area | None:
    """`B2`, `A1:C3`, `A:C`, `2:5`, `A2:C` as an area; None for anything else. No text is the whole
    sheet.
    """
    if not text:
        return Area()
    first, colon, last = text.partition(":")
    start = corner(first)
    end = corner(last) if colon else start
    if start is None or end is None or (not colon and None in start):
        return None
    top, bottom = ordered(start[0], end[0])
    left, right = ordered(start[1], end[1])
    return Area(top, left, bottom, right)


def ordered(first: int | None, last: int | None) -> tuple[int | None, int | None]:
    """Start and excluded end, whichever way round they were written."""
    if first is not None and last is not None and last < first:
        first, last = last, first
    return first, None if last is None else last + 1


def corner(text: str) -> tuple[int | None, int | None] | None:
    """Row and column of `B2`, `B` or `2`; None for anything else."""
    match = CORNER.fullmatch(text)
    if match is None or not (match[1] or match[2]):
        return None
    row = int(match[2]) - 1 if match[2] else None
    return (row, column_index(match[1]) if match[1] else None) if row is None or row >= 0 else None


def column_index(letters: str) -> int:
    """A is 0, Z is 25, AA is 26."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


def column_letters(index: int) -> str:
    """0 is A."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def quoted(title: str) -> str:
    """A title as Google writes it: in quotes only when it must be."""
    return title if PLAIN_TITLE.fullmatch(title) else "'" + title.replace("'", "''") + "'"


def written(title: str, top: int, left: int, bottom: int, right: int) -> str:
    """`'T 1'!A1:B2`, or `T!A1` for a single cell."""
    start = f"{column_letters(left)}{top + 1}"
    end = f"{column_letters(right - 1)}{bottom}"
    return f"{quoted(title)}!{start}" + ("" if start == end else f":{end}")
