"""All that a converter finds wrong, though it stops at the first: what it named is put right on a
copy, and it looks again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from forms.problems import Problem
from forms.upload.converter_says import problem_of
from forms.upload.sheets import FIRST, Row, Sheets, cell, read_sheets

Book = Mapping[str, Any]
MOST_TOLD = 25  # each is one more conversion
STAND_IN = "put_right_"  # and the row: a name for what has none, or a bad one


def every_fault(
    book: Book, sheets: Sheets, first: PyXFormError, root: str, crashes: tuple[type[Exception], ...]
) -> list[Problem]:
    """What the converter says of the form, fault after fault. A reference to a question that is
    there, under a name that was put right, is no fault.
    """
    found: list[Problem] = []
    said = str(first)
    while said and len(found) < MOST_TOLD:
        now = read_sheets(book["survey"], book["choices"], root)
        problem = problem_of(said, now)
        alike = [_named(one, sheets) for one in _alike(problem, now)]
        if alike[0] in found:
            break
        found += alike
        mended = _all_put_right(book, alike)
        said = _said_of(mended, root, crashes) if mended is not book else ""
        book = mended
    names = {cell(row, "name") for row in sheets.survey}
    return [one for one in found if not _is_consequence(one, names)]


def _alike(problem: Problem, sheets: Sheets) -> list[Problem]:
    """A type that is not known, in every row that has it; anything else once."""
    if problem.code != "unknown_type" or not problem.row:
        return [problem]
    wanted = problem.values["type"]
    rows = [n for n, row in enumerate(sheets.survey, FIRST) if cell(row, "type") == wanted]
    return [replace(problem, row=row) for row in rows or [problem.row]]


def _named(problem: Problem, sheets: Sheets) -> Problem:
    """With the name that stands in the file, whatever it was put right to."""
    place = problem.row - FIRST
    if problem.sheet != "survey" or not 0 <= place < len(sheets.survey):
        return problem
    return replace(problem, path=cell(sheets.survey[place], "name"))


def _all_put_right(book: Book, problems: Sequence[Problem]) -> Book:
    for one in problems:
        book = _put_right(book, one) or book
    return book


def _said_of(book: Book, root: str, crashes: tuple[type[Exception], ...]) -> str:
    """What the converter finds wrong; blank where it finds nothing, or falls."""
    try:
        convert(dict(book), [], form_name=root)
    except PyXFormError as error:
        return str(error)
    except crashes:
        pass
    return ""


def _is_consequence(problem: Problem, names: set[str]) -> bool:
    return problem.code == "unknown_reference" and problem.values.get("name") in names


def _put_right(book: Book, problem: Problem) -> Book | None:
    """The sheets without this fault; None where nothing is known that would take it away."""
    if problem.code == "not_ended":
        kind = f"end {problem.values.get('kind', 'group')}"
        return {**book, "survey": [*book["survey"], {"type": kind}]}
    rows, place = list(book.get(problem.sheet) or ()), problem.row - FIRST
    if not 0 <= place < len(rows):
        return None
    change = _CHANGES.get(problem.code, _without_cell)
    changed = change(rows[place], problem)
    if changed == rows[place]:
        return None
    rows[place] = changed
    header = f"{problem.sheet}_header"
    names = dict.fromkeys([*next(iter(book.get(header) or ()), {}), *changed])
    return {**book, problem.sheet: rows, header: [names]}


def _set(column: str, value: Callable[[Problem], str]) -> Callable[[Row, Problem], Row]:
    """A change that writes into a column, however the row spells it."""

    def changed(row: Row, problem: Problem) -> Row:
        spelled = next((one for one in row if str(one).strip().lower() == column), column)
        return {**row, spelled: value(problem)}

    return changed


def _without_cell(row: Row, problem: Problem) -> Row:
    """Without the cell it is about, or blank where that is not known."""
    about = _columns(row, problem.column)
    kept = {name: text for name, text in row.items() if name not in about}
    is_border = cell(row, "type").lower().startswith(("begin", "end"))
    return kept if about or is_border else {}


def _columns(row: Row, column: str) -> Sequence[str]:
    return [name for name in row if column and str(name).strip().lower().startswith(column.lower())]


def _stand_in(problem: Problem) -> str:
    return f"{STAND_IN}{problem.row}"


_AS_TEXT = _set("type", lambda _problem: "text")
_RENAMED = _set("name", _stand_in)
_CHANGES: Mapping[str, Callable[[Row, Problem], Row]] = {
    "unknown_type": _AS_TEXT,
    "unknown_list": _AS_TEXT,
    "no_type": _AS_TEXT,
    "no_label": _set("label", _stand_in),
    "no_name": _RENAMED,
    "bad_name": _RENAMED,
    "name_twice": _RENAMED,
    "no_calculation": _set("calculation", lambda _problem: "''"),
    "not_begun": lambda _row, _problem: {},
    "choice_twice": _RENAMED,
    "no_choice_name": _RENAMED,
    "space_in_choice": _RENAMED,
}
