"""The rows of a form's repeats: one tab for each repeat, each row under its report and its parent
row. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from forms.model import Form, Question
from forms.paths import below_root, plain_path
from sheets.layout.answer_columns import said
from sheets.layout.cells import Cell, number
from sheets.layout.own_columns import own_names
from sheets.layout.rows import Column, Kind, Record, Repetition, Tab, answer_name

ROW, PARENT, REPORT = "row_id", "parent_id", "submission_id"
HERE, GONE = "อยู่ในฉบับล่าสุด", "นำออกแล้ว"
LEADING = (
    Column(ROW, "เลขที่แถว", "key"),
    Column(PARENT, "อยู่ใต้", "key"),
    Column(REPORT, "เลขที่รายงาน", "key"),
    Column("office_code", "รหัสหน่วยงาน"),
    Column("office_name", "หน่วยงาน"),
    Column("row", "ลำดับ", "count"),
    Column("row_status", "สถานะแถว"),
)
LAST_PLACE = re.compile(r"\[(\d+)\]$")


def repetitions(
    form: Form,
    asked: Sequence[Question],
    kinds: Mapping[str, Kind],
    answers: Mapping[str, str],
    earlier: Iterable[Mapping[str, str]] = (),
) -> tuple[Repetition, ...]:
    """The form's repeats with their rows; `answers` are by path without the root, as
    household[2]/name.

    `asked` are the questions that get a column, `kinds` what kind of number their answers are by
    kind of question, `earlier` the answers of the report's other revisions.
    """
    return tuple(_repetition(form, path, asked, kinds, answers, earlier) for path in form.repeats)


def _repetition(
    form: Form,
    path: str,
    asked: Sequence[Question],
    kinds: Mapping[str, Kind],
    answers: Mapping[str, str],
    earlier: Iterable[Mapping[str, str]],
) -> Repetition:
    own = {one.path: one for one in asked if enclosing(form, one.path) == path}
    names = column_names([*own], path)
    rows = _rows(path, names, own, answers)
    before = [row for other in earlier for row in _rows(path, names, own, other)]
    return Repetition(
        path=below_root(path),
        label=form.repeats[path].label.text("th"),
        labels={names[at]: question.label.text("th") for at, question in own.items()},
        kinds={
            names[at]: kinds[question.kind]
            for at, question in own.items()
            if question.kind in kinds
        },
        rows=rows,
        gone=tuple(dict.fromkeys(row for row in before if row not in rows)),
    )


def enclosing(form: Form, path: str) -> str:
    """The innermost repeat a question is asked in, "" for none."""
    return max((one for one in form.repeats if path.startswith(f"{one}/")), key=len, default="")


def column_name(path: str, above: str = "") -> str:
    """A question's name in its tab: groups on the way to it are part of it, as in loc-province."""
    return (
        path.removeprefix(f"{above}/").replace("/", "-")
        if above
        else below_root(path).replace("/", "-")
    )


def column_names(paths: Sequence[str], above: str = "") -> dict[str, str]:
    """The names of a tab's columns by question; no two questions share one."""
    below = {path: path.removeprefix(f"{above}/") if above else below_root(path) for path in paths}
    joined = [(short, column_name(path, above)) for path, short in below.items()]
    own = own_names(joined)
    return {path: own[short] for path, short in below.items()}


def _rows(
    path: str,
    names: Mapping[str, str],
    own: Mapping[str, Question],
    answers: Mapping[str, str],
) -> dict[str, dict[str, str]]:
    """Each row of a repeat, by its own path, with its answers by column; rows inside it make it a
    row as well.
    """
    root, depth = path.split("/", 2)[1], path.count("/") - 1
    rows: dict[str, dict[str, str]] = {}
    for at, answer in answers.items():
        steps = at.split("/")
        row = "/".join(steps[:depth])
        if plain_path(f"/{root}/{row}") != path or not LAST_PLACE.search(row):
            continue
        found = rows.setdefault(row, {})
        column = plain_path(f"/{root}/{at}")
        if column in names:
            found[names[column]] = said(own[column], answer)
    return dict(sorted(rows.items(), key=lambda one: places_of(one[0])))


def places_of(row: str) -> tuple[int, ...]:
    """household[2]/member[10] -> (2, 10): rows in the order they were given in."""
    return tuple(int(place) for place in re.findall(r"\[(\d+)\]", row))


def repeat_tab(record: Record, repeat: Repetition) -> Tab:
    """The tab of one repeat of one indicator's form."""
    answers = tuple(
        Column(answer_name(name), label or name, repeat.kinds.get(name, "text"))
        for name, label in repeat.labels.items()
    )
    title = f"{record.indicator} {repeat.label or repeat.path}"
    return Tab(
        f"repeat:{record.programme}:{record.indicator}:{repeat.path}", title, (*LEADING, *answers)
    )


def repeat_rows(record: Record, repeat: Repetition, tab: Tab) -> dict[str, list[Cell]]:
    """Every row, by its key; a row the report no longer has stays, empty, and says so."""
    here = {row: _cells(record, row, answers, tab, HERE) for row, answers in repeat.rows.items()}
    gone = {row: _cells(record, row, {}, tab, GONE) for row in repeat.gone}
    return {str(cells[0]): cells for cells in (*here.values(), *gone.values())}


def _cells(
    record: Record, row: str, answers: Mapping[str, str], tab: Tab, status: str
) -> list[Cell]:
    parent, _, _ = LAST_PLACE.sub("", row).rpartition("/")
    while parent and not LAST_PLACE.search(parent):  # a group on the way is no row
        parent = parent.rpartition("/")[0]
    known: dict[str, Cell] = {
        ROW: f"{record.submission_id}/{row}",
        PARENT: f"{record.submission_id}/{parent}".rstrip("/"),
        REPORT: record.submission_id,
        "office_code": record.office_code,
        "office_name": record.office_name,
        "row": places_of(row)[-1],
        "row_status": status,
    }
    said = {answer_name(name): answer for name, answer in answers.items()}
    return [
        number(said[c.name])
        if c.name in said and c.kind == "number"
        else said.get(c.name, known.get(c.name))
        for c in tab.columns
    ]
