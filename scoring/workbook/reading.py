"""From rows of cells to a programme: where each value came from, slips of spreadsheets mended, the
rest named. Pure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from scoring.problems import Problem, ProgrammeError, reason_of
from scoring.programme import Programme
from scoring.workbook import cells
from scoring.workbook.cells import Path
from thai import dates, digits


@dataclass(frozen=True, slots=True)
class Row:
    """One filled row of a sheet."""

    sheet: str
    number: int
    columns: Sequence[str]
    found: Sequence[object]

    def get(self, column: str) -> object:
        """The cell under this heading; None when there is none."""
        return dict(zip(self.columns, self.found, strict=False)).get(column)

    def text(self, column: str) -> str:
        """The cell under this heading as text, "" when it is empty."""
        found = self.get(column)
        return "" if found is None else str(found)

    def filled(self) -> Iterator[tuple[str, object]]:
        """Heading and cell of everything written in the row."""
        return (
            (column, found)
            for column, found in zip(self.columns, self.found, strict=False)
            if column and found not in (None, "")
        )

    def values_from(self, column: str) -> object:
        """What stands under a heading and to the right of it: one value, or a list of several."""
        start = self.columns.index(column) if column in self.columns else len(self.found)
        values = list(self.found[start:])
        while values and values[-1] is None:
            values.pop()
        return values[0] if len(values) == 1 else values or None

    def problem(self, column: str, reason: str) -> Problem:
        """Something wrong in this row."""
        return Problem(self.sheet, f"แถว {self.number} คอลัมน์ {column}", reason)


@dataclass(slots=True)
class Book:
    """The tables read so far, and the row and column each value came from."""

    told: dict[str, object] = field(default_factory=dict)
    places: dict[Path, tuple[Row, str]] = field(default_factory=dict)

    def put(self, path: Path, value: object, row: Row, column: str) -> None:
        """Writes a value, remembering where it stood."""
        try:
            cells.put(self.told, path, value)
        except (AssertionError, ValueError, TypeError) as error:
            raise ProgrammeError(
                [row.problem(column, f"“{cells.name(path)}” ไม่ตรงกับแถวอื่น ตรวจสอบการสะกด")]
            ) from error
        self.places[path] = (row, column)

    def length(self, path: Path) -> int:
        """How many rows a list has so far."""
        found = cells.get(self.told, path)
        return len(found) if isinstance(found, list) else 0

    def indicator(self, row: Row) -> Path:
        """Where the indicator named in this row is kept."""
        code = row.text("indicator")
        for place in range(1, self.length(("indicators",)) + 1):
            if str(cells.get(self.told, ("indicators", place, "code"))) == code:
                return ("indicators", place)
        raise ProgrammeError([row.problem("indicator", f"ไม่มีตัวชี้วัด “{code}” ในแผ่นงาน indicators")])

    def problem(self, error: ErrorDetails) -> Problem:
        """One of pydantic's errors by sheet, row and column."""
        path = self.path(error["loc"])
        reason = reason_of(error)
        for length in range(len(path), 0, -1):
            nearest = next(
                (where for known, where in self.places.items() if known[:length] == path[:length]),
                None,
            )
            if nearest:
                row, column = nearest
                return row.problem(cells.name(path[length:]) or column, reason)
        return Problem("programme", cells.name(path), reason)

    def path(self, where: tuple[int | str, ...]) -> Path:
        """An error's place in the tables told, the names of pydantic's choices left out."""
        path: Path = ()
        for index, part in enumerate(where):
            inner = cells.get(self.told, path)
            if isinstance(part, int):
                path = (*path, part + 1)
            elif isinstance(inner, dict) and (part in inner or index == len(where) - 1):
                path = (*path, part)
        return path


def validated(book: Book) -> Programme:
    """The programme of the tables, once what a spreadsheet does to values is mended; raises
    ProgrammeError.
    """
    for _ in range(8):
        try:
            return Programme.model_validate(book.told)
        except ValidationError as error:
            errors = error.errors()
            mended = sum(
                _mend(book, each) for each in errors
            )  # every one of them, not just the first
            if not mended:
                raise ProgrammeError(_once([book.problem(each) for each in errors])) from error
    raise ProgrammeError([Problem("programme", "", "อ่านไม่ได้")])


def _once(problems: list[Problem]) -> list[Problem]:
    return list(dict.fromkeys(problems))


def _mend(book: Book, error: ErrorDetails) -> bool:
    """Reads a cell the way its place asks for; False when that cannot be done."""
    mended = _mended(error["type"], error["input"])
    if mended is None:
        return False
    cells.put(book.told, book.path(error["loc"]), mended)
    return True


def _mended(kind: str, found: object) -> object:
    """Text for a number typed as code, a list for a single cell, a date or number for Thai text;
    else None.
    """
    if kind == "string_type" and isinstance(found, int | Decimal) and not isinstance(found, bool):
        return str(found)
    if kind == "string_type" and isinstance(found, date):
        return found.isoformat()
    if kind == "tuple_type" and not isinstance(found, dict | list):
        return found.split("\n") if isinstance(found, str) else [found]
    if kind == "dict_type" and found == []:
        return {}
    if not isinstance(found, str):
        return None
    if kind.startswith("date"):
        return dates.read(found)
    return digits.number(found) if kind in ("decimal_parsing", "int_parsing") else None
