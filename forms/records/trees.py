"""A sent record as a tree: its answers where the form has them, and `meta` with what is known of
it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

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
    for path in sorted(sent.answers, key=_by_rows):
        _grown(root, path, known).text = sent.answers[path]
    for fact, text in sent.facts.items():
        _grown(root, f"{META}/{fact}", known).text = text
    return root


def _grown(root: Node, path: str, known: dict[str, Node]) -> Node:
    """The node at a path, made with those above it where they are missing."""
    if path not in known:
        above, _, step = path.rpartition("/")
        name, _, row = step.partition("[")
        node = (_grown(root, above, known) if above else root).add(name)
        node.row = bool(row)
        known[path] = node
    return known[path]


def _by_rows(path: str) -> list[tuple[str, int]]:
    """The steps of a path, rows by their number: case[10] after case[2]."""
    steps = (step.partition("[") for step in path.split("/"))
    return [(name, int(row[:-1]) if row else 0) for name, _, row in steps]


def document(name: str, children: Iterable[Node]) -> Node:
    """What instance('name') gives."""
    root = Node(name)
    for child in children:
        root.attach(child)
    return root
