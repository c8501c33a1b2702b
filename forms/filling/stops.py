"""Where a walk through a form stops: at each question, and after a repeat's rows, to ask whether
there is one more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias

from forms.model import Form, Question, Shape
from forms.words import Words
from forms.xpath.nodes import Node


@dataclass(frozen=True, slots=True)
class RowsEnd:
    """The place after a repeat's rows. `path` is the repeat's without a number of its own:
    /xf/village[2]/house.
    """

    path: str
    rows: int
    label: Words


Stop: TypeAlias = Question | RowsEnd


def stops(form: Form, root: Node) -> tuple[Stop, ...]:
    """Every stop of a form with its rows as they are now, each with its own path, in the order of
    the form.
    """
    return tuple(_below(form, form.shape, root)) if form.repeats else form.questions


def _below(form: Form, shape: Shape, node: Node) -> Iterator[Stop]:
    question = form.by_path.get(shape.path)
    if question is not None:
        yield question if question.path == node.path else replace(question, path=node.path)
    for child in shape.children:
        rows = node.named(child.name)
        for row in rows:
            yield from _below(form, child, row)
        repeat = form.repeats.get(child.path)
        if repeat is not None and repeat.count is None:
            yield RowsEnd(f"{node.path}/{child.name}", len(rows), repeat.label)


def key_of(form: Form, path: str) -> str:
    """A short name for a stop, for the data behind buttons: the place in the form and the row
    numbers, as in 7-2.
    """
    plain, numbers = _parted(path)
    return "-".join([_places(form).get(plain, ""), *numbers])


@lru_cache(maxsize=1024)
def _places(form: Form) -> dict[str, str]:
    places = {one.path: f"{place}" for place, one in enumerate(form.questions, 1)}
    return places | {repeat: f"r{place}" for place, repeat in enumerate(form.repeats, 1)}


def path_of(form: Form, key: str) -> str:
    """The path of a stop's short name, "" for one that this form does not have."""
    place, *numbers = key.split("-")
    paths = [*form.repeats] if place.startswith("r") else [one.path for one in form.questions]
    place = place.removeprefix("r")
    if not place.isdecimal() or not 1 <= int(place) <= len(paths):
        return ""
    return _numbered(form, paths[int(place) - 1], numbers)


def _parted(path: str) -> tuple[str, list[str]]:
    parts = [part.partition("[") for part in path.split("/")]
    return "/".join(name for name, _, _ in parts), [
        number.rstrip("]") for _, bracket, number in parts if bracket
    ]


def _numbered(form: Form, path: str, numbers: list[str]) -> str:
    made, given = "", list(numbers)
    plain = ""
    for name in path.split("/")[1:]:
        plain = f"{plain}/{name}"
        made = f"{made}/{name}"
        if plain in form.repeats and given:
            made = f"{made}[{given.pop(0)}]"
    return made
