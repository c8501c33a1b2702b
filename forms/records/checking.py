"""Whether an expression over records can be asked at all: its syntax, its functions, and that every
name in it is a work, an office or a question of a form.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from forms.model import Shape
from forms.problems import Problem, in_english
from forms.records.trees import META
from forms.xpath.code import Trail
from forms.xpath.compiling import read_expression
from forms.xpath.tokens import ExpressionError

LIST = "list:"
WHOSE = ("own", "below", "office")
FACTS = ("office", "kind", "sent", "accepted", "quality")
OF_OFFICE = ("code", "name", "kind")
NO_NAMES = {"*", "..", "node()", "text()"}


@dataclass(frozen=True, slots=True)
class Known:
    """What may be named: for each document the paths below one of its records, `case/received`."""

    paths: Mapping[str, Collection[str]]

    @classmethod
    def of_forms(cls, shapes: Mapping[str, Shape], *offices: str) -> "Known":
        """The works by code, each with its form's blank instance; and lists of offices."""
        facts = {META, *(f"{META}/{fact}" for fact in FACTS)}
        paths: dict[str, Collection[str]] = {
            code: facts | set(_paths(shape)) for code, shape in shapes.items()
        }
        return cls({**paths, **{name: set(OF_OFFICE) for name in offices}})


def _paths(shape: Shape, above: str = "") -> Iterator[str]:
    """Every path of a form below its root."""
    for child in shape.children:
        path = f"{above}/{child.name}" if above else child.name
        yield path
        yield from _paths(child, path)


def reasons(expression: str, known: Known, rows: str = "") -> tuple[str, ...]:
    """Every reason why it cannot be asked, in English; `rows` is the node-set whose nodes it is
    asked of, where it is.
    """
    try:
        read = read_expression(expression).reads
        around = _records(rows) if rows else ()
    except ExpressionError as error:
        return (in_english(Problem(error.code, error.values)),)
    found = [problem for trail in sorted(read) for problem in _wrong(trail, known, around)]
    return tuple(dict.fromkeys(map(in_english, found)))


def _records(rows: str) -> tuple[Trail, ...]:
    """Where the rows of a node-set lie."""
    lists = [one for one in read_expression(rows).reads if one[0].startswith(LIST)]
    deepest = max(map(len, lists), default=0)
    return tuple(sorted(one for one in lists if len(one) == deepest))


def _wrong(trail: Trail, known: Known, around: tuple[Trail, ...]) -> Iterator[Problem]:
    if not trail[0].startswith(LIST):
        paths = [(*one, *trail[1:]) for one in around]
        found = [[*_wrong(one, known, ())] for one in paths]
        if found and all(found):
            yield from found[0]
        return
    name, whose, path = trail[0].removeprefix(LIST), trail[1:2], trail[2:]
    if name not in known.paths:
        yield Problem("unknown_work", {"work": name, "known": ", ".join(known.paths)})
    elif whose and whose[0] not in {*WHOSE, *NO_NAMES}:
        yield Problem("unknown_whose", {"word": whose[0]})
    elif path and not _there(path, known.paths[name]):
        yield Problem("unknown_in_work", {"path": "/".join(path), "work": name})


def _there(path: Trail, paths: Collection[str]) -> bool:
    """Whether a path leads anywhere; of one that goes up again only the way up to there is
    looked at.
    """
    plain: list[str] = []
    for step in path:
        if step in {"..", "."}:
            return True
        if step in {"node()", "text()"}:
            continue
        plain.append(step)
    return any(_alike(plain, one.split("/")) for one in paths)


def _alike(asked: list[str], there: list[str]) -> bool:
    return len(asked) == len(there) and all(
        one in ("*", other) for one, other in zip(asked, there, strict=True)
    )
