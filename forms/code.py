"""The parts an expression is put together from, before it is one function."""

from collections.abc import Callable
from typing import NamedTuple

from forms.nodes import Node, Value
from forms.scope import Argument, Scope
from forms.steps import TESTS

Trail = tuple[str, ...]  # how a path goes: ("/", "xf", "a") from the root, (".", "..", "a") from the node itself
HERE: Trail = (".",)


class Code(NamedTuple):
    """A part of an expression: what it gives, whether that is a node-set, and by which names it was reached."""

    run: Argument
    nodes: bool = False
    trail: Trail | None = None
    constant: Value | None = None


def above_root(scope: Scope) -> Value:
    """What an absolute path begins at: a node above the root, which has no other child."""
    above = Node("", path="/")
    above.attach(scope.root)
    return [above]


def root_named(test: str) -> Argument:
    if test in TESTS:
        return lambda scope: [scope.root]
    return lambda scope: [scope.root] if scope.root.name == test else []


def applied(function: Callable[[Value, Value], Value], left: Argument, right: Argument) -> Argument:
    return lambda scope: function(left(scope), right(scope))


def further(trail: Trail, axis: str, test: str) -> Trail | None:
    match axis:
        case "child":
            return (*trail, "*" if test in TESTS else test)
        case "parent":
            return (*trail, "..")
        case "self":
            return trail
        case _:
            return None
