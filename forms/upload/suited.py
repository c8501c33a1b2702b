"""How long a form is for one person in chat, and whether chat suits it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from forms.kinds import MEDIA_KINDS
from forms.model import Form, Question
from forms.paths import name_of, parent_of
from forms.problems import Problem

SECONDS = {
    "select_one": 8,
    "acknowledge": 5,
    "note": 4,
    "integer": 12,
    "decimal": 12,
    "date": 12,
    "time": 12,
    "select_multiple": 15,
    "datetime": 20,
    "geopoint": 20,
    "range": 10,
    "text": 25,
    "image": 30,
    "audio": 60,
    "video": 60,
    "file": 45,
}
LONG_TEXT_SECONDS = 90
OFTEN_SHOWN = 0.5  # how often a question with a condition is asked
ROWS = 3  # how many rows a typical person has
MOST_QUESTIONS, MOST_LONG_TEXTS, LONGEST_LIST, MOST_FILES, MOST_IN_TABLES = 40, 4, 60, 8, 6
TABLES = {"table-list", "list-nolabel"}
REMARKS = {"suit_long_list"}  # worth saying, no reason against chat


@dataclass(frozen=True, slots=True)
class Suited:
    """`questions` and `minutes` of a typical person; `fits` unless a reason speaks against chat."""

    fits: bool
    questions: int
    minutes: int
    reasons: tuple[Problem, ...]


def suited(form: Form) -> Suited:
    asked = [(question, _times(form, question)) for question in form.questions]
    count = sum(times for question, times in asked if question.kind != "note")
    seconds = sum(times * _seconds(question) for question, times in asked)
    reasons = tuple(_reasons(form, math.ceil(count)))
    fits = all(reason.code in REMARKS for reason in reasons)
    return Suited(fits, math.ceil(count), max(1, math.ceil(seconds / 60)), reasons)


def _times(form: Form, question: Question) -> float:
    """How often a typical person is asked: halved by each condition around it, more in a repeat."""
    times, path = 1.0, question.path
    while path:
        rules = form.rules.get(path)
        times *= OFTEN_SHOWN if rules is not None and rules.relevant is not None else 1
        times *= ROWS if path in form.repeats else 1
        path = parent_of(path)
    return times


def _is_long(question: Question) -> bool:
    return question.kind == "text" and "multiline" in question.appearance


def _seconds(question: Question) -> int:
    return LONG_TEXT_SECONDS if _is_long(question) else SECONDS.get(question.kind, 15)


def _reasons(form: Form, count: int) -> Iterator[Problem]:
    if count > MOST_QUESTIONS:
        yield Problem("suit_many_questions", {"count": count, "most": MOST_QUESTIONS})
    for path in form.repeats:
        if any(path.startswith(f"{other}/") for other in form.repeats):
            yield Problem("suit_nested", {"name": name_of(path)}, path)
    counted = {
        "suit_long_texts": (sum(map(_is_long, form.questions)), MOST_LONG_TEXTS),
        "suit_many_files": (
            sum(question.kind in MEDIA_KINDS for question in form.questions),
            MOST_FILES,
        ),
        "suit_grid": (
            sum(bool(question.appearance & TABLES) for question in form.questions),
            MOST_IN_TABLES,
        ),
    }
    for code, (found, most) in counted.items():
        if found > most:
            yield Problem(code, {"count": found})
    for question in form.questions:
        if len(question.choices) > LONGEST_LIST and question.offers is None:
            values: dict[str, str | int] = {"name": question.name, "count": len(question.choices)}
            yield Problem("suit_long_list", values, question.path)
