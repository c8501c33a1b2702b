"""In which order a form is worked out: what is read comes before what reads it; circles are refused
by name.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from forms.model import Repeat, Shape, Unit
from forms.paths import name_of, parent_of
from forms.problems import FormError, Problem
from forms.xpath.code import Trail
from forms.xpath.compiling import Expression
from forms.xpath.nodes import Node


@dataclass(frozen=True, slots=True)
class Rule:
    """An expression of the form and where it stands; `what` is relevant, calculate, count,
    constraint …
    """

    what: str
    path: str
    expression: Expression

    @property
    def column(self) -> str:
        """The column of the sheet it comes from."""
        return COLUMNS.get(self.what, self.what)


COLUMNS = {
    "set": "calculation",
    "calculate": "calculation",
    "count": "repeat_count",
    "offers": "choice_filter",
    "readonly": "read_only",
}
LAST_SAVED = "__last-saved"  # the report before, which is not known: all of it is blank
NOTHING = "null"  # people write it for no value; it names no question, and so gives none
OF_SERVER = "__"  # columns that a server adds to lists of entities, as __version
WORKED_OUT = ("relevant", "calculate", "count")


def in_order(
    rules: Iterable[Rule], shape: Shape, repeats: Mapping[str, Repeat]
) -> tuple[Unit, ...]:
    """The units of a form, each after everything it reads."""
    units = {(rule.what, rule.path): rule for rule in rules if rule.what in WORKED_OUT}
    paths = set(_paths(shape))
    before: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for key, rule in units.items():
        read = [
            one
            for trail in rule.expression.reads
            for one in _matching(_resolved(trail, rule.path), paths)
        ]
        needed = {
            unit
            for path in read
            for unit in _makers(path)
            if unit != key or path == rule.path or rule.what != "relevant"
        }
        rows = {("count", above) for above in _upward(rule.path) if above in repeats}
        if rule.what == "count":
            rows.discard(key)
        before[key] = {unit for unit in needed | rows if unit in units}
    try:
        ordered = _sorted(before)
    except CycleError as error:
        circle: list[tuple[str, str]] = error.args[1]
        names = " → ".join(name_of(path) for _, path in reversed(circle))
        first = units[circle[0]]
        raise FormError(Problem("circle", {"names": names}, first.path, first.column)) from error
    return tuple(Unit(what, path, units[what, path].expression.run) for what, path in ordered)


Key = tuple[str, str]  # what is worked out, and of which path


def _sorted(before: Mapping[Key, set[Key]]) -> list[Key]:
    """Where a group is shown by a question inside it, that question comes first: what it holds
    counts, as if the group were there.
    """
    try:
        return list(TopologicalSorter(before).static_order())
    except CycleError:
        return list(TopologicalSorter(_without_own_groups(before)).static_order())


def _without_own_groups(before: Mapping[Key, set[Key]]) -> dict[Key, set[Key]]:
    return {
        key: {
            one for one in needed if not (one[0] == "relevant" and key[1].startswith(f"{one[1]}/"))
        }
        for key, needed in before.items()
    }


def shown_by_own(rules: Iterable[Rule], shape: Shape) -> list[str]:
    """The groups whose relevance reads a question inside them."""
    paths = set(_paths(shape))
    return [
        rule.path
        for rule in rules
        if rule.what == "relevant"
        and any(
            one.startswith(f"{rule.path}/")
            for trail in rule.expression.reads
            for one in _matching(_resolved(trail, rule.path), paths)
        )
    ]


def unknown_names(
    rules: Iterable[Rule], shape: Shape, lists: Mapping[str, Node]
) -> Iterator[Problem]:
    """A problem for each path to a question, a list or a column of a list that is not in the
    form; a warning (its reason begins with warn) for what is blank instead.
    """
    paths = set(_paths(shape))
    columns = {name: _columns(node) for name, node in lists.items()}
    for rule in rules:
        for trail in sorted(rule.expression.reads):
            if trail[0].startswith("list:"):
                yield from _unknown_in_list(rule, trail, columns)
            elif trail[-1].casefold() == NOTHING:
                continue
            elif (path := _resolved(trail, rule.path)) is not None and not _matching(path, paths):
                yield _unknown_question(rule, trail, path)


def _unknown_question(rule: Rule, trail: Trail, path: str) -> Problem:
    """A word in the column `required` that is neither yes nor no asks for nothing; anywhere else a
    name that is no question's is a mistake.
    """
    name = name_of(path)
    if rule.what == "required" and trail == (".", name):
        return Problem("warn_required_word", {"word": name}, rule.path, rule.column)
    return Problem("unknown_question", {"name": name, "path": path}, rule.path, rule.column)


def _columns(node: Node) -> set[str]:
    return {
        cell.name
        for root in node.named("root")
        for item in root.named("item")
        for cell in item.children
    }


def _unknown_in_list(
    rule: Rule, trail: Trail, columns: Mapping[str, set[str]]
) -> Iterator[Problem]:
    name = trail[0].removeprefix("list:")
    if name == LAST_SAVED:
        return
    if name not in columns:
        yield Problem("unknown_list", {"list": name}, rule.path, rule.column)
    elif (
        len(trail) == 4
        and trail[1:3] == ("root", "item")
        and trail[3] not in {"*", "..", *columns[name]}
    ):
        is_blank = trail[3].startswith(OF_SERVER) or any(
            trail[3] in one for one in columns.values()
        )
        code = "warn_blank_column" if is_blank else "unknown_column"
        yield Problem(code, {"list": name, "column": trail[3]}, rule.path, rule.column)


def _paths(shape: Shape) -> Iterator[str]:
    yield shape.path
    for child in shape.children:
        yield from _paths(child)


def _resolved(trail: Trail, at: str) -> str | None:
    """The plain path a trail leads to from a node; None where it leaves the instance."""
    if trail[0].startswith("list:"):
        return None
    steps = at.split("/")[1:] if trail[0] == "." else []
    for step in trail[1:]:
        if step == "..":
            if not steps:
                return None
            steps.pop()
        else:
            steps.append(step)
    return "/" + "/".join(steps)


def _matching(path: str | None, paths: set[str]) -> list[str]:
    if path is None:
        return []
    if path == "/":
        return [path]
    if "*" not in path:
        return [path] if path in paths else []
    wanted = path.split("/")
    return [one for one in paths if _fits(one.split("/"), wanted)]


def _fits(steps: list[str], wanted: list[str]) -> bool:
    return len(steps) == len(wanted) and all(
        want in {step, "*"} for step, want in zip(steps, wanted, strict=True)
    )


def _makers(path: str) -> Iterator[tuple[str, str]]:
    """What decides what is read at a path: its calculation, and whether it and all around it are
    there.
    """
    yield "calculate", path
    for above in _upward(path):
        yield "relevant", above
        yield "count", above


def _upward(path: str) -> Iterator[str]:
    while path:
        yield path
        path = parent_of(path)
