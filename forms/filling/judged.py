"""What the nodes of a form hold with these answers, and whether it stands."""

from __future__ import annotations

from forms.filling.tree import Tree
from forms.kinds import fits_type
from forms.model import Form
from forms.paths import plain_path
from forms.words import Words
from forms.xpath.nodes import Node, to_boolean
from forms.xpath.scope import Scope


class Judged:
    """A form worked out for one set of answers."""

    def __init__(self, form: Form, tree: Tree) -> None:
        self.form, self._tree = form, tree
        self._broken: dict[str, bool] = {}  # as far as it was asked

    def node(self, path: str) -> Node:
        return self._tree.nodes[path]

    def path(self, path: str) -> str | None:
        """The path as the form has it now; the first row where none is named. None if there is no
        such node.
        """
        return path if path in self._tree.nodes else self._tree.first(path)

    def has(self, path: str) -> bool:
        """Whether the form has such a node with its rows as they are now."""
        return path in self._tree.nodes

    def leaves(self) -> list[Node]:
        """Every node that holds a text, in document order."""
        holders = set(self.form.rules) | set(self.form.by_path)
        return [
            node
            for node in self._tree.root.down()
            if not node.children and plain_path(node.path) in holders
        ]

    def scope(self, path: str) -> Scope:
        return self._tree.scope(self.node(path))

    def is_relevant(self, path: str) -> bool:
        node = self._tree.nodes.get(path)
        return node is not None and node.shown()

    def value(self, path: str) -> str:
        return self.node(path).text if self.is_relevant(path) else ""

    def must_have(self, path: str) -> bool:
        rules = self.form.rules.get(plain_path(path))
        return (
            rules is not None
            and rules.required is not None
            and to_boolean(rules.required(self.scope(path)))
        )

    def offered(self, path: str) -> list[str]:
        return list(self._tree.offered(self.node(path), plain_path(path)))

    def has_rule(self, path: str) -> bool:
        """Whether it is shown by a rule."""
        rules = self.form.rules.get(plain_path(path))
        return rules is not None and rules.relevant is not None

    @property
    def overfull(self) -> frozenset[str]:
        """The repeats that are to have more rows than are kept."""
        return self._tree.overfull

    def is_broken(self, path: str) -> bool:
        """Whether what the node holds is of another type than it should be, or breaks its
        constraint.
        """
        if path not in self._broken:
            self._broken[path] = self._breaks(path)
        return self._broken[path]

    def _breaks(self, path: str) -> bool:
        rules, text = self.form.rules.get(plain_path(path)), self.node(path).text
        if rules is None or not text:
            return False
        if not fits_type(rules.type, text):
            return True
        return rules.constraint is not None and not to_boolean(rules.constraint(self.scope(path)))

    def problem(self, path: str) -> str:
        """What keeps the form from being sent at this node: "", "required" or "constraint"."""
        if not self.is_relevant(path):
            return ""
        if self.is_broken(path):
            return "constraint"
        return "required" if not self.node(path).text and self.must_have(path) else ""

    def say(self, words: Words, path: str, language: str) -> str:
        return words.text(language, self.scope(path))
