"""How fast a form answers, and how that grows with its questions: python -m benchmarks.forms

Per answer: the state read back from JSON, one value set, everything worked out, the next question found, the state
written. Growth is a ratio within one run: milliseconds a question at 500 over milliseconds a question at 50.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median
from time import perf_counter

from forms.session import Answers, Session
from forms.xform import Form, compile_form
from forms.xlsform import to_xform

SIZES = (10, 50, 200, 500)
PLACES = 7_400
MOST_ANSWERS = 60
NOW = datetime(2024, 3, 1, 2, 0, tzinfo=UTC)
COLUMNS = ("type", "name", "label", "required", "relevant", "constraint", "calculation", "choice_filter")
HEAD = f"| survey |{' |' * len(COLUMNS)}\n| | {' | '.join(COLUMNS)} |\n"


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds: to convert and compile, and the median answer, by size; a long cascading choice; growth."""

    upload: dict[int, float]
    answer: dict[int, float]
    cascade: float
    growth: float


def measured() -> Figures:
    upload: dict[int, float] = {}
    answer: dict[int, float] = {}
    for size in SIZES:
        text = form_of(size).encode()
        start = perf_counter()
        form = compile_form(to_xform(text, ending=".md"))
        upload[size] = (perf_counter() - start) * 1000
        answer[size] = median(walk(form)) * 1000
    growth = (answer[500] / 500) / (answer[50] / 50)
    return Figures(upload, answer, cascade(), growth)


def form_of(size: int) -> str:
    """Numbers, texts and choices in turn, each fifth hidden by an earlier one, each tenth with a sum."""
    rows = []
    for number in range(size):
        relevant = f"${{q{number - 5}}} != ''" if number % 5 == 4 and number > 5 else ""
        kind = ("integer", "text", "select_one yn")[number % 3]
        constraint = ". >= 0" if kind == "integer" else ""
        rows.append(f"| | {kind} | q{number} | Question {number} | yes | {relevant} | {constraint} | | |")
        if number % 10 == 9:
            rows.append(f"| | calculate | c{number} | | | | | ${{q{number - 9}}} + 1 | |")
    lists = "| choices | | | |\n| | list_name | name | label |\n| | yn | y | Yes |\n| | yn | n | No |\n"
    return HEAD + "\n".join(rows) + "\n" + lists


def walk(form: Form) -> list[float]:
    """Seconds for each answer, spread over the whole form."""
    stored, taken = json.dumps(Answers().to_json()), []
    every = max(1, len(form.questions) // MOST_ANSWERS)
    for place, question in enumerate(form.questions):
        value = {"integer": "3", "text": "word", "select_one": "y"}[question.kind]
        start = perf_counter()
        answers = Answers.from_json(json.loads(stored))
        if place % every:
            stored = json.dumps(answers.put(question.path, value).to_json())
            continue
        session = Session(form, answers.put(question.path, value), NOW)
        session.problem(question.path)
        session.next()
        stored = json.dumps(session.answers.to_json())
        taken.append(perf_counter() - start)
    return taken


def cascade() -> float:
    """Milliseconds to offer the sub-districts of one district out of 7,400."""
    rows = (
        "| | select_one d | district | District | | | | | |\n| | select_one s | sub | Sub | | | | | up=${district} |\n"
    )
    items = "".join(f"| | s | s{n} | Sub {n} | d{n // 97} |\n" for n in range(PLACES))
    districts = "".join(f"| | d | d{n} | District {n} | |\n" for n in range(PLACES // 97 + 1))
    text = HEAD + rows + "| choices | | | | |\n| | list_name | name | label | up |\n" + districts + items
    form = compile_form(to_xform(text.encode(), ending=".md"))
    answers = Answers().put("/xf/district", "d40").put("/xf/sub", "s3900")
    taken = []
    for _ in range(15):
        start = perf_counter()
        Session(form, answers, NOW).offered("/xf/sub")
        taken.append(perf_counter() - start)
    return median(taken) * 1000


def main() -> None:
    found = measured()
    for size, taken in found.answer.items():
        print(f"{size:>4} questions: {taken:>6.2f} ms an answer, {found.upload[size]:>6.0f} ms to convert and compile")
    print(f"growth from 50 to 500: {found.growth:.2f} (1 is linear)")
    print(f"one district's places out of {PLACES:,}: {found.cascade:.1f} ms, checked and offered")


if __name__ == "__main__":
    main()
