"""The fields an office's form may name, and what is wrong with those it names.

A form may say {{ name }}, {{ name.choice }} (a box, ticked or not), and {% for %} over rows and
{% if %} on answers; nothing else that its language knows.
"""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

LINK, QR, FOOT = "evidence_link", "evidence_qr", "foot"  # what belongs to the paper itself
TAG = re.compile(r"<[^>]*>")
NOT_IN_A_WORD = re.compile(r"[^\w]")
SHOWN = 60  # letters of a place that are shown


@dataclass(frozen=True, slots=True)
class Leaf:
    """Something that is written out: an answer, with the boxes of its choices by name."""

    label: str
    boxes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rows:
    """Something that is gone through, each time with these fields."""

    label: str
    fields: "Fields"


Kind: TypeAlias = Leaf | Rows
Fields: TypeAlias = Mapping[str, Kind]


def word(name: str) -> str:
    """A question's name as it stands between braces: what they do not take becomes _."""
    return NOT_IN_A_WORD.sub("_", name)


@dataclass(frozen=True, slots=True)
class Fault:
    """`code`: broken, unknown, no_choice, rows (only gone through), not_rows, not_allowed. `place`
    is the text it stands in, `name` what it names, `near` what was perhaps meant.
    """

    code: str
    place: str
    name: str = ""
    near: str = ""


class _FaultError(Exception):
    def __init__(self, code: str, name: str = "", near: str = "") -> None:
        super().__init__(code)
        self.code, self.name, self.near = code, name, near


def environment() -> SandboxedEnvironment:
    """What forms are read and filled with: everything escaped, no function, no filter, no test."""
    found = SandboxedEnvironment(autoescape=True)
    for given in (found.globals, found.filters, found.tests):
        given.clear()
    return found


@dataclass(slots=True)
class Check:
    """A form's texts held against the fields it may name: `faults`, and the words it `named`."""

    fields: Fields
    faults: list[Fault] = field(default_factory=list)
    named: set[str] = field(default_factory=set)

    def text(self, source: str) -> None:
        """`source`: Word's XML with its marks joined, each paragraph on a line."""
        lines = source.splitlines()
        try:
            tree = environment().parse(source)
        except TemplateSyntaxError as error:
            self.faults.append(Fault("broken", _shown(lines, error.lineno), error.message or ""))
            return
        self._parts(tree.body, {**self.fields}, lines)

    def _parts(
        self, parts: Sequence[nodes.Node], scope: dict[str, object], lines: list[str]
    ) -> None:
        for part in parts:
            try:
                for body, seen in self._part(part, scope):
                    self._parts(body, seen, lines)
            except _FaultError as fault:
                place = _shown(lines, part.lineno)
                self.faults.append(Fault(fault.code, place, fault.name, fault.near))

    def _part(
        self, part: nodes.Node, scope: dict[str, object]
    ) -> Iterator[tuple[Sequence[nodes.Node], dict[str, object]]]:
        """What is inside it, with what is seen there."""
        match part:
            case nodes.TemplateData():
                pass
            case nodes.Output():
                yield part.nodes, scope
            case nodes.Name() | nodes.Getattr() | nodes.Getitem():
                if not isinstance(self._kind(part, scope), Leaf):
                    raise _FaultError("rows", _said(part))
            case nodes.For(target=nodes.Name(name=name), test=None, recursive=False, else_=[]):
                over = self._kind(part.iter, scope)
                if not isinstance(over, Rows):
                    raise _FaultError("not_rows", _said(part.iter))
                yield part.body, {**scope, name: over.fields}
            case nodes.If():
                self._test(part.test, scope)
                for inside in (part.body, part.elif_, part.else_):
                    yield inside, scope
            case _:
                raise _FaultError("not_allowed")

    def _test(self, test: nodes.Node, scope: dict[str, object]) -> None:
        match test:
            case nodes.Not(node=inner):
                self._test(inner, scope)
            case nodes.And(left=left, right=right) | nodes.Or(left=left, right=right):
                self._test(left, scope)
                self._test(right, scope)
            case nodes.Compare(expr=named, ops=[nodes.Operand(op="eq" | "ne", expr=nodes.Const())]):
                self._kind(named, scope)
            case _:
                self._kind(test, scope)

    def _kind(self, named: nodes.Node, scope: Mapping[str, object]) -> object:
        """What a name stands for: a leaf, rows, or the fields of a row that is gone through."""
        match named:
            case nodes.Name(name=name):
                if name not in scope:
                    raise _FaultError("unknown", name, _near(name, scope))
                self.named.add(name)
                return scope[name]
            case (
                nodes.Getattr(node=owner, attr=name)
                | nodes.Getitem(node=owner, arg=nodes.Const(value=name))
            ):
                return self._inside(self._kind(owner, scope), str(name), _said(named))
            case _:
                raise _FaultError("not_allowed")

    def _inside(self, kind: object, name: str, said: str) -> object:
        if isinstance(kind, Leaf):
            if name not in kind.boxes:
                raise _FaultError("no_choice", said, ", ".join(kind.boxes))
            return Leaf(kind.boxes[name])
        if not isinstance(kind, Mapping):
            raise _FaultError("rows", said)
        if name not in kind:
            raise _FaultError("unknown", said, _near(name, kind))
        self.named.add(name)
        return kind[name]


def _near(name: str, among: Mapping[str, object]) -> str:
    found = difflib.get_close_matches(name, among, n=1)
    return found[0] if found else ""


def _said(named: nodes.Node) -> str:
    match named:
        case nodes.Name(name=name):
            return name
        case nodes.Getattr(node=owner, attr=name):
            return f"{_said(owner)}.{name}"
        case nodes.Getitem(node=owner, arg=nodes.Const(value=name)):
            return f'{_said(owner)}["{name}"]'
        case _:
            return ""


def _shown(lines: Sequence[str], number: int) -> str:
    text = TAG.sub("", lines[number - 1]) if 0 < number <= len(lines) else ""
    return " ".join(text.split())[:SHOWN]
