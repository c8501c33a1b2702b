"""Cells of a CSV file that a spreadsheet program opens: text that would start a formula is told to
be text. Pure.
"""

import re

FORMULA = re.compile(r"[=+\-@\t\r]")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
GUARD = "'"


def guarded(cell: str) -> str:
    """The cell, with an apostrophe before it where Excel would take it for a formula; a plain
    number is none.
    """
    return GUARD + cell if FORMULA.match(cell) and not NUMBER.fullmatch(cell) else cell
