"""The steps of a path: from a node along an axis to the nodes of a name, and which of them a
predicate keeps.
"""

from collections.abc import Callable, Iterable, Sequence

from forms.xpath.budget import spend
from forms.xpath.nodes import Node, Value, to_boolean
from forms.xpath.scope import Argument, Scope

Axis = Callable[[Node], Iterable[Node]]


def _siblings(node: Node) -> tuple[list[Node], int]:
    beside = node.parent.children if node.parent else [node]
    return beside, next((place for place, one in enumerate(beside) if one is node), 0)


def _after(node: Node) -> list[Node]:
    beside, place = _siblings(node)
    return beside[place + 1 :]


def _before(node: Node) -> list[Node]:
    beside, place = _siblings(node)
    return beside[:place][::-1]


def _following(node: Node) -> list[Node]:
    return [below for above in node.up() for beside in _after(above) for below in beside.down()]


def _preceding(node: Node) -> list[Node]:
    return [
        below
        for above in node.up()
        for beside in _before(above)
        for below in [*beside.down()][::-1]
    ]


AXES: dict[str, Axis] = {
    "ancestor": lambda node: [*node.up()][1:],
    "ancestor-or-self": Node.up,
    "attribute": lambda _node: (),
    "child": lambda node: node.children,
    "descendant": lambda node: [*node.down()][1:],
    "descendant-or-self": Node.down,
    "following": _following,
    "following-sibling": _after,
    "namespace": lambda _node: (),
    "parent": lambda node: [node.parent] if node.parent else [],
    "preceding": _preceding,
    "preceding-sibling": _before,
    "self": lambda node: [node],
}


def _holds_text(node: Node) -> bool:
    return bool(node.text) and not node.children


# tests that are no names; a text stands for the node that holds it
TESTS: dict[str, Callable[[Node], bool]] = {
    "*": lambda _node: True,
    "node()": lambda _node: True,
    "text()": _holds_text,
    "comment()": lambda _node: False,
    "processing-instruction()": lambda _node: False,
}


def nodes_of(value: Value) -> list[Node]:
    return value if isinstance(value, list) else []


def along(axis: str, test: str) -> Callable[[Node], list[Node]]:
    """From one node along an axis, in the axis's own order."""
    walk, passes = AXES[axis], TESTS.get(test)
    if axis == "child" and passes is None:
        return lambda node: node.named(test)
    if axis == "child" and test in {"text()", "node()"}:
        return lambda node: (
            [*node.children]
            if node.children and test == "node()"
            else [node]
            if _holds_text(node)
            else []
        )
    if passes is None:
        return lambda node: [one for one in walk(node) if one.name == test]
    return lambda node: [one for one in walk(node) if passes(one)]


def step(
    start: Argument, walk: Callable[[Node], list[Node]], tests: Sequence[Argument], *, narrow: bool
) -> Argument:
    """The nodes one step on; a position in a predicate counts among all of them, as in ODK.

    `narrow`: of an absolute path inside a repeat only this row is meant, as ODK has it.
    """
    if not tests and not narrow:
        return _straight(start, walk)

    def taken(scope: Scope) -> Value:
        before = nodes_of(start(scope))
        found = (
            walk(before[0])
            if len(before) == 1
            else unique(one for node in before for one in walk(node))
        )
        spend(len(found))
        found = _kept(scope, found, tests)
        if narrow and len(found) > 1 and found[0].row:
            return _this_row(scope.outer, found)
        return found

    return taken


def _straight(start: Argument, walk: Callable[[Node], list[Node]]) -> Argument:
    """A step that leaves nothing out: most steps of most forms."""

    def taken(scope: Scope) -> Value:
        before = nodes_of(start(scope))
        if len(before) == 1:
            found = walk(before[0])
        else:
            found = unique(one for node in before for one in walk(node))
        spend(len(found))
        return found

    return taken


def picked(
    start: Argument, test: str, column: str, wanted: Argument, tests: Sequence[Argument]
) -> Argument:
    """The items of a list that pass; those whose column holds the wanted text are found without
    looking at all.
    """

    def taken(scope: Scope) -> Value:
        found: list[Node] = []
        texts = {_plain_text(one) for one in _values(wanted(scope))}
        for node in nodes_of(start(scope)):
            if len(texts) == 1 and None not in texts:
                found += node.indexed(test, column).get(str(*texts), ())
            else:
                found += node.named(test) if texts else ()
        return _kept(scope, found, tests)

    return taken


def _values(value: Value) -> list[Value]:
    return [node.value() for node in value] if isinstance(value, list) else [value]


def _plain_text(value: Value) -> str | None:
    """The text, where = compares it as text: numbers and dates are compared otherwise."""
    return value if isinstance(value, str) and not value[:4].isdecimal() else None


def filtered(start: Argument, test: Argument) -> Argument:
    """(a | b)[2]: a position counts among all."""
    return lambda scope: _kept(scope, nodes_of(start(scope)), (test,))


def united(left: Argument, right: Argument) -> Argument:
    def both(scope: Scope) -> Value:
        return in_document_order(
            unique([*nodes_of(left(scope)), *nodes_of(right(scope))]), scope.root
        )

    return both


def in_document_order(nodes: list[Node], root: Node) -> list[Node]:
    places = {id(node): place for place, node in enumerate(root.down())}
    return sorted(nodes, key=lambda node: places.get(id(node), len(places)))


def descendants(start: Argument) -> Argument:
    """What // stands for."""

    def below(scope: Scope) -> Value:
        found = unique(one for node in nodes_of(start(scope)) for one in node.down())
        spend(len(found))
        return found

    return below


def unique(nodes: Iterable[Node]) -> list[Node]:
    return list({id(node): node for node in nodes}.values())


def _this_row(node: Node, rows: list[Node]) -> list[Node]:
    around = set(map(id, node.up()))
    return [row for row in rows if id(row) in around] or rows


def _kept(scope: Scope, nodes: list[Node], tests: Sequence[Argument]) -> list[Node]:
    for test in tests:
        spend(len(nodes))
        inner = Scope(scope.node, scope.root, scope.now, scope.lists, 1, len(nodes), scope.outer)
        kept = []
        for place, node in enumerate(nodes, 1):
            inner.node, inner.position = node, place
            value = test(inner)
            if value == place if isinstance(value, float) else to_boolean(value):
                kept.append(node)
        nodes = kept
    return nodes
