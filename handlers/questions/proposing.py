"""Lines that were pasted or sent -> the rows they are, as they will be read back: what stands, what
cannot be read, what is there twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from forms.filling.stops import RowsEnd, Stop
from forms.model import Question
from forms.tables.lines import Line
from forms.tables.placing import answered_rows, faults, questions_of
from forms.tables.rows import NOT_IN_CELLS, Read, Reader, best_table
from handlers.vocabulary.answers import shown
from handlers.vocabulary.proposed import Proposed, ProposedRow
from handlers.vocabulary.talk import OpenReport

LONGEST_TOLD = 120  # letters of a line
RULE = "rule"  # the reason of a cell that can be read but breaks a rule of the form


def repeat_at(report: OpenReport, stop: Stop | None) -> str:
    """The repeat whose rows may come as a table where the form stands: at the first question of a
    row nothing of which is answered, or where one more is asked for. "" anywhere else.
    """
    if stop is None or report.draft.only:
        return ""
    repeat = stop.path if isinstance(stop, RowsEnd) else _begins_row(report, stop)
    if not isinstance(report.session.stop(repeat), RowsEnd):
        return ""
    asked = questions_of(report.session, repeat).values()
    return repeat if any(one.kind not in NOT_IN_CELLS for one in asked) else ""


def _begins_row(report: OpenReport, question: Question) -> str:
    """The repeat of a question that is the first of its row, while the row is empty."""
    row = question.path.rpartition("]")[0] + "]/"
    inside = [one.path for one in report.session.questions() if one.path.startswith(row)]
    done = {*report.draft.answers.done, *report.draft.pieces}
    is_empty = not any(path.startswith(row) for path in done)
    begins = bool(inside) and inside[0] == question.path and is_empty
    return question.path.rpartition("[")[0] if begins else ""


def kept_rows(report: OpenReport, repeat: str) -> int:
    """How many rows stay when others are added: up to the last one that holds anything."""
    return max(answered_rows(report.session, repeat, report.draft.pieces), default=0)


def understood(
    report: OpenReport,
    repeat: str,
    ways: Sequence[Sequence[Line]],
    *,
    file: str = "",
    evidence: Mapping[str, Any] | None = None,
) -> Proposed | None:
    """What the lines mean for this repeat, in the best of the ways to read them; None where nothing
    of them is an answer.
    """
    reader = Reader(_asked(report, repeat), report.talk.language, report.talk.today)
    table = best_table(ways, reader)
    if not any(row.values for row in table.rows):
        return None
    rows, doubled, alike = _told_apart(report, repeat, table.rows)
    most = report.session.form.most_rows
    taken = _judged(report, repeat, rows[:most])
    return Proposed(
        repeat,
        tuple(taken),
        doubled=tuple(doubled),
        alike=tuple(alike),
        left=tuple(sorted(line.number for line in table.left)),
        unused=table.unused,
        over=tuple(row.number for row in rows[most:]),
        file=file,
        evidence=evidence or {},
    )


def _asked(report: OpenReport, repeat: str) -> dict[str, Question]:
    """What a row asks; of a list only what is offered here: the organisations of the district."""
    found = questions_of(report.session, repeat)
    return {path: _offering(report, repeat, path, one) for path, one in found.items()}


def _offering(report: OpenReport, repeat: str, path: str, question: Question) -> Question:
    here = f"{repeat}[1]/{path}"
    if question.offers is None or not report.session.has(here):
        return question
    stop = report.session.question(here) or question
    offered = report.session.choices(replace(stop, path=here))
    return replace(question, choices=offered) if offered else question


Pairs = list[tuple[int, int]]


def _told_apart(
    report: OpenReport, repeat: str, rows: Sequence[Read]
) -> tuple[list[Read], Pairs, Pairs]:
    """The rows; lines that say what another line says; and lines that begin as another does but go
    on otherwise.
    """
    seen: dict[frozenset[tuple[str, str]], int] = {}
    names: dict[str, int] = {}
    new: list[Read] = []
    doubled: Pairs = []
    alike: Pairs = []
    first = next(iter(questions_of(report.session, repeat)))
    for row in rows:
        whole = frozenset(row.values.items())
        if not row.wrong and whole in seen:
            doubled.append((row.number, seen[whole]))
            continue
        seen.setdefault(whole, row.number)
        name = row.values.get(first, "")
        if name and name in names:
            alike.append((row.number, names[name]))
        names.setdefault(name, row.number)
        new.append(row)
    return new, doubled, alike


def _here(report: OpenReport, repeat: str) -> list[frozenset[tuple[str, str]]]:
    """What the rows that are there say."""
    session = report.session
    paths = [
        path for path, one in questions_of(session, repeat).items() if one.kind not in NOT_IN_CELLS
    ]
    numbers = answered_rows(session, repeat)
    rows = [
        {path: session.value(f"{repeat}[{number}]/{path}") for path in paths} for number in numbers
    ]
    return [frozenset((path, text) for path, text in row.items() if text) for row in rows]


def _judged(report: OpenReport, repeat: str, rows: Sequence[Read]) -> list[ProposedRow]:
    """Each row, with what the form would not let stand among what could not be read."""
    here = set(_here(report, repeat))
    new = [row for row in rows if not row.wrong and frozenset(row.values.items()) not in here]
    start = kept_rows(report, repeat)
    found = faults(report.session, repeat, [row.values for row in new], start, report.talk.language)
    broken = {new[place].number: told for place, told in found.items()}
    return [
        _row(report, repeat, row, broken.get(row.number, {}), is_here=row not in new)
        for row in rows
    ]


def _row(
    report: OpenReport, repeat: str, row: Read, broken: Mapping[str, str], *, is_here: bool
) -> ProposedRow:
    asked, language = questions_of(report.session, repeat), report.talk.language
    against_rules = {
        path: (shown(asked[path], row.values[path], language), f"{RULE}:{told}")
        for path, told in broken.items()
    }
    values = {path: value for path, value in row.values.items() if path not in broken}
    wrong = {**row.wrong, **against_rules}
    here = is_here and not row.wrong
    return ProposedRow(row.number, row.text[:LONGEST_TOLD], values, wrong, here)
