"""Functions over places: how long a line is, how large an area, whether a point lies in one.

The Earth is a sphere of 6,378,100 m, and results have two decimals, as in Enketo and ODK's web
engine.
"""

import math
from itertools import pairwise

from forms.xpath.nodes import Value, texts
from forms.xpath.scope import MANY, Table

RADIUS = 6_378_100.0  # metres
Point = tuple[float, float]  # latitude and longitude, in degrees


def _points(*values: Value) -> list[Point] | None:
    """The places of questions, lines and areas one after another; None where one is no place, or
    there is none.
    """
    found = []
    for text in texts(values):
        parts = [one.split() for one in text.split(";") if one.strip()]
        try:
            found += [(float(one[0]), float(one[1])) for one in parts]
        except (ValueError, IndexError):
            return None
    is_sound = all(abs(lat) <= 90 and abs(long) <= 180 for lat, long in found)
    return found if found and is_sound else None


def _area(value: Value) -> float:
    """In square metres; an area that is not closed is closed by itself."""
    points = _points(value)
    if points is None:
        return math.nan
    if len(points) < 3:
        return 0.0
    ring = pairwise([*points, points[0]])
    swept = sum(
        math.radians(b[1] - a[1])
        * (2 + math.sin(math.radians(a[0])) + math.sin(math.radians(b[0])))
        for a, b in ring
    )
    return round(abs(swept * RADIUS**2 / 2), 2)


def _distance(*values: Value) -> float:
    """In metres, along all places in order."""
    points = _points(*values)
    if points is None or len(points) < 2:
        return math.nan if points is None else 0.0
    return round(sum(_apart(a, b) for a, b in pairwise(points)), 2)


def _apart(a: Point, b: Point) -> float:
    lat, other = math.radians(a[0]), math.radians(b[0])
    across = math.radians(b[1] - a[1])
    half = math.sin((other - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(other) * math.sin(across / 2) ** 2
    return 2 * RADIUS * math.asin(min(1.0, math.sqrt(half)))


def _is_inside(point: Value, area: Value) -> bool:
    """Whether a place lies in an area: a line to the north crosses its border an odd number of
    times.
    """
    places, border = _points(point), _points(area)
    if not places or not border or len(border) < 3:
        return False
    lat, long = places[0]
    inside = False
    for (lat_a, long_a), (lat_b, long_b) in pairwise([*border, border[0]]):
        if (long_a > long) != (long_b > long):
            crossing = lat_a + (long - long_a) * (lat_b - lat_a) / (long_b - long_a)
            inside = inside != (lat < crossing)
    return inside


def _crosses_itself(value: Value) -> bool:
    """Whether a line or the border of an area meets itself elsewhere than end to end."""
    points = _points(value) or []
    lines = [(a, b) for a, b in pairwise(points) if a != b]
    is_closed = bool(lines) and lines[0][0] == lines[-1][1]
    for place, one in enumerate(lines):
        for other_place, other in enumerate(lines[place + 2 :], place + 2):
            is_joint = is_closed and place == 0 and other_place == len(lines) - 1
            if not is_joint and _meet(*one, *other):
                return True
    return False


def _meet(a: Point, b: Point, c: Point, d: Point) -> bool:
    sides = _side(c, d, a), _side(c, d, b), _side(a, b, c), _side(a, b, d)
    if sides[0] * sides[1] < 0 and sides[2] * sides[3] < 0:
        return True
    touching = zip(sides, ((c, d, a), (c, d, b), (a, b, c), (a, b, d)), strict=True)
    return any(side == 0 and _is_between(*ends) for side, ends in touching)


def _side(a: Point, b: Point, point: Point) -> float:
    return (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])


def _is_between(a: Point, b: Point, point: Point) -> bool:
    return all(min(a[n], b[n]) <= point[n] <= max(a[n], b[n]) for n in (0, 1))


GEO: Table = {
    "area": (1, 1, _area),
    "distance": (1, MANY, _distance),
    "geofence": (2, 2, _is_inside),
    "intersects": (1, 1, _crosses_itself),
}
