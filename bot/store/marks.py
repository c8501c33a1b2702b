"""What outlives an erasure: that a vote was given, that codes were guessed. A mark tells it of a
LINE id that is shown again, and of nobody as long as it is not.
"""

import hmac
import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, or_, select

from bot.store.dialect import insert_ignoring
from bot.store.notes import note
from bot.store.tables.forms import respondents, surveys
from bot.store.tables.queue import marks
from bot.store.tables.records import notes
from bot.store.tables.reviews import guesses
from handlers.vocabulary.people_known import MOST_WRONG

KEY = "marks_key"
GUESSES_LAST = timedelta(hours=1)  # longer than any lock
UNSENT_LASTS = timedelta(days=7)  # as long as LINE may still send the message it is of


def remember(conn: Connection, person: int, user: str, now: datetime) -> None:
    """Before a person is erased: the surveys they answered, the codes they guessed wrongly."""
    answered = select(respondents.c.survey).where(respondents.c.person_id == person)
    for code in conn.execute(answered).scalars().all():
        _set(conn, f"vote:{code}:{user}", None)
    wrong = select(guesses.c.wrong).where(guesses.c.person_id == person)
    if count := conn.execute(wrong).scalar():
        _set(conn, f"guess:{min(count, MOST_WRONG)}:{user}", now + GUESSES_LAST)


def recall(conn: Connection, person: int, user: str, now: datetime) -> None:
    """When a LINE id is met for the first time: what marks say of it."""
    if conn.execute(select(marks.c.mark).limit(1)).first() is None:
        return
    open_ones = select(surveys.c.code).where(surveys.c.closed_at.is_(None))
    for code in conn.execute(open_ones).scalars().all():
        if _is_set(conn, f"vote:{code}:{user}", now):
            insert_ignoring(conn, respondents, {"survey": code, "person_id": person})
    for wrong in range(MOST_WRONG, 0, -1):
        if _is_set(conn, f"guess:{wrong}:{user}", now):
            locked = now + GUESSES_LAST if wrong >= MOST_WRONG else None
            values = {"person_id": person, "wrong": wrong, "since": now, "locked_until": locked}
            insert_ignoring(conn, guesses, values)
            return


def set_unsent(conn: Connection, message_id: str, now: datetime) -> None:
    """A message was taken back that has not come yet."""
    _set(conn, f"unsent:{message_id}", now + UNSENT_LASTS)


def is_unsent(conn: Connection, message_id: str) -> bool:
    return _is_set(conn, f"unsent:{message_id}", None)


def forget_old(conn: Connection, now: datetime) -> None:
    """Marks that are over, and those of surveys that are closed by now are left: nobody can tell
    which those are.
    """
    conn.execute(delete(marks).where(marks.c.until < now))


def _set(conn: Connection, what: str, until: datetime | None) -> None:
    """With the first mark a secret of this database's own is made."""
    insert_ignoring(conn, notes, {"name": KEY, "value": secrets.token_hex(32)})
    insert_ignoring(conn, marks, {"mark": _mark(note(conn, KEY), what), "until": until})


def _is_set(conn: Connection, what: str, now: datetime | None) -> bool:
    key = note(conn, KEY)
    found = select(marks.c.mark).where(marks.c.mark == _mark(key, what))
    if now is not None:
        found = found.where(or_(marks.c.until.is_(None), marks.c.until > now))
    return bool(key) and conn.execute(found).first() is not None


def _mark(key: str, what: str) -> str:
    return hmac.new(key.encode(), what.encode(), "sha256").hexdigest()
