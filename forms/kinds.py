"""What kind of question a control of an XForm is, and whether a text is a value of its type."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from forms.problems import FormError, Problem
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
    ("input", "barcode"): "barcode",
    ("input", "geotrace"): "geotrace",
    ("input", "geoshape"): "geoshape",
}
# what is asked so whatever type its writer gave it (bind::type)
BY_CONTROL = {
    "range": "range",
    "select1": "select_one",
    "select": "select_multiple",
    "trigger": "acknowledge",
    "rank": "rank",
    "input": "text",
}
HEADING = "label"  # the appearance of a table's heading: its choices are shown, not answered
OSM = "osm/*"
MEDIA = {"image/*": "image", "audio/*": "audio", "video/*": "video", "application/*": "file"}
MEDIA_KINDS = frozenset(MEDIA.values())  # questions that are answered with photos and files
FEWEST_POINTS = {"geotrace": 2, "geoshape": 4}  # the last of an area is its first


def endings(accept: str) -> tuple[str, ...]:
    """The endings a file question takes, from its `accept`: ".doc, .DOCX" -> (".doc", ".docx").

    What is no ending (a type such as application/pdf) says nothing here.
    """
    told = (one.strip().lower() for one in accept.split(","))
    return tuple(one for one in told if one.startswith("."))


def kind_of(control: Element, bind: Element | None) -> str:
    """The kind of a question; raises FormError with the reason for one that cannot be run."""
    tag, path = control.tag.rpartition("}")[2], control.get("ref", "")
    kind = "string" if bind is None else bind.get("type", "string")
    if bind is not None and bind.get("readonly") == "true()":
        return "note"
    if tag in {"select", "select1"} and HEADING in control.get("appearance", "").split():
        return "note"
    if tag == "upload" and control.get("mediatype") == OSM:
        raise FormError(Problem("osm", path=path, column="type"))
    if tag == "upload":
        return MEDIA.get(control.get("mediatype", ""), "file")
    if tag not in BY_CONTROL:
        raise FormError(Problem("unknown_type", {"type": tag}, path, "type"))
    return KINDS.get((tag, kind)) or BY_CONTROL[tag]


def _is_place(text: str) -> bool:
    parts = text.split(" ")
    if not 2 <= len(parts) <= 4 or not all(map(_is_decimal, parts)):
        return False
    return abs(float(parts[0])) <= 90 and abs(float(parts[1])) <= 180


def _is_line(text: str, fewest: int) -> bool:
    points = [one.strip() for one in text.strip().strip(";").split(";")]
    return len(points) >= fewest and all(map(_is_place, points))


def _is_area(text: str) -> bool:
    points = [one.split()[:2] for one in text.strip().strip(";").split(";")]
    return _is_line(text, FEWEST_POINTS["geoshape"]) and points[0] == points[-1]


def _is_decimal(text: str) -> bool:
    return re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", text, re.ASCII) is not None


TYPES: dict[str, Callable[[str], bool]] = {
    "int": lambda text: re.fullmatch(r"[+-]?\d+", text, re.ASCII) is not None,
    "decimal": _is_decimal,
    "date": lambda text: len(text) == 10 and moment_of(text) is not None,
    "time": is_time,
    "dateTime": lambda text: "T" in text and moment_of(text) is not None,
    "geopoint": _is_place,
    "geotrace": lambda text: _is_line(text, FEWEST_POINTS["geotrace"]),
    "geoshape": _is_area,
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
            return _place_as_odk(text) if _is_place(text) else ""
        case "geotrace" | "geoshape":
            points = [one for one in text.split(";") if one.strip()]
            return ";".join(map(_place_as_odk, points)) if fits_type(kind, text) else ""
        case _:
            return text if fits_type(kind, text) else ""


def _place_as_odk(text: str) -> str:
    return " ".join(map(_with_point, text.split()))


def _with_point(number: str) -> str:
    text = to_text(float(number))
    return text if "." in text else f"{text}.0"


def fits_type(kind: str, text: str) -> bool:
    """Whether a text is a value of a bind's type; a blank always is."""
    return not text or kind not in TYPES or TYPES[kind](text)
