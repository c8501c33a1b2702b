"""Nested tables as rows of a sheet and back: a path such as "document > facts > chain", and its
cells. Pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

Cell = str | int | float | bool | date | None
Path = tuple[str | int, ...]

STEP = " > "
EMPTY: dict[str, object] = {"[]": [], "''": "", "-": None}


def leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, list[Cell]]]:
    """Each value with its path; a list of plain values is one leaf of several cells. Rows are
    counted from 1.
    """
    if isinstance(value, Mapping) and value:
        for name, inner in value.items():
            yield from leaves(inner, (*path, str(name)))
    elif isinstance(value, list | tuple) and value:
        if any(isinstance(inner, Mapping | list | tuple) for inner in value):
            for place, inner in enumerate(value, start=1):
                yield from leaves(inner, (*path, place))
        else:
            yield path, [cell(inner) for inner in value]
    else:
        yield path, [cell(value)]


def cell(value: object) -> Cell:
    """A value as a spreadsheet holds it; a number that a spreadsheet would change is kept as
    text.
    """
    for word, empty in EMPTY.items():
        if value is empty or (not isinstance(value, bool | int | Decimal) and value == empty):
            return word
    if isinstance(value, Mapping):
        return "[]"
    if isinstance(value, list | tuple) and not value:
        return "[]"
    if isinstance(value, Decimal):
        return (
            int(value)
            if value == int(value)
            else float(value)
            if Decimal(repr(float(value))) == value
            else str(value)
        )
    return value if isinstance(value, str | int | float | bool | date) else str(value)


def value(found: object) -> object:
    """What a cell says: text without spaces around it (an empty line before it is a line), a day
    without its clock, the words for nothing read back.
    """
    if isinstance(found, datetime):
        return found.date()
    if isinstance(found, float):
        return Decimal(repr(found))
    if isinstance(found, str):
        text = found.rstrip().lstrip(" \t\xa0")
        return EMPTY.get(text, text)
    return found


def name(path: Path) -> str:
    """A path as a person reads it; a name of digits stands in quotes, to be no place in a list."""
    return STEP.join(f'"{part}"' if _is_name_of_digits(part) else str(part) for part in path)


def _is_name_of_digits(part: str | int) -> bool:
    return isinstance(part, str) and part.isdigit()


def path_of(text: str) -> Path:
    """A path from its name; a number is a place in a list, in quotes the name of something."""
    parts = (each.strip() for each in text.split(">"))
    return tuple(int(part) if part.isdigit() else part.strip('"') for part in parts)


def put(told: dict[str, object], path: Path, found: object) -> None:
    """Writes a value at its path, making the tables and lists on the way; places in a list come in
    order.
    """
    inner: dict[str, object] | list[object] = told
    for part, following in zip(path, (*path[1:], None), strict=True):
        is_last = following is None
        empty: object = [] if isinstance(following, int) else {}
        if isinstance(inner, list):
            place = int(part) - 1
            while len(inner) <= place:
                inner.append(found if is_last else type(empty)())
            if is_last:
                inner[place] = found
                return
            step = inner[place]
        else:
            if is_last:
                inner[str(part)] = found
                return
            step = inner.setdefault(str(part), empty)
        assert isinstance(step, dict | list)
        inner = step


def get(told: object, path: Path) -> object:
    """The value at a path; None where the path leads nowhere."""
    for part in path:
        if isinstance(told, Mapping):
            told = told.get(part)
        elif (
            isinstance(told, Sequence)
            and not isinstance(told, str)
            and isinstance(part, int)
            and part <= len(told)
        ):
            told = told[part - 1]
        else:
            return None
    return told
