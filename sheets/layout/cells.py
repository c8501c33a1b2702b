"""What may stand in one cell: text made harmless without changing what it says, and numbers.
Pure.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from math import isfinite

Cell = str | int | float | Decimal | bool | None

GOOGLE_CELL = 50_000
XLSX_CELL = 32_767
CUT = " … [ข้อความยาวเกินช่อง ฉบับเต็มอยู่ในระบบ]"
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
LED_BY_ZERO = re.compile(r"0\d")
SURROGATES = re.compile(r"[\ud800-\udfff]")


def text(value: str, limit: int = GOOGLE_CELL) -> str:
    """`value` without control characters and, in UTF-16 units as both Google and Excel count, no
    longer than `limit`.

    Line ends become one "\\n". A longer text is cut between whole characters and says so.
    """
    plain = CONTROLS.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    plain = SURROGATES.sub("\ufffd", plain)
    return plain if units(plain) <= limit else first_units(plain, limit - units(CUT)) + CUT


def units(value: str) -> int:
    """The length in UTF-16 units: an emoji counts two."""
    return len(value) + sum(char > "\uffff" for char in value)


def first_units(value: str, limit: int) -> str:
    """As many whole characters from the front as fit into `limit` UTF-16 units."""
    return value.encode("utf-16-le")[: limit * 2].decode("utf-16-le", errors="ignore")


def number(value: str) -> Cell:
    """A number a form has checked, as a number; anything else stays the text it was, 007 too."""
    if LED_BY_ZERO.match(value.strip()):
        return value
    try:
        found = Decimal(value.strip().replace(",", ""))
    except InvalidOperation:
        return value
    return found if found.is_finite() and len(found.as_tuple().digits) <= 15 else value


def plain(cell: Cell, limit: int = GOOGLE_CELL) -> str | int | float | bool:
    """A cell as both JSON and .xlsx carry it; nothing becomes empty text, so that an old value is
    cleared.

    Whole numbers beyond 15 digits and numbers that are not finite become text: a double would
    change or refuse them.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, str):
        return text(cell, limit)
    if isinstance(cell, int):
        return cell if abs(cell) < 10**15 else str(cell)
    return float(cell) if isfinite(cell) else str(cell)
