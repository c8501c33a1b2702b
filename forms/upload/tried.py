"""A form tried out once with every question answered, before anybody is asked: what computes too
much for a chat is found with its row.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from forms.filling.answers import Answers
from forms.filling.session import Session
from forms.model import Form, Question
from forms.paths import plain_path
from forms.problems import Problem
from forms.xpath import budget
from forms.xpath.budget import TooMuchError

ANY_MOMENT = datetime(2026, 1, 5, 9, 0, tzinfo=timezone(timedelta(hours=7)))
BUILT_A_TURN = 2  # a message of the chat works the whole form out twice
ROWS = 3  # of a repeat that people add rows to
COLUMNS = {"calculate": "calculation", "count": "repeat_count", "choices": "choice_filter"}
TYPICAL = {
    "integer": "3",
    "decimal": "3.5",
    "range": "3",
    "date": "2026-01-05",
    "time": "09:00:00.000+07:00",
    "datetime": "2026-01-05T09:00:00.000+07:00",
    "geopoint": "13.36 100.98 0 0",
    "acknowledge": "OK",
}
TEXT = "บ้านบึง ชลบุรี และอำเภอใกล้เคียงทั้งหมด"  # forty letters, as people write them


def tried(form: Form) -> Iterator[Problem]:
    """The expression at which a turn of the chat would end, if any: with every question answered as
    people typically do, and three rows where rows are added.
    """
    try:
        with budget.within(budget.MOST_STEPS // BUILT_A_TURN):
            session = Session(form, _answered(form), ANY_MOMENT)
        for question in session.questions():
            with budget.within():
                _asked(session, question)
    except TooMuchError as error:
        column = COLUMNS.get(error.what, error.what)
        code = "too_long_a_text" if error.is_text else "too_many_steps"
        yield Problem(code, {"most": f"{budget.LONGEST_TEXT:,}"}, error.path, column)


def _answered(form: Form) -> Answers:
    blank = Session(form, Answers(), ANY_MOMENT)
    answers = blank.opened()
    for path, repeat in form.repeats.items():
        if repeat.count is None and "[" not in path:
            answers = answers.with_rows(path, min(ROWS, form.most_rows))
    for node in Session(form, answers, ANY_MOMENT).leaves():
        question = form.by_path.get(plain_path(node.path))
        value = _typical(question) if question else ""
        answers = answers.put(node.path, value) if value else answers
    return answers


def _typical(question: Question) -> str:
    if question.choices:
        return question.choices[0].name
    return TYPICAL.get(question.kind, TEXT if question.kind == "text" else "")


def _asked(session: Session, question: Question) -> None:
    """What is worked out when it is this question's turn."""
    try:
        session.problem(question.path)
        session.choices(question)
    except TooMuchError as error:
        error.at(question.path, "constraint")
        raise
