"""Where values come from, as rows of a sheet and back: one row an expression. Pure.

`of` is the indicator or report form, `kind` what is worked out (values of a measure, or what a
collector's form opens with), `name` the value or the question, `part` the place inside it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scoring.problems import ProgrammeError
from scoring.workbook.cells import Cell, Path, cell, get
from scoring.workbook.reading import Book, Row

KINDS = ("values", "opens")
COLUMNS = ("of", "kind", "name", "part", "expression")
STEP = "."


def rows(
    indicators: Sequence[Mapping[str, Any]], forms: Sequence[Mapping[str, Any]]
) -> list[list[Cell]]:
    """Every expression with where it stands, header row first."""
    found: list[list[Cell]] = [list(COLUMNS)]
    for one in (*indicators, *forms):
        for kind in KINDS:
            for name, worth in one.get(kind, {}).items():
                found += [
                    [cell(one["code"]), kind, name, STEP.join(map(str, part)) or None, text]
                    for part, text in _expressions(worth)
                ]
    return found


def _expressions(worth: object, part: Path = ()) -> Iterator[tuple[Path, str]]:
    match worth:
        case str():
            yield part, worth
        case Mapping():
            for name, inner in worth.items():
                yield from _expressions(inner, (*part, str(name)))
        case list() | tuple():
            for place, inner in enumerate(worth, 1):
                yield from _expressions(inner, (*part, f"[{place}]"))
        case _:
            raise TypeError(f"no expression: {worth!r}")


def put(book: Book, row: Row) -> None:
    """Writes a row's expression at its place."""
    kind, name = row.text("kind"), row.text("name")
    if kind not in KINDS:
        raise ProgrammeError([row.problem("kind", f"ต้องเป็น {' หรือ '.join(KINDS)}")])
    steps = row.text("part").split(STEP) if row.text("part") else []
    part: Path = tuple(int(one[1:-1]) if one.startswith("[") else one for one in steps)
    at = (*_owner(book, row), kind, name, *part)
    book.put(at, row.text("expression"), row, "expression")


def _owner(book: Book, row: Row) -> Path:
    """The indicator or report form the row is of."""
    code = row.text("of")
    for sheet in ("indicators", "report_forms"):
        for place in range(1, book.length((sheet,)) + 1):
            if str(get(book.told, (sheet, place, "code"))) == code:
                return (sheet, place)
    raise ProgrammeError([row.problem("of", f"ไม่มีตัวชี้วัดหรือแบบฟอร์ม “{code}”")])
