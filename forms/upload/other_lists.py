"""Lists in GeoJSON and in XML, as rows by column like those of a CSV file."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from forms.problems import FormError, Problem
from forms.xpath.nodes import to_text
from forms.xpath.tokens import NAME

Rows = list[dict[str, str]]


def geojson_rows(name: str, text: str) -> Rows:
    """A feature a row: its properties, its id, and `geometry` as ODK writes places."""
    try:
        features = json.loads(text)["features"]
        return [_feature(one) for one in features]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise FormError(Problem("list_bad", {"file": name})) from error


def _feature(feature: Mapping[str, Any]) -> dict[str, str]:
    own = {key: _text(value) for key, value in (feature.get("properties") or {}).items()}
    if "id" in feature:
        own.setdefault("id", _text(feature["id"]))
    row = {key: text for key, text in own.items() if re.fullmatch(NAME, key)}
    return {**row, "geometry": _geometry(feature["geometry"])}


def _geometry(geometry: Mapping[str, Any]) -> str:
    """Places as ODK writes them: latitude first, a line's points with ; between."""
    at = geometry["coordinates"]
    match geometry["type"]:
        case "Point":
            return _place(at)
        case "LineString":
            return "; ".join(map(_place, at))
        case _:
            return "; ".join(map(_place, at[0]))


def _place(at: list[float]) -> str:
    height = to_text(float(at[2])) if len(at) > 2 else "0"
    return f"{to_text(float(at[1]))} {to_text(float(at[0]))} {height} 0"


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return to_text(float(value))
    return "" if value is None else str(value).strip()


def xml_rows(name: str, text: str) -> Rows:
    """An item a row, whatever the elements around it are called."""
    try:
        root = fromstring(text.encode())
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise FormError(Problem("list_bad", {"file": name})) from error
    items = [one for one in root.iter() if one.tag == "item"] or list(root)
    return [
        {column: (cell.text or "").strip() for cell in item if (column := _column(str(cell.tag)))}
        for item in items
    ]


def _column(tag: str) -> str:
    """The name of an element, whatever its namespace; blank for one that is no column's."""
    name = tag.rpartition("}")[2]
    return name if re.fullmatch(NAME, name) else ""


OTHER_LISTS: dict[str, Callable[[str, str], Rows]] = {".geojson": geojson_rows, ".xml": xml_rows}
