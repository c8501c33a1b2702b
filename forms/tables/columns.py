"""Which column of a table answers which question: by the words above it, else by order and by what
fits. Pure.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from forms.model import Question
from forms.tables.lines import Line
from thai.digits import arabic

ALIKE = 82.0  # of 100: a heading and a label that say the same in slightly other words
SURE = 90.0  # of a heading that stands alone, which may as well be the first name of a list
SHORTEST = 3  # letters of a heading that may stand inside a label
FIRST = 12  # lines among which the heading is looked for
SAMPLE = 30  # lines that a column is judged by
LEAST_FIT = 0.5  # of a typed column's cells must be readable
CLEARLY = 0.5  # how much more another order must be worth than the form's own
OF_TEXT = 0.4  # what a column of any words is worth beside one that fits a type

_SIGNS = re.compile(r"[\s()\[\]{}:.,?/\"'*_–-]+")
_ASKING = re.compile(r"(?:คือ)?(?:เมื่อใด|วันใด|ที่ใด|แห่งใด|ใด|อะไร|เท่าใด|เท่าไร|หรือไม่|กี่\w{0,8})$")

Fits = Callable[[Question, str], bool]
Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """`of`: the question each column answers, by its place; `unused`: headings nothing asks for;
    `first`: where among the lines the rows begin.
    """

    of: Mapping[int, Question]
    unused: tuple[str, ...] = ()
    first: int = 0


def columns_of(
    lines: Sequence[Line], questions: Sequence[Question], language: str, fits: Fits
) -> Columns:
    """`fits`: whether a cell can be read as the answer of a question."""
    found = _by_headings(lines, questions, language, fits)
    if found is not None:
        return found
    first = _past_titles(lines)
    of = _by_place(lines[first:], questions, _by_fit(lines[first:], questions, fits))
    unused = (cell for at, cell in enumerate(lines[first].cells) if cell and at not in of)
    return Columns(of, tuple(unused) if lines else (), first)


def _by_place(
    lines: Sequence[Line], questions: Sequence[Question], of: Mapping[int, Question]
) -> dict[int, Question]:
    """A column that fits nothing belongs to the question that stands where it stands."""
    found = dict(of)
    for column in range(max((len(line.cells) for line in lines), default=0)):
        before = [one for at, one in found.items() if at < column]
        after = [one for at, one in found.items() if at > column]
        start = max((questions.index(one) + 1 for one in before), default=0)
        end = min((questions.index(one) for one in after), default=len(questions))
        free = [one for one in questions[start:end] if one not in found.values()]
        if column not in found and free and any(_cell(line, column) for line in lines):
            found[column] = free[0]
    return dict(sorted(found.items()))


def _cell(line: Line, column: int) -> str:
    return line.cells[column] if column < len(line.cells) else ""


def _by_headings(
    lines: Sequence[Line], questions: Sequence[Question], language: str, fits: Fits
) -> Columns | None:
    """By the first line that names columns; what stands above it are titles."""
    best: tuple[int, dict[int, Question]] | None = None
    for place, line in enumerate(lines[:FIRST]):
        alone = _filled(line) <= 2 and len(lines) > 1
        matched = _headings(line, questions, language, SURE if alone else ALIKE)
        if len(matched) < (1 if alone else 2):
            continue
        if best is None or len(matched) > len(best[1]):
            best = (place, matched)
    if best is None:
        return None
    place, matched = best
    matched = matched | _left_over(lines[place + 1 :], questions, matched, fits)
    others = [
        cell for column, cell in enumerate(lines[place].cells) if cell and column not in matched
    ]
    return Columns(dict(sorted(matched.items())), tuple(others), place + 1)


def _left_over(
    lines: Sequence[Line],
    questions: Sequence[Question],
    matched: Mapping[int, Question],
    fits: Fits,
) -> dict[int, Question]:
    """Columns under unknown headings, where their cells fit a question that is left; any words fit
    a text, so those stay out.
    """
    left = [one for one in questions if one not in matched.values() and one.kind != "text"]
    bare = [
        line._replace(
            cells=tuple("" if at in matched else cell for at, cell in enumerate(line.cells))
        )
        for line in lines
    ]
    return _by_fit(bare, left, fits)


def _headings(
    line: Line, questions: Sequence[Question], language: str, least: float
) -> dict[int, Question]:
    """The best pairs first, each question and each column once."""
    scored = sorted(
        (
            (_alike(cell, question, language), -column, -place)
            for column, cell in enumerate(line.cells)
            for place, question in enumerate(questions)
        ),
        reverse=True,
    )
    matched: dict[int, Question] = {}
    for score, column, place in scored:
        if score >= least and -column not in matched and questions[-place] not in matched.values():
            matched[-column] = questions[-place]
    return dict(sorted(matched.items()))


def _alike(cell: str, question: Question, language: str) -> float:
    """How surely a heading names a question, of 100."""
    wanted = _plain(cell)
    if not wanted or wanted.isdecimal():
        return 0.0
    labels = {_plain(question.label.text(one)) for one in (language, "th", "en")}
    if wanted == _plain(question.name) or wanted in labels:
        return 100.0
    if len(wanted) >= SHORTEST and any(wanted in label for label in labels):
        return 90.0
    if any(len(label) >= SHORTEST and label in wanted for label in labels):
        return 88.0
    return max(fuzz.ratio(wanted, label) for label in labels)


def _plain(text: str) -> str:
    """As it is compared: without spaces, signs and the words that make a question of a label."""
    return _ASKING.sub("", _SIGNS.sub("", arabic(text).replace("ํา", "ำ").casefold()))


def _past_titles(lines: Sequence[Line]) -> int:
    """Past titles above a table without headings of its own: lines of one cell where the others
    have several.
    """
    width = max((_filled(line) for line in lines), default=0)
    if width < 2:
        return 0
    return next((place for place, line in enumerate(lines) if _filled(line) > 1), 0)


def _filled(line: Line) -> int:
    return sum(bool(cell) for cell in line.cells)


def _by_fit(
    lines: Sequence[Line], questions: Sequence[Question], fits: Fits
) -> dict[int, Question]:
    """In order if that fits as well as any other way, else each column to what it fits best."""
    width = max((len(line.cells) for line in lines), default=0)
    worth = [
        [_worth(lines, column, question, fits) for question in questions] for column in range(width)
    ]
    ordered, greedy = _in_order(worth), _best_first(worth)
    chosen = ordered if _sum(worth, ordered) + CLEARLY >= _sum(worth, greedy) else greedy
    return {column: questions[place] for column, place in chosen.items()}


def _worth(lines: Sequence[Line], column: int, question: Question, fits: Fits) -> float:
    """How much of a column can be read as answers of a question, 0 to 1."""
    cells = [cell for line in lines[:SAMPLE] if (cell := _cell(line, column))]
    if not cells:
        return 0.0
    share = sum(fits(question, cell) for cell in cells) / len(cells)
    if share < LEAST_FIT:
        return 0.0
    return share * OF_TEXT if question.kind == "text" else share


def _sum(worth: Sequence[Sequence[float]], chosen: Mapping[int, int]) -> float:
    return sum(worth[column][place] for column, place in chosen.items())


def _in_order(worth: Sequence[Sequence[float]]) -> dict[int, int]:
    """{column: question}, both going up, worth the most together."""
    wide, many = len(worth), len(worth[0]) if worth else 0
    nothing: tuple[float, Pairs] = (0.0, ())
    pairs = [[nothing for _ in range(many + 1)] for _ in range(wide + 1)]
    for column in range(wide - 1, -1, -1):
        for place in range(many - 1, -1, -1):
            now = worth[column][place]
            after, chosen = pairs[column + 1][place + 1]
            options = [pairs[column + 1][place], pairs[column][place + 1]]
            if now:
                options.insert(0, (now + after, ((column, place), *chosen)))
            pairs[column][place] = max(options, key=lambda one: one[0])
    return dict(pairs[0][0][1]) if worth else {}


def _best_first(worth: Sequence[Sequence[float]]) -> dict[int, int]:
    scored = sorted(
        (
            (value, -column, -place)
            for column, row in enumerate(worth)
            for place, value in enumerate(row)
            if value
        ),
        reverse=True,
    )
    chosen: dict[int, int] = {}
    for _, column, place in scored:
        if -column not in chosen and -place not in chosen.values():
            chosen[-column] = -place
    return chosen
