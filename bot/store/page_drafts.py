"""What stands on a survey's page and has not been sent, and which pages have answered: both under a
hash of a random number, neither with a way to an answer.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from bot.store.dialect import insert_ignoring, insert_or_update
from bot.store.tables.surveys import page_drafts, page_marks
from forms.filling.answers import Answers

KEPT_FOR = timedelta(days=30)


def begun(conn: Connection, mark: str) -> Answers | None:
    stored = conn.execute(select(page_drafts.c.answers).where(page_drafts.c.mark == mark)).scalar()
    return Answers.from_json(stored) if stored else None


def keep(conn: Connection, mark: str, survey: str, answers: Answers, now: datetime) -> None:
    values = {"mark": mark, "survey": survey, "answers": answers.to_json(), "changed_at": now}
    insert_or_update(conn, page_drafts, values, ["mark"])


def forget(conn: Connection, mark: str) -> None:
    conn.execute(delete(page_drafts).where(page_drafts.c.mark == mark))


def has_answered(conn: Connection, mark: str) -> bool:
    wanted = select(page_marks.c.mark).where(page_marks.c.mark == mark)
    return conn.execute(wanted).first() is not None


def answer(conn: Connection, mark: str, survey: str) -> bool:
    """Whether this page answers for the first time; of two sendings at once one is first."""
    return insert_ignoring(conn, page_marks, {"mark": mark, "survey": survey}) is not None


def forget_old(conn: Connection, now: datetime) -> None:
    """What nobody has gone on with for a month."""
    conn.execute(delete(page_drafts).where(page_drafts.c.changed_at < now - KEPT_FOR))
