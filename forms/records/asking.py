"""Expressions over the records that count: what they give, as plain values.

Numbers of XPath are doubles; a sum of baht comes back exact to six decimals.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from forms.xpath.compiling import compile_expression
from forms.xpath.nodes import Node, Value, to_boolean, to_text
from forms.xpath.scope import Scope
from forms.xpath.steps import nodes_of

Plain = str | int | Decimal | bool
DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Documents:
    """Documents by name, as instance('name') finds them, and the moment."""

    by_name: Mapping[str, Node]
    now: datetime

    def value(self, expression: str) -> Plain | None:
        """What it gives; None for nothing: blank, no number, no node."""
        return _plain(self._run(expression))

    def holds(self, expression: str) -> bool:
        """Whether it is met."""
        return to_boolean(self._run(expression))

    def rows(self, each: str, key: str, value: str) -> dict[str, Plain]:
        """For each node of a node-set its key and value, both worked out from the node; a row
        without a key or a value is left out.
        """
        found: dict[str, Plain] = {}
        for node in nodes_of(self._run(each)):
            name, said = self._run(key, node), _plain(self._run(value, node))
            if to_text(name) and said is not None:
                found[to_text(name)] = said
        return found

    def nodes(self, expression: str) -> Iterator[Node]:
        """The nodes of a node-set."""
        yield from nodes_of(self._run(expression))

    def text_at(self, node: Node, expression: str) -> str:
        """What an expression gives from one node, as text."""
        return to_text(self._run(expression, node))

    def _run(self, expression: str, node: Node | None = None) -> Value:
        root = Node("")
        at = node or root
        return compile_expression(expression)(Scope(at, root, self.now, self.by_name))


def _plain(value: Value) -> Plain | None:
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return to_text(value).strip() or None


def _number(value: float) -> int | Decimal | None:
    if not math.isfinite(value):
        return None
    if value == int(value):
        return int(value)
    return Decimal(repr(round(value, DECIMALS)))
