"""A programme as the sheets of a workbook and back, without loss. Pure: rows of cells in and out,
no file is opened.

programme: key and value · offices, people, indicators, report_forms: one a row · scales: the
settings of each measure, values side by side · deadlines: one row an indicator, and one a stage ·
organisations: the register, where there is one.
The first row of a sheet names its columns.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scoring.organisations import REGISTER
from scoring.problems import Problem, ProgrammeError
from scoring.programme import Programme
from scoring.programme_reading import with_organisations
from scoring.workbook import cells, origins
from scoring.workbook.cells import Cell, Path
from scoring.workbook.reading import Book, Row, validated

Rows = list[list[Cell]]

SHEETS = (
    "programme",
    "offices",
    "people",
    "indicators",
    "scales",
    "deadlines",
    "values",
    "report_forms",
)
DEADLINES = ("due", "cutoff", "late_rate", "internal_due", "verifier_due", "provisional_until")
STAGE = {  # column -> what a leg calls it
    "stage": "code",
    "stage_name": "name",
    "senders": "senders",
    "to": "to",
    "due": "due",
    "cutoff": "cutoff",
    "late_rate": "late_rate",
    "receiver": "receiver",
}
DATED = ("indicator", "stage", "stage_name", "senders", "to", *DEADLINES, "receiver")
FORM = {"form": "code", "title": "title", "indicator": "indicator"}
FIELD = ("number", "label", "kind", "times")
FIRST = ("code", "name", "short_name")
_TABLES = ("offices", "people")


def to_sheets(programme: Programme) -> dict[str, Rows]:
    """Every sheet of the workbook, header row first."""
    told = programme.model_dump(exclude_defaults=True)
    told["settings"] = programme.settings.model_dump()
    indicators: list[dict[str, Any]] = told.pop("indicators", [])
    forms: list[dict[str, Any]] = told.pop("report_forms", [])
    tables = {name: _table(told.pop(name, [])) for name in _TABLES}
    register: list[dict[str, Any]] = told.pop(REGISTER, [])
    keyed: Rows = [
        ["key", "value"],
        *([cells.name(path), *found] for path, found in cells.leaves(told)),
    ]
    scales = [
        [indicator["code"], cells.name(path), *found]
        for indicator in indicators
        for path, found in cells.leaves(indicator["measure"])
    ]
    dated = [row for indicator in indicators for row in _deadlines(indicator)]
    plain = [
        {name: indicator[name] for name in _in_order(indicator) if not _is_elsewhere(name)}
        for indicator in indicators
    ]
    return {
        "programme": keyed,
        **tables,
        "indicators": _table(plain),
        "scales": [["indicator", "setting", "1", "2", "3", "4", "5"], *scales],
        "deadlines": [list(DATED), *dated],
        "values": origins.rows(indicators, forms),
        "report_forms": _report_forms(forms),
        **({REGISTER: _table(register)} if register else {}),
    }


def from_sheets(sheets: Mapping[str, Sequence[Sequence[object]]]) -> Programme:
    """The programme of these sheets; raises ProgrammeError naming sheet, row, column and what to
    write instead.
    """
    missing = [
        Problem(name, "", "ไม่มีแผ่นงานนี้")
        for name in ("programme", "offices", "indicators", "scales")
        if name not in sheets
    ]
    if missing:
        raise ProgrammeError(missing)
    book = Book()
    for row in _read(sheets, "programme"):
        book.put(cells.path_of(row.text("key")), row.values_from("value"), row, "value")
    for sheet in (*_TABLES, "indicators"):
        for place, row in enumerate(_read(sheets, sheet), start=1):
            for column, found in row.filled():
                book.put((sheet, place, *cells.path_of(column)), found, row, column)
    for row in _read(sheets, "scales"):
        book.put(
            (*book.indicator(row), "measure", *cells.path_of(row.text("setting"))),
            row.values_from("1"),
            row,
            "1",
        )
    for row in _read(sheets, "deadlines"):
        _put_deadline(book, row)
    for row in _read(sheets, "report_forms"):
        _put_field(book, row)
    for row in _read(sheets, "values"):
        origins.put(book, row)
    programme = validated(book)
    register = sheets.get(REGISTER)
    return with_organisations(programme, register, REGISTER) if register else programme


def _is_elsewhere(name: str) -> bool:
    return name in (*DEADLINES, "measure", "stages", *origins.KINDS)


def _in_order(indicator: Mapping[str, Any]) -> Iterator[str]:
    """What it is called comes first."""
    yield from (name for name in FIRST if name in indicator)
    yield from (name for name in indicator if name not in FIRST)


def _table(records: Sequence[Mapping[str, object]]) -> Rows:
    """One row a record; a list inside a record is one cell of several lines."""
    rows = [
        {cells.name(path): _one(found) for path, found in cells.leaves(record)}
        for record in records
    ]
    columns = list(dict.fromkeys(column for row in rows for column in row))
    return [list(columns), *([row.get(column) for column in columns] for row in rows)]


def _one(found: list[Cell]) -> Cell:
    return found[0] if len(found) == 1 else "\n".join(map(str, found))


def _deadlines(indicator: Mapping[str, Any]) -> Iterator[list[Cell]]:
    dates = [cells.cell(indicator[name]) if name in indicator else None for name in DEADLINES]
    if any(each is not None for each in dates):
        told = dict(zip(DEADLINES, dates, strict=True))
        yield [indicator["code"], *(told.get(column) for column in DATED[1:])]
    for stage in indicator.get("stages", ()):
        leg = {column: stage[name] for column, name in STAGE.items() if name in stage}
        leg["senders"] = "\n".join(leg.get("senders", ())) or None
        yield [
            indicator["code"],
            *(None if leg.get(one) is None else cells.cell(leg[one]) for one in DATED[1:]),
        ]


def _report_forms(forms: Sequence[Mapping[str, Any]]) -> Rows:
    """One row a field; how a form is filled in stands in the first row of the form, in further
    columns.
    """
    settings = [
        {
            cells.name(path): _one(found)
            for path, found in cells.leaves(form)
            if path[0] not in {*FORM.values(), "fields", *origins.KINDS}
        }
        for form in forms
    ]
    further = list(dict.fromkeys(column for one in settings for column in one))
    rows: Rows = [[*FORM, *FIELD, *further]]
    for form, set_ in zip(forms, settings, strict=True):
        for place, field in enumerate(form.get("fields") or ({},)):
            more = [set_.get(column) if place == 0 else None for column in further]
            rows.append(
                [
                    *(form.get(each) for each in FORM.values()),
                    *(field.get(each) for each in FIELD),
                    *more,
                ]
            )
    return rows


def _read(sheets: Mapping[str, Sequence[Sequence[object]]], sheet: str) -> Iterator[Row]:
    rows = sheets.get(sheet) or [[]]
    columns = [str(each).strip() if each is not None else "" for each in rows[0]]
    for number, found in enumerate(rows[1:], start=2):
        row = Row(sheet, number, columns, [cells.value(each) for each in found])
        if any(each not in (None, "") for each in row.found):
            yield row


def _put_deadline(book: Book, row: Row) -> None:
    at = book.indicator(row)
    stage = row.get("stage")
    if stage in (None, ""):
        for column, found in row.filled():
            if column != "indicator":
                book.put((*at, column), found, row, column)
        return
    place = book.length((*at, "stages")) + 1
    for column, name in STAGE.items():
        if row.get(column) not in (None, ""):
            book.put((*at, "stages", place, name), row.get(column), row, column)


def _put_field(book: Book, row: Row) -> None:
    place = book.length(("report_forms",))
    code = str(row.get("form") or "")
    if not place or cells.get(book.told, ("report_forms", place, "code")) != code:
        place += 1
        for column, name in FORM.items():
            if row.get(column) not in (None, ""):
                book.put(("report_forms", place, name), str(row.get(column)), row, column)
        for column, found in row.filled():
            if column not in {*FORM, *FIELD}:
                book.put(("report_forms", place, *cells.path_of(column)), found, row, column)
    at: Path = ("report_forms", place, "fields")
    field = book.length(at) + 1
    for column in FIELD:
        if row.get(column) not in (None, ""):
            book.put((*at, field, column), row.get(column), row, column)
