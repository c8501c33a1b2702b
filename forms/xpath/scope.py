"""Where an expression is evaluated, and what a compiled expression is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from forms.xpath.nodes import Node, Value


@dataclass(slots=True)
class Scope:
    """The node under test, the moment, and the form's choice lists; `current` outside of any
    predicate's node.
    """

    node: Node
    root: Node
    now: datetime
    lists: Mapping[str, Node] = field(default_factory=dict)
    position: int = 1
    size: int = 1
    current: Node | None = None

    @property
    def outer(self) -> Node:
        """The node whose expression this is, however deep in predicates."""
        return self.current or self.node


Argument: TypeAlias = Callable[[Scope], Value]
Function: TypeAlias = Callable[..., Value]
MANY = 99

# name -> (fewest arguments, most arguments, the function)
Table: TypeAlias = dict[str, tuple[int, int, Function]]
