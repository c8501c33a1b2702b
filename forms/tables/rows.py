"""The lines of a table -> rows of a repeat, each cell read as the answer it is. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from forms.filling.choices import meant, several_meant
from forms.filling.typed import Misread, read_answer
from forms.kinds import MEDIA_KINDS
from forms.model import Question
from forms.tables.columns import Columns, columns_of
from forms.tables.lines import Line, without_sequence
from forms.tables.words_apart import apart

NEED_DIGITS = {"integer", "decimal"}
NOT_IN_CELLS = {*MEDIA_KINDS, "note", "geotrace", "geoshape"}


@dataclass(frozen=True, slots=True)
class Read:
    """A line as a row: what its cells answer by the question's path in a row, and what could not be
    read, as (cell, why).
    """

    number: int
    text: str
    values: Mapping[str, str]
    wrong: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """`left`: lines that are no rows (titles, headings, sums); `unused`: headings nothing asks for;
    `asked`: the questions that have a column.
    """

    rows: tuple[Read, ...]
    left: tuple[Line, ...] = ()
    unused: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


class Reader:
    """Reads cells as the questions of a row want them; the same words are read once."""

    def __init__(self, questions: Mapping[str, Question], language: str, today: date) -> None:
        self.questions = {
            path: one for path, one in questions.items() if one.kind not in NOT_IN_CELLS
        }
        self.language, self._today = language, today
        self._numbered: dict[str, bool] = {}
        self._read: dict[tuple[str, str], str | Misread] = {}

    def fits(self, question: Question, cell: str) -> bool:
        has_digits = any(map(str.isdigit, cell))
        if question.kind in NEED_DIGITS and not has_digits:
            return False
        if question.kind == "select_one" and has_digits and not self._may_hold_digits(question):
            return cell in question.names
        return not isinstance(self.answer(question, cell), Misread)

    def _may_hold_digits(self, question: Question) -> bool:
        """Whether a label has a number in it; words with one need not be compared otherwise."""
        if question.path not in self._numbered:
            labels = (one.label.text(self.language) for one in question.choices)
            self._numbered[question.path] = any(
                letter.isdigit() for label in labels for letter in label
            )
        return self._numbered[question.path]

    def answer(self, question: Question, cell: str) -> str | Misread:
        """As if it had been typed; of a list never by the place of a choice, which nobody saw."""
        key = (question.path, cell)
        if key not in self._read:
            self._read[key] = self._answer(question, cell)
        return self._read[key]

    def _answer(self, question: Question, cell: str) -> str | Misread:
        if question.kind == "select_one":
            found = meant(question.choices, cell, self.language, numbered=False)
            if found.one is not None:
                return found.one.name
            return Misread("which_choice" if found.maybe else "not_a_choice")
        if question.kind == "select_multiple":
            several, unread = several_meant(question.choices, cell, self.language, numbered=False)
            is_read = several and not unread
            return " ".join(one.name for one in several) if is_read else Misread("not_a_choice")
        return read_answer(question, cell, language=self.language, today=self._today)


def best_table(ways: Sequence[Sequence[Line]], reader: Reader) -> Table:
    """Of several ways to read the same lines the one that leaves the least unread."""
    tables = [table_of(lines, reader) for lines in ways]
    return min(tables, key=lambda one: (sum(len(row.wrong) for row in one.rows), len(one.unused)))


def table_of(lines: Sequence[Line], reader: Reader) -> Table:
    """All that the lines say, in the order in which they stand."""
    questions, language = [*reader.questions.values()], reader.language
    sums = [line for line in lines if line.is_total]
    lines = without_sequence([line for line in lines if not line.is_blank and line not in sums])
    if not lines or not questions:
        return Table((), tuple(sums))
    if all(len(line.cells) == 1 for line in lines) and len(questions) > 1:
        return _of_words(lines, sums, questions, reader)
    columns = columns_of(lines, questions, language, reader.fits)
    paths = {one.path: path for path, one in reader.questions.items()}
    rows, left = [], [*lines[: columns.first], *sums]
    for line in lines[columns.first :]:
        if line.cells == _heading(lines, columns):
            left.append(line)
        else:
            rows.append(_row(line, columns.of, paths, reader))
    if rows and _is_heading(rows):
        left.append(next(line for line in lines if line.number == rows.pop(0).number))
    asked = tuple(paths[one.path] for one in columns.of.values())
    return Table(tuple(rows), tuple(left), columns.unused, asked)


def _is_heading(rows: Sequence[Read]) -> bool:
    """Whether the first row only names columns, in words that no label has: nothing of it can be
    read but words, and all of the next can.
    """
    first = rows[0]
    return (
        len(rows) > 1
        and bool(first.wrong)
        and not any(map(str.isdigit, first.text))
        and not rows[1].wrong
        and len(first.wrong) >= len(first.values)
    )


def _heading(lines: Sequence[Line], columns: Columns) -> tuple[str, ...]:
    return lines[columns.first - 1].cells if columns.first else ()


def _of_words(
    lines: Sequence[Line], sums: Sequence[Line], questions: list[Question], reader: Reader
) -> Table:
    """Of lines with only spaces between their cells."""
    spread = [line._replace(cells=apart(line.cells[0], questions, reader.fits)) for line in lines]
    paths = {one.path: path for path, one in reader.questions.items()}
    filled = [place for place in range(len(questions)) if any(line.cells[place] for line in spread)]
    of = {place: questions[place] for place in filled}
    rows = tuple(_row(line, of, paths, reader) for line in spread)
    texts = {line.number: line.cells[0] for line in lines}
    rows = tuple(replace(row, text=texts[row.number]) for row in rows)
    return Table(rows, tuple(sums), (), tuple(paths[one.path] for one in of.values()))


def _row(line: Line, of: Mapping[int, Question], paths: Mapping[str, str], reader: Reader) -> Read:
    values: dict[str, str] = {}
    wrong: dict[str, tuple[str, str]] = {}
    for column, question in of.items():
        cell = line.cells[column] if column < len(line.cells) else ""
        if not cell or cell in {"-", "–"}:
            continue
        answer = reader.answer(question, cell)
        if isinstance(answer, Misread):
            wrong[paths[question.path]] = (cell, answer.code)
        else:
            values[paths[question.path]] = answer
    return Read(line.number, line.text, values, wrong)
