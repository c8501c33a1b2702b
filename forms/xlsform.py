"""An XLSForm as people write it (.xlsx, .xls, .md, .csv) -> an XForm. The only file that touches pyxform."""

from zipfile import BadZipFile

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from forms.xform import FormError, compile_form

ROOT = "xf"
LARGEST_FORM = 5_000_000  # bytes
# what pyxform and what it reads with let through for a file of another kind, or a table with too many cells in a row
UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, OSError, BadZipFile)


def to_xform(content: bytes, *, ending: str) -> str:
    """The XForm of a form file; `ending` is ".md", ".csv", ".xlsx" or ".xls".

    Raises FormError with a sentence (and the row, where it is known) for anything that could not be run later.
    """
    if len(content) > LARGEST_FORM:
        raise FormError(f"the form is larger than {LARGEST_FORM:,} bytes")
    as_text = ending in {".md", ".csv"}
    try:
        xform: str = convert(
            content.decode("utf-8-sig") if as_text else content,
            form_name=ROOT,
            file_type=ending if as_text else None,
        ).xform
    except PyXFormError as error:
        raise FormError(str(error)) from error
    except UNREADABLE as error:
        raise FormError(f"the file cannot be read as an XLSForm in {ending}: {error}") from error
    compile_form(xform)
    return xform
