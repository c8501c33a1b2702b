"""A record as rows of ODK Central's CSV export, to the letter: one table for the form, one for each
repeat. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from forms.filling.record import rows_of
from forms.model import Form, Question, Shape
from sheets.layout.own_columns import own_names

Kind = Literal["plain", "geopoint", "select"]
GEOPOINT = ("Latitude", "Longitude", "Altitude", "Accuracy")
FIRST = ("SubmissionDate",)
LAST = (
    "KEY",
    "SubmitterID",
    "SubmitterName",
    "AttachmentsPresent",
    "AttachmentsExpected",
    "Status",
    "ReviewState",
    "DeviceID",
    "Edits",
    "FormVersion",
)
LAST_OF_ROW = ("PARENT_KEY", "KEY")


@dataclass(frozen=True)
class Style:
    """How the tables are written: 1 and 0 for each choice of a select_multiple; labels in a
    language ("th"), or "".
    """

    split_select: bool = False
    labels: str = ""


@dataclass(frozen=True)
class Column:
    """A node of the form: its path below the form or the repeat, what kind of cells it makes, its
    question if any.
    """

    path: str
    kind: Kind
    question: Question | None

    @property
    def name(self) -> str:
        """The groups joined by a hyphen, as Central does."""
        return self.path.replace("/", "-")


@dataclass(frozen=True)
class Table:
    """The form itself (`repeat` is "") or one of its repeats, by its path without the root; `name`
    is the file's.
    """

    name: str
    repeat: str
    columns: tuple[Column, ...]

    def header(self, style: Style) -> list[str]:
        """The names of the columns."""
        named = own_names(((one.path, one.name) for one in self.columns), self._ours())
        own = [name for one in self.columns for name in _names(one, named[one.path], style)]
        return [*own, *LAST_OF_ROW] if self.repeat else [*FIRST, *own, *LAST]

    def _ours(self) -> tuple[str, ...]:
        return LAST_OF_ROW if self.repeat else (*FIRST, *LAST)

    def labels(self, style: Style) -> list[str]:
        """The same columns as people call them; a column that is no question has no label."""
        own = [label for column in self.columns for label in _labels(column, style)]
        return [*own, "", ""] if self.repeat else ["", *own, *[""] * len(LAST)]


@dataclass(frozen=True)
class Filed:
    """What a server adds to a record; times are instants, `edits` counts the revisions after the
    first.

    Of an answer without a name only the day is kept.
    """

    key: str
    submitted_at: datetime | date
    submitter_id: str
    submitter_name: str
    attachments_present: int
    attachments_expected: int
    device_id: str
    edits: int
    form_version: str


def tables(form: Form, earlier: Sequence[Form] = ()) -> tuple[Table, ...]:
    """The form's tables; columns that only an earlier version of it had come last, so that no
    answer is lost.
    """
    found = {repeat: list(columns) for repeat, columns in _tables(form)}
    for older in earlier:
        for repeat, columns in _tables(older):
            here = found.setdefault(repeat, [])
            known = {column.path for column in here}
            here += [column for column in columns if column.path not in known]
    return tuple(
        Table(_file_name(form.id, repeat), repeat, tuple(columns))
        for repeat, columns in found.items()
    )


def _tables(form: Form) -> Iterator[tuple[str, list[Column]]]:
    """(repeat, columns) for the form and each repeat, outermost first."""
    top = f"/{form.shape.name}/"
    waiting: list[Shape] = [form.shape]
    while waiting:
        shape = waiting.pop(0)
        below: list[Shape] = []
        columns = list(_columns(form, shape, f"{shape.path}/", below))
        yield shape.path.removeprefix(top) if shape is not form.shape else "", columns
        waiting = [*below, *waiting]


def _columns(form: Form, shape: Shape, prefix: str, below: list[Shape]) -> Iterator[Column]:
    for child in shape.children:
        if child.row:
            below.append(child)
        elif child.children:
            yield from _columns(form, child, prefix, below)
        else:
            question = form.by_path.get(child.path)
            yield Column(
                child.path.removeprefix(prefix), _kind(form, child.path, question), question
            )


def _kind(form: Form, path: str, question: Question | None) -> Kind:
    if question is not None and question.kind == "select_multiple":
        return "select"
    rules = form.rules.get(path)
    return "geopoint" if rules is not None and rules.type == "geopoint" else "plain"


def _file_name(form_id: str, repeat: str) -> str:
    """form, form-repeat: the names of repeats are unique in an XLSForm, wherever they stand."""
    return f"{form_id}-{repeat.rsplit('/', 1)[-1]}" if repeat else form_id


def _names(column: Column, name: str, style: Style) -> list[str]:
    if column.kind == "geopoint":
        return [f"{name}-{part}" for part in GEOPOINT]
    if column.kind == "select" and style.split_select and column.question:
        return [name, *(f"{name}/{choice.name}" for choice in column.question.choices)]
    return [name]


def _labels(column: Column, style: Style) -> list[str]:
    label = column.question.label.text(style.labels) if column.question else ""
    if column.kind == "geopoint":
        return [label] * len(GEOPOINT)
    if column.kind == "select" and style.split_select and column.question:
        return [label, *(choice.label.text(style.labels) for choice in column.question.choices)]
    return [label]


def rows(
    found: Sequence[Table], answers: Mapping[str, str], filed: Filed, style: Style
) -> Iterator[tuple[Table, list[str]]]:
    """Every row of a record, each with its table; `answers` by path without the root."""
    for table in found:
        if not table.repeat:
            yield (
                table,
                [_instant(filed.submitted_at), *_cells(table, answers, "", style), *_last(filed)],
            )
            continue
        for row in rows_of(answers, table.repeat):
            own = _cells(table, answers, f"{row}/", style)
            yield table, [*own, _parent_key(filed.key, row), f"{filed.key}/{row}"]


def _cells(table: Table, answers: Mapping[str, str], prefix: str, style: Style) -> list[str]:
    return [
        cell
        for column in table.columns
        for cell in _of_column(column, answers.get(prefix + column.path, ""), style)
    ]


def _of_column(column: Column, value: str, style: Style) -> list[str]:
    if column.kind == "geopoint":
        parts = value.split(" ") if value else []
        return [*parts, *[""] * (len(GEOPOINT) - len(parts))][: len(GEOPOINT)]
    question = column.question
    shown = _labelled(question, value, style) if question and style.labels else value
    if column.kind == "select" and style.split_select and question:
        chosen = set(value.split(" "))
        return [
            shown,
            *((str(int(choice.name in chosen)) if value else "") for choice in question.choices),
        ]
    return [shown]


def _labelled(question: Question, value: str, style: Style) -> str:
    """The labels of what was chosen; a choice that is no longer in the form keeps its name."""
    if not question.choices:
        return value
    labels = {choice.name: choice.label.text(style.labels) for choice in question.choices}
    names = [value] if question.kind == "select_one" else value.split(" ")
    return ", ".join(labels.get(name, name) for name in names)


def _parent_key(key: str, row: str) -> str:
    """The row around this one, or the record: a group in between is no parent."""
    above = row.split("/")[:-1]
    while above and not above[-1].endswith("]"):
        above.pop()
    return "/".join([key, *above])


def _last(filed: Filed) -> list[str]:
    edited = "edited" if filed.edits else ""
    return [
        filed.key,
        filed.submitter_id,
        filed.submitter_name,
        str(filed.attachments_present),
        str(filed.attachments_expected),
        "",
        edited,
        filed.device_id,
        str(filed.edits),
        filed.form_version,
    ]


def _instant(moment: datetime | date) -> str:
    if not isinstance(moment, datetime):
        return moment.isoformat()
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
