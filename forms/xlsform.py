"""An XLSForm as people write it (.xlsx, .xls, .md, .csv) -> an XForm. The only file that touches pyxform."""

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from forms.xform import FormError, compile_form

ROOT = "xf"
LARGEST_FORM = 5_000_000  # bytes


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
    compile_form(xform)
    return xform
