"""Rules on top of cells: colours, protection, names, validation, filters."""

from __future__ import annotations

from emulators.google.sheets.book import Book
from emulators.google.sheets.sheet_changes import Asked, Invalid, sheet_of


def add_rule(book: Book, asked: Asked) -> None:
    """A conditional format, at its index; a second one like it piles up, as at Google."""
    rule = asked.get("rule", {})
    ranges = rule.get("ranges") or [{}]
    sheet_of(book, ranges[0]).conditional.insert(asked.get("index", 0), rule)


def delete_rule(book: Book, asked: Asked) -> Asked:
    """Takes one conditional format away."""
    rules = sheet_of(book, asked).conditional
    if asked.get("index", 0) >= len(rules):
        raise Invalid(
            f"No conditional format on sheet: {asked.get('sheetId', 0)} at index: "
            f"{asked.get('index', 0)}"
        )
    return {"deleteConditionalFormatRule": {"rule": rules.pop(asked.get("index", 0))}}


def protect(book: Book, asked: Asked) -> Asked:
    """A protected range; Google answers that the one who asked may edit."""
    said = asked.get("protectedRange", {})
    held = {"protectedRangeId": book.new_sheet_id(), **said, "requestingUserCanEdit": True}
    sheet_of(book, said.get("range", {})).protected.append(held)
    return {"addProtectedRange": {"protectedRange": held}}


def add_banding(book: Book, asked: Asked) -> Asked:
    """Coloured bands; two on one sheet may not overlap."""
    said = asked.get("bandedRange", {})
    sheet = sheet_of(book, said.get("range", {}))
    if sheet.banded:
        raise Invalid(
            "You cannot add alternating background colors to a range that already has them."
        )
    held = {"bandedRangeId": book.new_sheet_id(), **said}
    sheet.banded.append(held)
    return {"addBanding": {"bandedRange": held}}


def add_named(book: Book, asked: Asked) -> Asked:
    """A named range; the name must be free."""
    said = asked.get("namedRange", {})
    if any(one["name"].casefold() == said.get("name", "").casefold() for one in book.named):
        raise Invalid(f"A named range with the name {said.get('name')} already exists.")
    held = {"namedRangeId": str(book.new_sheet_id()), **said}
    book.named.append(held)
    return {"addNamedRange": {"namedRange": held}}


def validate(book: Book, asked: Asked) -> None:
    """A data validation, kept and not applied."""
    sheet_of(book, asked.get("range", {})).validations.append(asked)


def set_filter(book: Book, asked: Asked) -> None:
    """The sheet's own filter."""
    sheet_of(book, asked["filter"].get("range", {})).filter = asked["filter"]


def nothing(_book: Book, _asked: Asked) -> None:
    """A change of looks the emulator takes note of by doing nothing."""
