"""The blank instance of an XForm: its nodes, what they hold to begin with, what the telephone fills
in.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element

from forms.kinds import fits_type
from forms.model import Rules, Shape
from forms.reading.given import column_of
from forms.words import JR, XF
from forms.xpath.nodes import Node

BIND = ("relevant", "calculate", "required", "constraint", "readonly")
ENTITY = "entity"
FICKLE = re.compile(r"\b(once|random|uuid)\s*\(")
MIDNIGHT = " 00:00:00"


def no_rules(path: str) -> Rules:
    return Rules(path, None, None, None, None)


def shape_of(element: Element, above: str, repeated: set[str]) -> Shape:
    """The blank instance; of a repeat one row, the template where there is one."""
    name = element.tag.removeprefix(XF).rsplit("}", 1)[-1]
    path = f"{above}/{name}"
    children: dict[str, Shape] = {}
    if name == ENTITY:
        children = {one.path: one for one in _attributes(element, path)}
    for child in element:
        made = shape_of(child, path, repeated)
        children.setdefault(made.path, made)
    return Shape(
        name, path, (element.text or "").strip(), path in repeated, tuple(children.values())
    )


def _attributes(element: Element, above: str) -> Iterator[Shape]:
    """Of an entity what a server makes it by: its dataset, its id, whether to create it."""
    for name, text in element.attrib.items():
        if not name.startswith("{"):
            yield Shape(f"@{name}", f"{above}/@{name}", text, row=False, children=())


def typed_shape(shape: Shape, rules: Mapping[str, Rules]) -> Shape:
    """With blanks for defaults that are no values of their type; a day that Excel wrote as a moment
    is the day.
    """
    text, kind = shape.text, rules[shape.path].type if shape.path in rules else "string"
    if kind == "date" and text.endswith(MIDNIGHT):
        text = text.removesuffix(MIDNIGHT)
    children = tuple(typed_shape(child, rules) for child in shape.children)
    return replace(shape, text=text if fits_type(kind, text) else "", children=children)


def all_shapes(shape: Shape) -> list[Shape]:
    return [shape, *(below for child in shape.children for below in all_shapes(child))]


def looks_up_texts(binds: Iterable[Element]) -> bool:
    """Whether an expression asks for the form's own words."""
    return any("jr:itext(" in bind.get(what, "") for bind in binds for what in BIND)


def fickle(binds: Mapping[str, Element]) -> frozenset[str]:
    """The calculations that must not be worked out twice."""
    return frozenset(
        path for path, bind in binds.items() if FICKLE.search(bind.get("calculate", ""))
    )


def preloads_of(binds: Mapping[str, Element]) -> dict[str, str]:
    found = {
        path: bind.get(f"{JR}preloadParams") or bind.get(f"{JR}preload") or ""
        for path, bind in binds.items()
    }
    return {path: name for path, name in found.items() if name}


def plain_node(element: Element, parent: Node | None = None) -> Node:
    node = Node(column_of(element.tag), parent, text=(element.text or "").strip())
    for child in element:
        node.attach(plain_node(child, node))
    return node
