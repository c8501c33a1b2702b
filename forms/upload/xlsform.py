"""An XLSForm as people write it (.xlsx, .xls, .md, .csv) -> an XForm. The only file that touches
pyxform.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from warnings import catch_warnings, simplefilter

from pyxform.errors import PyXFormError
from pyxform.xls2json_backends import get_xlsform
from pyxform.xls2xform import convert

from forms.limits import USUAL, Limits
from forms.model import Form
from forms.problems import FormError, Problem
from forms.reading.given import Lists
from forms.reading.xform import compile_form
from forms.upload.attached import attached_names, with_attached
from forms.upload.converter_says import problem_of
from forms.upload.crash import crash_of
from forms.upload.every_fault import every_fault
from forms.upload.form_file import check_file, is_text
from forms.upload.near import as_near_as_can_be, near_warnings
from forms.upload.package import ARCHIVE, unpacked
from forms.upload.sheets import Sheets, read_sheets
from forms.upload.survey_check import beyond_chat, checked
from forms.upload.tried import tried

__all__ = ["FormError", "Uploaded", "to_xform", "uploaded"]

ROOT = "xf"
# pyxform and what it reads with let all kinds of errors through for a file of another kind, one
# that is damaged, or a table with too many cells in a row: whatever it is, it is a sentence
UNREADABLE = (Exception,)


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A form file that was read: the XForm to keep, the form that runs it, the sheets it came
    from.
    """

    xform: str
    form: Form
    sheets: Sheets
    warnings: tuple[str, ...]  # the converter's own
    lists: tuple[str, ...] = ()  # the CSV files whose lists are in it
    noticed: tuple[Problem, ...] = ()  # what was done otherwise than it stands in the file


def to_xform(
    content: bytes,
    *,
    ending: str,
    beside: Mapping[str, bytes] | None = None,
    given: Lists | None = None,
    strict: bool = True,
    name: str = "",
    limits: Limits = USUAL,
) -> str:
    """The XForm of a form file; `ending` is ".md", ".csv", ".xlsx", ".xls" or ".zip".

    `beside`: attached lists (CSV) by file name; `strict` and `name`: as `uploaded` has them. Raises
    FormError with everything that is wrong and its row, for anything that could not be run later.
    """
    return uploaded(
        content, ending=ending, beside=beside, given=given, strict=strict, name=name, limits=limits
    ).xform


def uploaded(
    content: bytes,
    *,
    ending: str,
    beside: Mapping[str, bytes] | None = None,
    given: Lists | None = None,
    strict: bool = True,
    name: str = "",
    limits: Limits = USUAL,
) -> Uploaded:
    """Reads, converts and compiles a form file; raises FormError with everything that is wrong.

    An archive (.zip) holds the form and its lists. Not `strict`: a false file name, macros,
    formulas and what only other apps can do are let pass. `name`: the file's, which names a form
    that has no form_id, as in ODK.
    """
    beside = beside or {}
    if ending == ARCHIVE:
        content, ending, lists = unpacked(content)
        beside = {**beside, **lists}
    noticed = check_file(content, ending=ending, strict=strict, limits=limits)
    try:
        book = _named(_book(content, ending), name)
        sheets = read_sheets(book["survey"], book["choices"], ROOT)
        near = tuple(near_warnings(book, sheets))
        book = as_near_as_can_be(book)
        sheets = read_sheets(book["survey"], book["choices"], ROOT)
    except PyXFormError as error:
        raise FormError(problem_of(str(error), read_sheets(None, None, ROOT))) from error
    except UNREADABLE as error:
        raise FormError(Problem("file_unreadable", {"ending": ending})) from error
    if len(sheets.survey) > (most := limits.survey_rows):
        raise FormError(Problem("file_too_many_rows", {"sheet": "survey", "most": f"{most:,}"}))
    problems = [*checked(sheets, limits), *(beyond_chat(book) if strict else ())]
    try:
        found = _converted(book, sheets, beside, given or {}, limits)
    except FormError as error:
        places = {(problem.row, problem.column) for problem in problems}
        problems += [
            new
            for new in error.problems
            if (new.row, new.column) not in places and (new.row or not places)
        ]
        raise FormError(*sorted(problems, key=_by_sheet), lists=error.lists) from error
    problems += map(sheets.placed, tried(found.form)) if strict and not problems else ()
    if problems:
        raise FormError(*problems, lists=found.lists)
    return replace(found, noticed=(*noticed, *near, *found.noticed))


def _by_sheet(problem: Problem) -> tuple[bool, str, int]:
    """The survey first, then sheet by sheet, each from its first row on."""
    return bool(problem.sheet) and problem.sheet != "survey", problem.sheet, problem.row


def _converted(
    book: dict[str, Any],
    sheets: Sheets,
    beside: Mapping[str, bytes],
    given: Lists,
    limits: Limits,
) -> Uploaded:
    warnings: list[str] = []
    try:
        xform = limits.kept_in(convert(book, warnings, form_name=ROOT).xform)
    except PyXFormError as error:
        raise FormError(*every_fault(book, sheets, error, ROOT, UNREADABLE)) from error
    except UNREADABLE as error:
        raise FormError(crash_of(book, error, ROOT, UNREADABLE)) from error
    lists = attached_names(xform)
    try:
        xform = with_attached(xform, beside, given, limits)
        later = attached_names(xform)
        lists = tuple(one for one in lists if one not in later)
        return Uploaded(xform, compile_form(xform, given), sheets, tuple(warnings), lists)
    except FormError as error:
        raise FormError(*map(sheets.placed, error.problems), lists=lists) from error


def _book(content: bytes, ending: str) -> dict[str, Any]:
    """The sheets by name, each a list of rows, as the converter reads them."""
    as_text = is_text(content, ending)
    with catch_warnings():
        simplefilter("ignore")  # what openpyxl remarks of a workbook it reads all the same
        found = get_xlsform(
            content.decode("utf-8-sig") if as_text else content, ending if as_text else None
        )
    return {one.name: getattr(found, one.name) for one in fields(found)}


def _named(book: dict[str, Any], name: str) -> dict[str, Any]:
    """With the file's name as form_id where the form has none: two such forms are not one and the
    same.
    """
    settings = dict(next(iter(book["settings"] or ()), {}))
    if not name or any(
        str(settings.get(column) or "").strip() for column in ("form_id", "id_string")
    ):
        return book
    named = {**settings, "form_id": "_".join(name.split())}
    return {**book, "settings": [named], "settings_header": [dict.fromkeys(named)]}
