"""Several lines pasted into the chat -> lines of cells: from Excel with tabs, from a chat with
numbers, bullets, commas or only spaces. Pure.
"""

import re
from collections.abc import Sequence

from forms.tables.lines import Line
from thai.digits import arabic

_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
_BULLET = re.compile(r"^\s*(?:[•●▪◦·*–—-]\s*|\(?\d{1,3}\s*[.)](?!\d)\s*|\d{1,3}\s*[-–]\s+)(?=\S)")
_COMMA = re.compile(r",(?!\d{3}(?:\D|$))|(?<!\d),")  # none inside 1,234


def readings(text: str) -> list[list[Line]]:
    """The ways a text may be meant: a comma may stand between cells, or between the choices of
    one.
    """
    ways = [lines_of(text)]
    if _separator(text.splitlines()) == ",":
        ways.append(lines_of(text, ""))
    return ways


def lines_of(text: str, separator: str | None = None) -> list[Line]:
    """The lines that are not blank, numbered as they were pasted."""
    whole = _INVISIBLE.sub("", text).replace("\u00a0", " ").replace("\r\n", "\n")
    numbered = [(number, one) for number, one in enumerate(whole.split("\n"), 1) if one.strip()]
    if separator is None:
        separator = _separator([one for _, one in numbered])
    lines = [Line(number, _cells(one, separator)) for number, one in numbered]
    return [line for line in lines if not line.is_blank]


def has_cells(text: str) -> bool:
    """Whether a text comes from a table: cells with tabs between them."""
    return "\t" in text.strip()


def _separator(lines: Sequence[str]) -> str:
    """What stands between cells: whatever most lines have, "" where there are only spaces."""
    if any("\t" in line.strip() for line in lines):
        return "\t"
    for mark in (";", "|", ","):
        having = sum(bool(_split(line, mark)[1:]) for line in lines)
        if having * 2 > len(lines):
            return mark
    return ""


def _cells(line: str, separator: str) -> tuple[str, ...]:
    if separator == "\t":
        return tuple(cell.strip().strip('"') for cell in line.rstrip("\n").split("\t"))
    bare = _BULLET.sub("", _with_arabic_number(line), count=1)
    if not separator:
        return (" ".join(bare.split()),)
    cells = _split(bare.strip().strip("|"), separator)
    return tuple(cell.strip() for cell in cells)


def _with_arabic_number(line: str) -> str:
    """๑. and 1. are the same bullet; other Thai digits stay as they were written."""
    found = re.match(r"\s*\(?[๐-๙]{1,3}(?=\s*[.)])", line)
    return line if found is None else arabic(found[0]) + line[found.end() :]


def _split(line: str, mark: str) -> list[str]:
    return _COMMA.split(line) if mark == "," else line.split(mark)
