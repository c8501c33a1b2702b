"""Lines and areas: places one after another, or GeoJSON, as XForms write them."""

import json
import re
from typing import Any

from thai.digits import arabic

Point = tuple[str, str]  # latitude and longitude, as they were given
_PLACE = re.compile(r"([+-]?\d{1,3}(?:\.\d+)?)\s*[, ]\s*([+-]?\d{1,3}(?:\.\d+)?)[\s\d.]*")


def read_points(text: str) -> list[Point]:
    """The places of a text, a line or a ; between them; none where a part is no place."""
    if text.lstrip().startswith("{"):
        return _of_geojson(text)
    parts = [part.strip() for part in re.split(r"[;\n]", arabic(text)) if part.strip()]
    found = [_PLACE.fullmatch(part) for part in parts]
    return [(one[1], one[2]) for one in found if one] if all(found) else []


def _of_geojson(text: str) -> list[Point]:
    try:
        told: Any = json.loads(text)
        while told["type"] in {"Feature", "FeatureCollection"}:
            told = told["geometry"] if told["type"] == "Feature" else told["features"][0]
        at = told["coordinates"][0] if told["type"] == "Polygon" else told["coordinates"]
        return [(f"{float(one[1])}", f"{float(one[0])}") for one in at]
    except (ValueError, LookupError, TypeError, RecursionError):
        return []


def written_points(points: list[Point], *, closed: bool) -> str:
    """Neither height nor accuracy is known, and both are 0; an area ends where it began."""
    if closed and points and points[0] != points[-1]:
        points = [*points, points[0]]
    return "; ".join(f"{latitude} {longitude} 0 0" for latitude, longitude in points)
