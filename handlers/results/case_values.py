"""What a report's answers are worth to the scale: the one reading of them, in chat and whenever a
score is redone.
"""

from collections.abc import Callable, Iterable

from forms.kinds import MEDIA_KINDS
from forms.reading.xform import Question

UNSCORED = {*MEDIA_KINDS, "note"}


def case_values(questions: Iterable[Question], value: Callable[[str], str]) -> dict[str, object]:
    """The answers by question name, blanks and evidence left out; choices of several as a list.

    `value` is the answer at a question's path, "" where there is none.
    """
    values: dict[str, object] = {}
    for question in questions:
        answer = "" if question.kind in UNSCORED else value(question.path)
        if answer:
            values[question.name] = answer.split() if question.kind == "select_multiple" else answer
    return values
