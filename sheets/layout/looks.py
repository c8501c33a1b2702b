"""How a tab looks in Google Sheets and in .xlsx alike: titles, widths, number formats, colours.
Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sheets.layout.folders import cut
from sheets.layout.rows import STATUS_LABELS, Kind

WIDTHS: dict[Kind, int] = {
    "key": 150,
    "text": 190,
    "number": 110,
    "score": 110,
    "count": 90,
    "moment": 215,
    "status": 140,
    "link": 260,
    "flag": 260,
    "standing": 130,
}  # pixels
PIXELS_A_LETTER = 7
NUMBER_FORMATS: dict[Kind, str] = {"score": "0.0000", "number": "#,##0.####", "count": "0"}
TEXT_FORMAT = "@"
HEADER = "1F4E79"
HEADER_TEXT = "FFFFFF"
LABELS = "DDEBF7"
DEDUCTED = "FFE699"
FLAGGED = "FCE4D6"
STATUS_COLOURS = {
    "scored": "C6EFCE",
    "provisional": "FFEB9C",
    "needs_decision": "FFD966",
    "not_submitted": "F8CBAD",
    "cut_off": "FFC7CE",
    "excluded": "D9D9D9",
    "invalid": "FF9999",
}
STANDING_COLOURS = {  # of offices; a word with every colour
    "ส่งครบ": "C6EFCE",
    "ยังไม่ครบ": "FFEB9C",
    "เลยกำหนด": "FFC7CE",
    "ยังไม่ส่ง": "D9D9D9",
}
LABEL_COLOURS = {STATUS_LABELS[status]: colour for status, colour in STATUS_COLOURS.items()}


def colours_of(kind: Kind) -> Mapping[str, str]:
    """The colour of each word in a column of this kind; nothing for one without colours."""
    return {"status": LABEL_COLOURS, "standing": STANDING_COLOURS}.get(kind, {})


def number_format(kind: Kind) -> str:
    """The pattern of a column; text columns are text, so that nothing typed into them turns into a
    date or formula.
    """
    return NUMBER_FORMATS.get(kind, TEXT_FORMAT)


def tab_title(title: str) -> str:
    """A title both Google and Excel take: at most 31 characters, none of `\\ / ? * [ ] :`, no quote
    at its ends.
    """
    plain = "".join(char for char in re.sub(r"[\\/?*\[\]:]", " ", title) if char.isprintable())
    return cut(" ".join(plain.split()), 31, 200).strip("' ") or "-"
