"""How fast a form answers, and how that grows with its questions: python -m benchmarks.forms

Per answer: the state read back from JSON, one value set, everything worked out, the next question
found, the state written. Growth is a ratio within one run: milliseconds a question at 500 over
milliseconds a question at 50.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median
from time import perf_counter

from benchmarks.form_makers import PLACES, cascade_form, form_of, value_of
from forms.filling.session import Answers, Session
from forms.model import Form
from forms.upload.xlsform import uploaded

SIZES = (50, 200, 500)
MOST_ANSWERS = 60
NOW = datetime(2024, 3, 1, 2, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds: to convert and compile, and the median answer, by size; a long cascading
    choice; growth.
    """

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
        form = uploaded(text, ending=".md").form
        upload[size] = (perf_counter() - start) * 1000
        answer[size] = median(walk(form)) * 1000
    growth = (answer[500] / 500) / (answer[50] / 50)
    return Figures(upload, answer, cascade(), growth)


def walk(form: Form) -> list[float]:
    """Seconds for each answer, spread over the whole form."""
    opened = Session(form, Session(form, Answers(), NOW).opened(), NOW)
    stored, taken = json.dumps(opened.answers.to_json()), []
    questions = [question for question in opened.questions() if question.kind != "note"]
    every = max(1, len(questions) // MOST_ANSWERS)
    for place, question in enumerate(questions):
        value = value_of(question.name, question.kind)
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
    form = uploaded(cascade_form().encode(), ending=".md").form
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
        print(
            f"{size:>4} questions: {taken:>6.2f} ms an answer, {found.upload[size]:>6.0f} ms to "
            "convert and compile"
        )
    print(f"growth from 50 to 500: {found.growth:.2f} (1 is linear)")
    print(f"one district's places out of {PLACES:,}: {found.cascade:.1f} ms, checked and offered")


if __name__ == "__main__":
    main()
