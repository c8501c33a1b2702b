"""A sent record as a tree: its answers where the form has them, and `meta` with what is known of
it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from forms.paths import rows_of
from forms.xpath.nodes import Node

META = "meta"


@dataclass(frozen=True, slots=True)
class Sent:
    """`answers` are texts by path without the root (`case[2]/received`), `facts` by name (`office`,
    `sent`): they stand under `meta`.
    """

    answers: Mapping[str, str]
    facts: Mapping[str, str] = field(default_factory=dict)


def tree(name: str, sent: Sent) -> Node:
    """The record under a name of its own; rows stand in order, whatever order they were kept in."""
    root = Node(name)
    known: dict[str, Node] = {"": root}
    for path in _in_order(sent.answers):
        _grown(path, known).text = sent.answers[path]
    meta = root.add(META)
    for fact, text in sent.facts.items():
        meta.add(fact, text)
    return root


def _in_order(paths: Mapping[str, str]) -> Iterable[str]:
    """The paths with case[10] after case[2]; only rows have an order that counts."""
    if not any("[" in path for path in paths):
        return paths
    return sorted(paths, key=rows_of)


def _grown(path: str, known: dict[str, Node]) -> Node:
    """The node at a path, made with those above it where they are missing."""
    node = known.get(path)
    if node is None:
        above, _, step = path.rpartition("/")
        name, _, row = step.partition("[")
        node = _grown(above, known).add(name)
        node.row = bool(row)
        known[path] = node
    return node


def document(name: str, children: Iterable[Node]) -> Node:
    """What instance('name') gives."""
    root = Node(name)
    for child in children:
        root.attach(child)
    return root
