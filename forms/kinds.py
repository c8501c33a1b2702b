"""What kind of question a control of an XForm is, and whether a text is a value of its type."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from forms.problems import FormError, Problem
from forms.words import XF
from forms.xpath.dates import is_time, moment_of
from forms.xpath.nodes import to_text

KINDS = {
    ("input", "int"): "integer",
    ("input", "decimal"): "decimal",
    ("input", "string"): "text",
    ("input", "date"): "date",
    ("input", "time"): "time",
    ("input", "dateTime"): "datetime",
    ("input", "geopoint"): "geopoint",
    ("range", "int"): "range",
    ("range", "decimal"): "range",
    ("select1", "string"): "select_one",
    ("select", "string"): "select_multiple",
    ("trigger", "string"): "acknowledge",
}
MEDIA = {"image/*": "image", "audio/*": "audio", "video/*": "video", "application/*": "file"}
MEDIA_KINDS = frozenset(MEDIA.values())  # questions that are answered with photos and files
REFUSED = {"barcode": "barcode", "geoshape": "geoshape", "geotrace": "geotrace", "odk:rank": "rank"}
DRAWN = {"signature", "draw", "annotate"}


def kind_of(control: Element, bind: Element | None) -> str:
    """The kind of a question; raises FormError with the reason for one that cannot be run."""
    tag, path = control.tag.removeprefix(XF), control.get("ref", "")
    kind = "string" if bind is None else bind.get("type", "string")
    if kind in REFUSED:
        raise FormError(Problem(REFUSED[kind], path=path, column="type"))
    if bind is not None and bind.get("readonly") == "true()":
        return "note"
    appearance = set(control.get("appearance", "").split())
    if tag == "upload":
        if appearance & DRAWN:
            raise FormError(Problem("drawing", path=path, column="appearance"))
        return MEDIA.get(control.get("mediatype", ""), "file")
    if "image-map" in appearance:
        raise FormError(Problem("image_map", path=path, column="appearance"))
    if (tag, kind) not in KINDS:
        raise FormError(Problem("unknown_type", {"type": kind}, path, "type"))
    return KINDS[tag, kind]


def _is_place(text: str) -> bool:
    parts = text.split(" ")
    if not 2 <= len(parts) <= 4 or not all(map(_is_decimal, parts)):
        return False
    return abs(float(parts[0])) <= 90 and abs(float(parts[1])) <= 180


def _is_decimal(text: str) -> bool:
    return re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", text, re.ASCII) is not None


TYPES: dict[str, Callable[[str], bool]] = {
    "int": lambda text: re.fullmatch(r"[+-]?\d+", text, re.ASCII) is not None,
    "decimal": _is_decimal,
    "date": lambda text: len(text) == 10 and moment_of(text) is not None,
    "time": is_time,
    "dateTime": lambda text: "T" in text and moment_of(text) is not None,
    "geopoint": _is_place,
}


def as_odk(kind: str, text: str) -> str:
    """A text as ODK's web engine holds it in a bind of this type: 7 for 007, 100.0 for the decimal
    100.

    Blank for what is no value of the type.
    """
    match kind:
        case "int":
            return str(int(float(text))) if _is_decimal(text) else ""
        case "decimal":
            return _with_point(text) if _is_decimal(text) else ""
        case "geopoint":
            return " ".join(map(_with_point, text.split(" "))) if _is_place(text) else ""
        case _:
            return text if fits_type(kind, text) else ""


def _with_point(number: str) -> str:
    text = to_text(float(number))
    return text if "." in text else f"{text}.0"


def fits_type(kind: str, text: str) -> bool:
    """Whether a text is a value of a bind's type; a blank always is."""
    return not text or kind not in TYPES or TYPES[kind](text)
