"""The survey sheet read row by row before it is converted, so that every mistake of it is told, not
the first.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from forms.limits import USUAL, Limits
from forms.problems import Problem
from forms.upload.sheets import FIRST, Row, Sheets, cell
from forms.xpath.compiling import read_expression
from forms.xpath.tokens import ExpressionError

REFERENCE = re.compile(r"\$\{\s*(?:last-saved#)?([^}]*?)\s*\}")
# every spelling the converter knows, the longer ones first
SELECT = re.compile(
    r"(?:add select (?:one|multiple) prompt using|select all that apply from|select one from"
    r"|select all that apply|select1|select[ _]one|select[ _]multiple|rank)\s+(\S+)",
    re.IGNORECASE,
)
EXPRESSIONS = ("relevant", "constraint", "calculation", "choice_filter", "repeat_count", "required")
LISTS_IN_FILES = (".csv", ".xml", ".geojson")
STANDING_IN = " q "  # for ${x}: the converter sets spaces around a question's path
YES_NO = {"yes", "no", "true", "false", "true()", "false()", ""}


def checked(sheets: Sheets, limits: Limits = USUAL) -> Iterator[Problem]:
    names = {cell(row, "name") for row in sheets.survey}
    lists = {cell(row, "list_name") or cell(row, "list name") for row in sheets.choices}
    for number, row in enumerate(sheets.survey, FIRST):
        found = [
            *_references(row, names),
            *_lists(row, lists),
            *_expressions(row),
            *_rows(row, limits.repeat_rows),
        ]
        for code, values, column in found:
            yield Problem(code, values, cell(row, "name"), column, "survey", number)


def beyond_chat(book: Mapping[str, Any]) -> Iterator[Problem]:
    """What a form asks of a server beside its questions, and nothing here may do in its place."""
    if any(str(row.get("public_key") or "").strip() for row in book.get("settings") or ()):
        yield Problem("encrypted", sheet="settings", column="public_key")


Found = tuple[str, dict[str, str | int], str]


def _references(row: Row, names: set[str]) -> Iterator[Found]:
    for column, text in row.items():
        for name in dict.fromkeys(REFERENCE.findall(str(text))):
            if name not in names:
                yield "unknown_reference", {"name": name}, str(column)


def _lists(row: Row, lists: set[str]) -> Iterator[Found]:
    found = SELECT.match(cell(row, "type"))
    if (
        found
        and found[1] not in lists
        and not found[1].startswith("${")
        and found[1].lower() != "from"
        and not found[1].endswith(LISTS_IN_FILES)
    ):
        yield "unknown_list", {"list": found[1]}, "type"


def _rows(row: Row, most: int) -> Iterator[Found]:
    count = cell(row, "repeat_count")
    if count.isascii() and count.isdecimal() and int(count) > most:
        yield "too_many_rows", {"most": most}, "repeat_count"


def _expressions(row: Row) -> Iterator[Found]:
    for column in EXPRESSIONS:
        text = cell(row, column)
        if text.lower() in YES_NO:
            continue
        try:
            read_expression(REFERENCE.sub(STANDING_IN, _straight(text)))
        except ExpressionError as error:
            yield (
                error.code,
                {key: _as_written(value, text) for key, value in error.values.items()},
                column,
            )


def _straight(text: str) -> str:
    """With the quotes a word processor bends made straight, as the converter does."""
    return text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'})


def _as_written(value: str | int, text: str) -> str | int:
    """The expression as it stands in the sheet, where a reason quotes it."""
    return repr(text) if value == repr(REFERENCE.sub(STANDING_IN, _straight(text))) else value
