"""The parts an expression is put together from, before it is one function."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from forms.xpath.nodes import Value
from forms.xpath.scope import Argument, Scope
from forms.xpath.steps import TESTS

Trail = tuple[
    str, ...
]  # how a path goes: ("/", "xf", "a") from the root, (".", "..", "a") from the node itself
HERE: Trail = (".",)


class Key(NamedTuple):
    """A test of a list's items that a column decides by itself: `column` = a text that is the same
    for all items.
    """

    column: str
    wanted: Argument


class Code(NamedTuple):
    """A part of an expression: what it gives, whether that is a node-set, and by which names it was
    reached.
    """

    run: Argument
    nodes: bool = False
    trail: Trail | None = None
    constant: Value | None = None
    key: Key | None = None


def above_root(scope: Scope) -> Value:
    """What an absolute path begins at: a node above the root, which has no other child."""
    return [scope.root.above()]


def root_named(test: str) -> Argument:
    if test in TESTS:
        return lambda scope: [scope.root]
    return lambda scope: [scope.root] if scope.root.name == test else []


def folded(
    first: Argument, rest: Sequence[tuple[Callable[[Value, Value], Value], Argument]]
) -> Argument:
    """first - second + third, from the left."""
    if len(rest) == 1:
        ((function, second),) = rest
        return lambda scope: function(first(scope), second(scope))

    def run(scope: Scope) -> Value:
        value = first(scope)
        for operator, argument in rest:
            value = operator(value, argument(scope))
        return value

    return run


def key_of(left: Code, right: Code, base: Trail | None) -> Key | None:
    """The key in `left = right`, inside a predicate on the items of a list."""
    if base is None or not base[0].startswith("list:"):
        return None
    for one, other in ((left, right), (right, left)):
        same_for_all = isinstance(other.constant, str) or (
            other.trail and other.trail[0] in {"/", "."}
        )
        if (
            one.trail
            and one.trail[:-1] == base
            and one.trail[-1] not in {"*", ".."}
            and same_for_all
        ):
            return Key(one.trail[-1], other.run)
    return None


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
