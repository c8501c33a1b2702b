"""The instance as a tree that grows and loses rows."""

import math
from collections.abc import Iterator
from datetime import datetime

from forms.filling.answers import Answers
from forms.kinds import fits_type
from forms.model import Form, Shape
from forms.paths import parent_of, plain_path, rows_of
from forms.xpath.nodes import Node, to_number, to_text
from forms.xpath.scope import Scope

STRICT = {"date", "dateTime", "time", "int", "decimal"}  # types that hold no other text
NOT_STORED = {"NaN", "Infinity", "-Infinity", "Invalid Date"}


def _in_later_row(path: str) -> bool:
    """Whether a repeat lies in a row that was added: such a row begins without rows of its own, as
    in ODK.
    """
    return any(number > 1 for number in rows_of(path))


class Growing:
    """The nodes of one instance, by path."""

    def __init__(self, form: Form, answers: Answers, now: datetime) -> None:
        self.form, self.answers, self.now = form, answers, now
        self.nodes: dict[str, Node] = {}  # by path, rows with their number
        self._selected: dict[str, str] = {}  # what was selected, offered or not
        self._at: dict[str, list[Node]] = {}  # by path without numbers
        self.root = self._grow(form.shape, None, f"/{form.shape.name}")

    def first(self, path: str) -> str | None:
        """The first node of a path without row numbers."""
        return next((node.path for node in self._at.get(path, ())), None)

    def scope(self, node: Node) -> Scope:
        return Scope(node, self.root, self.now, self.form.lists)

    def _grow(self, shape: Shape, parent: Node | None, path: str) -> Node:
        node = Node(shape.name, parent, shape.text, path)
        node.row = shape.row
        self.nodes[path] = node
        self._at.setdefault(shape.path, []).append(node)
        for child in shape.children:
            below = f"{path}/{child.name}"
            if not child.row:
                node.attach(self._grow(child, node, below))
                continue
            started = 0 if self.form.repeats[child.path].count or _in_later_row(below) else 1
            for place in range(
                1, min(self.form.most_rows, self.answers.rows.get(below, started)) + 1
            ):
                node.attach(self._grow(child, node, f"{below}[{place}]"))
        return node

    def _place(self, above: Node, name: str) -> int:
        """Where among the children the next row of a repeat belongs: after its rows, before what
        the form has next.
        """
        shape = self.form.shape
        for step in plain_path(above.path).split("/")[2:]:
            shape = next(child for child in shape.children if child.name == step)
        names = [child.name for child in shape.children]
        before = set(names[: names.index(name) + 1])
        return sum(node.name in before for node in above.children)

    def _drop(self, row: Node) -> None:
        for node in row.down():
            del self.nodes[node.path]
            self._selected.pop(node.path, None)
            self._at[plain_path(node.path)].remove(node)
        if row.parent:
            row.parent.remove(row)

    def _stored(self, text: str, path: str) -> str:
        """A text that was worked out, as a node of that type holds it; blank if it cannot."""
        rules = self.form.rules.get(path)
        kind = "string" if rules is None else rules.type
        if kind == "int" and math.isfinite(number := to_number(text)):
            return to_text(float(math.trunc(number)))
        return "" if text in NOT_STORED or (kind in STRICT and not fits_type(kind, text)) else text

    def _rows(self) -> Iterator[tuple[str, int]]:
        for path, repeat in self.form.repeats.items():
            for above in self._at.get(parent_of(path), ()):
                yield f"{above.path}/{repeat.shape.name}", len(above.named(repeat.shape.name))
