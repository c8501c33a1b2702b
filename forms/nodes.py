"""The tree a form's answers hang on, and the four kinds of value an expression can have."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import TypeAlias

BANGKOK = timezone(timedelta(hours=7))
MIDNIGHT_1970 = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(eq=False, slots=True)
class Node:
    """One element of an instance: a question with its text, or a group with its children."""

    name: str
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    text: str = ""
    relevant: bool = True

    def child(self, name: str) -> Node | None:
        return next((node for node in self.children if node.name == name), None)

    def add(self, name: str, text: str = "") -> Node:
        node = Node(name, self, text=text)
        self.children.append(node)
        return node

    def value(self) -> str:
        """The text of the node: hidden nodes read as blank, groups as the text of all they hold."""
        if not self.relevant:
            return ""
        return "".join(child.value() for child in self.children) if self.children else self.text

    def up(self) -> Iterator[Node]:
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


Value: TypeAlias = str | float | bool | list[Node]


def to_text(value: Value) -> str:
    """string(): numbers without exponent and without .0, the first of a node-set, booleans in words."""
    if isinstance(value, list):
        return value[0].value() if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return _number_text(value) if isinstance(value, float) else value


def _number_text(number: float) -> str:
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number):
        return str(int(number))
    return format(Decimal(repr(number)), "f")


def to_number(value: Value) -> float:
    """number(): blank and words are NaN; a date is days since 1970 at local midnight, as ODK compares dates."""
    if isinstance(value, bool):
        return float(value)
    if isinstance(value, float):
        return value
    text = to_text(value).strip(" \t\r\n")
    if not text.isascii() or not text or text[-1] in "nfyNFY" or "_" in text:
        return math.nan
    try:
        return float(text) if "e" not in text.lower() else math.nan
    except ValueError:
        return days_since_1970(text)


def days_since_1970(text: str) -> float:
    """Days from 1970-01-01T00:00Z to a date (its midnight in Bangkok) or date-time; NaN for anything else."""
    try:
        if len(text) == 10:
            moment = datetime.combine(date.fromisoformat(text), time(), BANGKOK)
        elif "T" in text:
            moment = datetime.fromisoformat(text)
        else:
            return math.nan
    except ValueError:
        return math.nan
    return ((moment if moment.tzinfo else moment.replace(tzinfo=BANGKOK)) - MIDNIGHT_1970) / timedelta(days=1)


def to_boolean(value: Value) -> bool:
    if isinstance(value, float):
        return not math.isnan(value) and value != 0
    return bool(value)


def equal(left: Value, right: Value) -> bool:
    """XPath's =: with a boolean as booleans, with a number as numbers, else as text; any node of a set will do."""
    if isinstance(left, list) and not isinstance(right, bool):
        return any(equal(node.value(), right) for node in left)
    if isinstance(right, list) and not isinstance(left, bool):
        return any(equal(left, node.value()) for node in right)
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, float) or isinstance(right, float):
        return to_number(left) == to_number(right)
    return left == right


def unequal(left: Value, right: Value) -> bool:
    """XPath's !=: true if any node differs; a node that is missing differs from nothing."""
    if isinstance(left, list) and not isinstance(right, bool):
        return any(unequal(node.value(), right) for node in left)
    if isinstance(right, list) and not isinstance(left, bool):
        return any(unequal(left, node.value()) for node in right)
    return not equal(left, right)


def numbers(value: Value) -> list[float]:
    return [to_number(node.value()) for node in value] if isinstance(value, list) else [to_number(value)]
