"""`spreadsheets.batchUpdate`: all changes on a copy that replaces the book, or is dropped with the
first refusal.
"""

from __future__ import annotations

from collections.abc import Callable

from emulators.google import refusals
from emulators.google.sheets import cell_changes, rule_changes, sheet_changes
from emulators.google.sheets.book import Book
from emulators.google.sheets.sheet_changes import Asked, Invalid


def apply(book: Book, requests: list[Asked]) -> tuple[Book, list[Asked]]:
    """The book after all requests and their replies; 400 with the index of the first that cannot be
    done.
    """
    if not requests:
        raise refusals.sheets(400, "Must specify at least one request.")
    changed, replies = book.copy(), []
    for index, request in enumerate(requests):
        kind = next(iter(request), "")
        if kind not in KINDS:
            unknown = (
                f"Invalid JSON payload received. Unknown name \"{kind}\" at 'requests[{index}]': "
                "Cannot find field."
            )
            raise refusals.sheets(400, unknown)
        try:
            replies.append(without_zeros(KINDS[kind](changed, request[kind]) or {}))
        except Invalid as wrong:
            raise refusals.sheets(400, f"Invalid requests[{index}].{kind}: {wrong}") from None
        if changed.too_big():
            raise refusals.sheets(
                400,
                f"Invalid requests[{index}].{kind}: This action would increase the number of "
                "cells in the workbook "
                "above the limit of 10000000 cells.",
            )
    return changed, replies


def without_zeros(reply: Asked) -> Asked:
    """A range on the sheet with id 0 comes back without its `sheetId`, as real replies do."""
    if isinstance(reply, dict):
        return {k: without_zeros(v) for k, v in reply.items() if not (k == "sheetId" and v == 0)}
    return [without_zeros(one) for one in reply] if isinstance(reply, list) else reply


KINDS: dict[str, Callable[[Book, Asked], Asked | None]] = {
    "addSheet": sheet_changes.add_sheet,
    "deleteSheet": sheet_changes.delete_sheet,
    "updateSheetProperties": sheet_changes.update_sheet,
    "updateSpreadsheetProperties": sheet_changes.update_book,
    "updateCells": cell_changes.update_cells,
    "appendCells": cell_changes.append_cells,
    "repeatCell": cell_changes.repeat_cell,
    "insertDimension": sheet_changes.insert_dimension,
    "deleteDimension": sheet_changes.delete_dimension,
    "appendDimension": sheet_changes.append_dimension,
    "updateDimensionProperties": sheet_changes.size_dimension,
    "autoResizeDimensions": rule_changes.nothing,
    "addConditionalFormatRule": rule_changes.add_rule,
    "deleteConditionalFormatRule": rule_changes.delete_rule,
    "addProtectedRange": rule_changes.protect,
    "addBanding": rule_changes.add_banding,
    "addNamedRange": rule_changes.add_named,
    "setDataValidation": rule_changes.validate,
    "setBasicFilter": rule_changes.set_filter,
    "sortRange": cell_changes.sort_range,
    "mergeCells": rule_changes.nothing,
    "updateBorders": rule_changes.nothing,
}
