"""Competition ranking: the most first; equals share a rank, and the next one is left out: 1, 2, 2,
4 (D-10). Pure.
"""

from collections.abc import Mapping
from typing import Any


def ranks(points: Mapping[str, Any]) -> dict[str, int]:
    """{name: rank from 1}, in the order of the ranks; of equals in the order they were given.
    `points` are anything that can be compared, exact: 79.99 is not 80.
    """
    placed: dict[str, int] = {}
    before: Any = None
    for place, name in enumerate(sorted(points, key=lambda one: points[one], reverse=True), 1):
        is_tied = bool(placed) and points[name] == points[before]
        placed[name] = placed[before] if is_tied else place
        before = name
    return placed
