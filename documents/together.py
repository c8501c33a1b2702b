"""A place to sign takes with it to its page what stands before it: nobody signs an empty page. So
does a code; and a line stays with the table it introduces. Pure.
"""

import itertools
from collections.abc import Iterable
from dataclasses import replace

from documents.filled import Grid, Image, Line, Part, Sign

NEAR = 3  # parts before a place to sign that stay with it
SHORT = 300  # letters: what is longer may stay behind
SMALL = 4.0  # cm: a code, no photo


def together(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The same parts; before each place to sign and each code the last lines, back to the last
    rows of a table, are marked to be kept with it.
    """
    kept = list(parts)
    for before, (line, grid) in enumerate(itertools.pairwise(kept)):
        if isinstance(line, Line) and isinstance(grid, Grid) and _is_small(line):
            kept[before] = replace(line, keep=True)
    for at in [place for place, one in enumerate(kept) if _is_kept_company(one)]:
        for before in range(at - 1, max(at - 1 - NEAR, -1), -1):
            one = kept[before]
            if not isinstance(one, Line | Grid | Image | Sign) or not _is_small(one):
                break
            kept[before] = replace(one, keep=True)
            if isinstance(one, Grid):
                break
    return tuple(kept)


def _is_kept_company(part: Part) -> bool:
    return isinstance(part, Sign) or (isinstance(part, Image) and bool(part.link))


def _is_small(part: Line | Grid | Image | Sign) -> bool:
    match part:
        case Line():
            return len(part.text) <= SHORT
        case Image():
            return part.width <= SMALL
        case Grid():
            last = part.lines[len(part.lines) - part.last :]
            return bool(last) and all(len(box.text) <= SHORT for line in last for box in line)
        case Sign():
            return True
