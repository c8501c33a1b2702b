"""Where a converter stumbled that fell over a form without saying why: the sheet and the row."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from forms.problems import Problem
from forms.upload.sheets import FIRST, cell

Book = Mapping[str, Any]
SEARCHED = ("survey", "choices", "external_choices", "entities")


def crash_of(
    book: Book, error: Exception, root: str, crashes: tuple[type[Exception], ...]
) -> Problem:
    """The first row without which the form would not have made the converter fall; the settings
    before any other sheet.
    """

    def falls(changed: Book) -> bool:
        try:
            convert(dict(changed), [], form_name=root)
        except PyXFormError:
            return False
        except crashes as other:
            return type(other) is type(error)
        return False

    if book.get("settings") and not falls({**book, "settings": None, "settings_header": None}):
        headers = ", ".join(map(str, next(iter(book["settings"]), {})))
        return Problem("converter_fell", {"cells": headers}, sheet="settings", row=FIRST)
    for sheet in SEARCHED:
        rows = book.get(sheet) or ()
        if rows and (number := _first(rows, sheet, book, falls)) is not None:
            return _at(sheet, number, rows[number])
    return Problem("converter_fell", {"cells": "–"}, sheet="survey")


def _first(
    rows: Sequence[Mapping[str, Any]], sheet: str, book: Book, falls: Callable[[Book], bool]
) -> int | None:
    """The place of the last row of the shortest beginning of a sheet that still falls; None where
    the sheet has no part in it.
    """
    if sheet != "survey" and falls({**book, sheet: None}):
        return None
    low, high = 0, len(rows)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if falls({**book, sheet: rows[:middle]}) else (middle + 1, high)
    return low - 1 if low else None


def _at(sheet: str, number: int, row: Mapping[str, Any]) -> Problem:
    said = ", ".join(f"{column}: {str(text)[:40]}" for column, text in row.items() if text)
    name = cell(row, "name") if sheet == "survey" else ""
    return Problem("converter_fell", {"cells": said}, name, "", sheet, FIRST + number)
