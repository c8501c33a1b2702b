"""An XLSForm as people write it (.xlsx, .xls, .md, .csv) -> an XForm. The only file that touches pyxform."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any
from zipfile import BadZipFile

from pyxform.errors import PyXFormError
from pyxform.xls2json_backends import get_xlsform
from pyxform.xls2xform import convert

from forms.attached import with_attached
from forms.form_file import check_file
from forms.model import Form
from forms.problems import FormError, Problem
from forms.sheets import Sheets, read_sheets
from forms.xform import compile_form

__all__ = ["FormError", "Uploaded", "to_xform", "uploaded"]

ROOT = "xf"
# what pyxform and what it reads with let through for a file of another kind, or a table with too many cells in a row
UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, OSError, BadZipFile)
ROW = re.compile(r"\[row : (\d+)\]\s*")


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A form file that was read: the XForm to keep, the form that runs it, the sheets it came from."""

    xform: str
    form: Form
    sheets: Sheets
    warnings: tuple[str, ...]  # the converter's own


def to_xform(content: bytes, *, ending: str, beside: Mapping[str, bytes] | None = None, strict: bool = True) -> str:
    """The XForm of a form file; `ending` is ".md", ".csv", ".xlsx" or ".xls".

    `beside`: attached lists (CSV) by file name; not `strict`: as `uploaded` has it.
    Raises FormError with everything that is wrong and its row, for anything that could not be run later.
    """
    return uploaded(content, ending=ending, beside=beside, strict=strict).xform


def uploaded(
    content: bytes, *, ending: str, beside: Mapping[str, bytes] | None = None, strict: bool = True
) -> Uploaded:
    """Reads, converts and compiles a form file; raises FormError with everything that is wrong.

    Not `strict`: a false file name, macros and formulas are let pass.
    """
    check_file(content, ending=ending, strict=strict)
    warnings: list[str] = []
    try:
        book = _book(content, ending)
        sheets = read_sheets(book["survey"], book["choices"], ROOT)
        xform = convert(book, warnings, form_name=ROOT).xform
    except PyXFormError as error:
        raise FormError(_converters(str(error))) from error
    except UNREADABLE as error:
        raise FormError(Problem("file_unreadable", {"ending": ending})) from error
    try:
        xform = with_attached(xform, beside or {})
        return Uploaded(xform, compile_form(xform), sheets, tuple(warnings))
    except FormError as error:
        raise FormError(*map(sheets.placed, error.problems)) from error


def _book(content: bytes, ending: str) -> dict[str, Any]:
    """The sheets by name, each a list of rows, as the converter reads them."""
    as_text = ending in {".md", ".csv"}
    found = get_xlsform(content.decode("utf-8-sig") if as_text else content, ending if as_text else None)
    return {one.name: getattr(found, one.name) for one in fields(found)}


def _converters(message: str) -> Problem:
    """What pyxform says of the first thing it cannot convert, with its row."""
    found = ROW.search(message)
    said = " ".join(ROW.sub("", message).split())
    return Problem("conversion", {"message": said}, sheet="survey", row=int(found[1]) if found else 0)
