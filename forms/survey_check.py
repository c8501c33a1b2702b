"""The survey sheet read row by row before it is converted, so that every mistake of it is told, not the first."""

import re
from collections.abc import Iterator

from forms.problems import Problem
from forms.sheets import FIRST, Row, Sheets, cell
from forms.tokens import ExpressionError
from forms.tree import MOST_ROWS
from forms.xpath import read_expression

REFERENCE = re.compile(r"\$\{\s*(?:last-saved#)?([^}]*?)\s*\}")
SELECT = re.compile(r"(?:select[ _]one|select[ _]multiple)[ _]*\s([^\s]+)", re.IGNORECASE)
EXPRESSIONS = ("relevant", "constraint", "calculation", "choice_filter", "repeat_count", "required")
YES_NO = {"yes", "no", "true", "false", "true()", "false()", ""}


def checked(sheets: Sheets) -> Iterator[Problem]:
    names = {cell(row, "name") for row in sheets.survey}
    lists = {cell(row, "list_name") or cell(row, "list name") for row in sheets.choices}
    for number, row in enumerate(sheets.survey, FIRST):
        found = [*_references(row, names), *_lists(row, lists), *_expressions(row), *_rows(row)]
        for code, values, column in found:
            yield Problem(code, values, cell(row, "name"), column, "survey", number)


Found = tuple[str, dict[str, str | int], str]


def _references(row: Row, names: set[str]) -> Iterator[Found]:
    for column, text in row.items():
        for name in dict.fromkeys(REFERENCE.findall(str(text))):
            if name not in names:
                yield "unknown_reference", {"name": name}, str(column)


def _lists(row: Row, lists: set[str]) -> Iterator[Found]:
    found = SELECT.match(cell(row, "type"))
    if found and found[1] not in lists and not found[1].startswith("${") and "from_file" not in cell(row, "type"):
        yield "unknown_list", {"list": found[1]}, "type"


def _rows(row: Row) -> Iterator[Found]:
    count = cell(row, "repeat_count")
    if count.isascii() and count.isdecimal() and int(count) > MOST_ROWS:
        yield "too_many_rows", {"most": MOST_ROWS}, "repeat_count"


def _expressions(row: Row) -> Iterator[Found]:
    for column in EXPRESSIONS:
        text = cell(row, column)
        if text.lower() in YES_NO:
            continue
        try:
            read_expression(REFERENCE.sub("q", _straight(text)))
        except ExpressionError as error:
            yield error.code, {key: _as_written(value, text) for key, value in error.values.items()}, column


def _straight(text: str) -> str:
    """With the quotes a word processor bends made straight, as the converter does."""
    return text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'})


def _as_written(value: str | int, text: str) -> str | int:
    """The expression as it stands in the sheet, where a reason quotes it."""
    return repr(text) if value == repr(REFERENCE.sub("q", _straight(text))) else value
