"""A line of words without anything between its cells -> its cells, by what the questions ask:
"เทศบาลตำบลบางทราย 5 ก.พ. 2556 18 ก.พ. 2556" is a name and two days. Pure.
"""

from collections.abc import Callable, Sequence
from functools import cache

from forms.model import Question

LONGEST = 8  # words of a cell that is no free text: "วันที่ 5 กุมภาพันธ์ พ.ศ. 2556"
MOST_WORDS = 60
UNREAD = -0.8  # of a cell that is no answer of its question
SPENT = 0.01  # what each word of free text costs: a day is a day and no part of a name
SURENESS = {"date": 2.0, "datetime": 2.0, "time": 2.0, "select_one": 1.5}
Fits = Callable[[Question, str], bool]


def apart(text: str, questions: Sequence[Question], fits: Fits) -> tuple[str, ...]:
    """A cell for each question, "" for those the line says nothing of. A cell that cannot be read
    leaves the others what they are; the whole line is the first one's where it fits no question.
    """
    words = text.split()
    if not words or len(words) > MOST_WORDS:
        return (text, *("" for _ in questions[1:]))

    @cache
    def read(place: int, start: int) -> tuple[float, tuple[str, ...]] | None:
        """The best way to read the words from `start` on as the questions from `place` on."""
        if place == len(questions):
            return (0.0, ()) if start == len(words) else None
        question, best = questions[place], None
        longest = len(words) if question.kind == "text" else min(len(words), start + LONGEST)
        for end in range(start, longest + 1):
            cell = " ".join(words[start:end])
            if (rest := read(place + 1, end)) is None:
                continue
            worth = _worth(question, end - start) if not cell or fits(question, cell) else UNREAD
            found = (worth + rest[0], (cell, *rest[1]))
            if best is None or found[0] > best[0]:
                best = found
        return best

    found = read(0, 0)
    if found is None or (not found[1][0] and _must_have(questions[0])):
        return (text, *("" for _ in questions[1:]))
    return found[1]


def _worth(question: Question, words: int) -> float:
    """What reading some words as this question is worth: a day is one beyond doubt, free words may
    be anything.
    """
    if not words:
        return -0.5 if _must_have(question) else 0.0
    if question.kind == "text":
        return (0.3 if _must_have(question) else -0.05) - SPENT * words
    return SURENESS.get(question.kind, 1.0)


def _must_have(question: Question) -> bool:
    return question.rules.required is not None
