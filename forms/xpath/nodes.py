"""The tree a form's answers hang on, and the kinds of value an expression can have."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import TypeAlias

from forms.xpath.dates import days_since_1970, moment_of, written


class _NoDate(str):
    """What date() makes of a text that is no date: false, and no number."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


INVALID = _NoDate("Invalid Date")


class Node:
    """One element of an instance: a question with its text, or a group with its children."""

    __slots__ = (
        "_above",
        "_by_name",
        "_children",
        "_index",
        "name",
        "parent",
        "path",
        "relevant",
        "row",
        "text",
    )

    def __init__(
        self, name: str, parent: Node | None = None, text: str = "", path: str = ""
    ) -> None:
        self.name, self.parent, self.text = name, parent, text
        self.path: str = path or (f"{parent.path}/{name}" if parent else f"/{name}")
        self.relevant = True
        self.row = False  # whether it is one row of a repeat
        self._children = NO_CHILDREN
        self._by_name = NO_NAMES
        self._above: Node | None = None
        self._index: dict[tuple[str, str], dict[str, list[Node]]] | None = None

    @property
    def children(self) -> list[Node]:
        """In document order; changed only by attach, place and remove."""
        return self._children

    def named(self, name: str) -> list[Node]:
        return self._by_name.get(name, [])

    def above(self) -> Node:
        """The node above a root, which has no name and no other child."""
        if self._above is None:
            self._above = Node("", path="/")
            self._above.attach(self)
        return self._above

    def indexed(self, name: str, column: str) -> Mapping[str, list[Node]]:
        """The children of a name by the text of one of theirs; only for lists, which never
        change.
        """
        if self._index is None:
            self._index = {}
        if (name, column) not in self._index:
            found: dict[str, list[Node]] = {}
            for item in self.named(name):
                for text in dict.fromkeys(cell.text for cell in item.named(column)):
                    found.setdefault(text, []).append(item)
            self._index[name, column] = found
        return self._index[name, column]

    def child(self, name: str) -> Node | None:
        return next(iter(self.named(name)), None)

    def add(self, name: str, text: str = "") -> Node:
        return self.attach(Node(name, self, text))

    def attach(self, node: Node) -> Node:
        if self._children is NO_CHILDREN:
            self._children, self._by_name = [], {}
        self._children.append(node)
        self._by_name.setdefault(node.name, []).append(node)
        return node

    def place(self, node: Node, at: int) -> None:
        """Puts a new row of a repeat at this place among the children, last of its name."""
        self.attach(node)
        self._children.insert(at, self._children.pop())

    def remove(self, node: Node) -> None:
        self._children.remove(node)
        self._by_name[node.name].remove(node)

    def shown(self) -> bool:
        """Whether the node counts: it is relevant and so is all it lies in."""
        node: Node | None = self
        while node is not None:
            if not node.relevant:
                return False
            node = node.parent
        return True

    def value(self) -> str:
        """The text of the node: hidden nodes read as blank, groups as the text of all they hold."""
        return self._inner() if self.shown() else ""

    def _inner(self) -> str:
        if not self.relevant:
            return ""
        return "".join(child._inner() for child in self._children) if self._children else self.text

    def up(self) -> Iterator[Node]:
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def down(self) -> Iterator[Node]:
        """The node and all below it, in document order."""
        yield self
        for child in self._children:
            yield from child.down()


NO_CHILDREN: list[Node] = []  # of every leaf, and most nodes are leaves
NO_NAMES: dict[str, list[Node]] = {}
Value: TypeAlias = str | float | bool | datetime | list[Node]


def to_text(value: Value) -> str:
    """string(): numbers without exponent and without .0, the first of a node-set, booleans in
    words.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return value[0].value() if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return written(value) if isinstance(value, datetime) else _number_text(value)


def _number_text(number: float) -> str:
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number):
        return str(int(number))
    return format(Decimal(repr(number)), "f")


def to_number(value: Value) -> float:
    """number(): blank and words are NaN; a date is days since 1970 at local midnight, as ODK
    compares dates.
    """
    if isinstance(value, bool):
        return float(value)
    if isinstance(value, float):
        return value
    if isinstance(value, datetime):
        return days_since_1970(value)
    text = to_text(value).strip(" \t\r\n")
    if (
        not text.isascii()
        or not text
        or "_" in text
        or (text[-1] in "nfyNFY" and text.lstrip("+-") != "Infinity")
    ):
        return math.nan
    try:
        return float(text)
    except ValueError:
        moment = moment_of(text)
        return math.nan if moment is None else days_since_1970(moment)


def to_boolean(value: Value) -> bool:
    if isinstance(value, datetime):
        return True
    if isinstance(value, float):
        return not math.isnan(value) and value != 0
    return bool(value)


def any_of(left: Value, right: Value, holds: Callable[[Value, Value], bool]) -> bool:
    """Whether any node of a node-set on either side will do."""
    if not isinstance(left, list) and not isinstance(right, list):
        return holds(left, right)
    lefts: Iterable[Value] = [node.value() for node in left] if isinstance(left, list) else (left,)
    rights: list[Value] = [node.value() for node in right] if isinstance(right, list) else [right]
    return any(holds(one, other) for one in lefts for other in rights)


def equal(left: Value, right: Value) -> bool:
    """XPath's =: with a boolean as booleans, with a number or a date as numbers, else as text; any
    node will do.
    """
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, list) or isinstance(right, list):
        return any_of(left, right, _same)
    return _same(left, right)


def unequal(left: Value, right: Value) -> bool:
    """XPath's !=: true if any node differs; a node that is missing differs from nothing."""
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) != to_boolean(right)
    return any_of(left, right, lambda one, other: not _same(one, other))


def _same(left: Value, right: Value) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        if left == right or not (left[:4].isdecimal() and right[:4].isdecimal()):
            return left == right
        moment, other = moment_of(left), moment_of(right)
        return moment is not None and moment == other
    return to_number(left) == to_number(right)


def numbers(value: Value) -> list[float]:
    held: list[Value] = [node.value() for node in value] if isinstance(value, list) else [value]
    return [to_number(one) for one in held]


def texts(values: Iterable[Value]) -> list[str]:
    """Every node of the node-sets and every other value as text."""
    found: list[str] = []
    for value in values:
        found += [node.value() for node in value] if isinstance(value, list) else [to_text(value)]
    return found
