"""A report that was sent, opened again to be changed: answers, rows and evidence as they were."""

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
    root = session.form.shape.name
    values = {f"/{root}/{path}": value for path, value in submission.answers.items()}
    was = _with_rows(session, Answers(values, rows=counted([*values]), opened=True))
    asked = [stop.path for stop in Session(session.form, was, session.now).stops()]
    left_blank = submission.version == draft.version
    done = tuple(path for path in asked if left_blank or path in values)
    answers = Answers(was.values, done, was.rows, was.opened, was.seen)
    merged = tuple(submission.score.get("merged", ()))
    return replace(draft, answers=answers, pieces=dict(submission.pieces), merged=merged)


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
