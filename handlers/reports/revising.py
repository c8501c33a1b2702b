"""A report that was sent, opened again to be changed: answers, rows and evidence as they were."""

from collections.abc import Mapping

from msgspec.structs import replace

from forms.filling.rows import counted
from forms.filling.session import Answers, Session
from forms.filling.stops import RowsEnd
from handlers.vocabulary.draft import Draft
from handlers.vocabulary.known import Submission


def draft_of(draft: Draft, submission: Submission, session: Session) -> Draft:
    """A new draft that starts from what was sent, answers, rows and evidence alike, with nothing
    left to ask.

    `session` is the form's, blank: what the form asks today that was not asked then is asked now.
    """
    left_blank = submission.version == draft.version
    answers = answers_of(submission.answers, session, left_blank=left_blank)
    merged = tuple(submission.score.get("merged", ()))
    return replace(draft, answers=answers, pieces=dict(submission.pieces), merged=merged)


def answers_of(sent: Mapping[str, str], session: Session, *, left_blank: bool) -> Answers:
    """What was sent, as the answers of a form with nothing left to ask; `left_blank`: what was not
    answered then was asked and skipped, and is not asked now.
    """
    root = session.form.shape.name
    values = {f"/{root}/{path}": value for path, value in sent.items()}
    was = _with_rows(session, Answers(values, rows=counted([*values]), opened=True))
    asked = [stop.path for stop in Session(session.form, was, session.now).stops()]
    done = tuple(path for path in asked if left_blank or path in values)
    return Answers(was.values, done, was.rows, was.opened, was.seen)


def _with_rows(session: Session, answers: Answers) -> Answers:
    """A list that was sent without a single row has none, and not the one that a blank form begins
    with.
    """
    empty = [
        stop.path
        for stop in Session(session.form, answers, session.now).stops()
        if isinstance(stop, RowsEnd) and stop.path not in answers.rows
    ]
    rows = {**answers.rows, **dict.fromkeys(empty, 0)}
    return Answers(answers.values, answers.done, rows, answers.opened, answers.seen)
