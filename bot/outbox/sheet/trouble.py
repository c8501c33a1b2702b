"""When Drive and Sheets are away: coordinators hear one calm line a day, and one when it is over.
Both cost nothing.

Whoever hears nothing for a while hears only how things stand by then.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select

from bot.outbox import endings
from bot.outbox.line import notices
from bot.outbox.queue import WAITING
from bot.store.engine import Database
from bot.store.notes import note, set_note
from bot.store.tables.queue import outbox
from bot.store.tables.records import notes
from handlers.vocabulary.words import say
from thai.dates import BANGKOK, bangkok_day, short

SINCE, TOLD = "storage_away_since:", "storage_away_told"
LANES = ("drive", "sheets")
PATIENCE = timedelta(minutes=30)  # so long nothing of a lane has to work before anybody is told


def failed(database: Database, lane: str, now: datetime, *, needs_hands: bool) -> None:
    """Something a lane asked for did not work; `needs_hands` when a person has to mend the
    account.
    """
    with database.reading() as conn:
        if not _is_news(conn, lane, now, needs_hands=needs_hands):
            return
    with database.writing() as conn:
        if not _is_news(conn, lane, now, needs_hands=needs_hands):
            return
        since = note(conn, SINCE + lane) or now.isoformat()
        set_note(conn, SINCE + lane, since)
        began = datetime.fromisoformat(since)
        if needs_hands or now - began >= PATIENCE:
            set_note(conn, TOLD, bangkok_day(now).isoformat())
            key = "storage.needs_hands" if needs_hands else "storage.away"
            _tell(conn, now, lambda language: say(key, language, **_facts(conn, began)))


def _is_news(conn: Connection, lane: str, now: datetime, *, needs_hands: bool) -> bool:
    """Whether this is the first failure, or has lasted so long that coordinators should hear of it
    today.
    """
    since = note(conn, SINCE + lane)
    is_long = needs_hands or (bool(since) and now - datetime.fromisoformat(since) >= PATIENCE)
    return not since or (is_long and note(conn, TOLD) != bangkok_day(now).isoformat())


def _facts(conn: Connection, began: datetime) -> dict[str, object]:
    local = began.astimezone(BANGKOK)
    return {"day": short(local.date()), "time": f"{local:%H:%M}", "count": _waiting(conn)}


def works(database: Database, lane: str, now: datetime) -> None:
    """Something worked: after a long while of nothing all that the lane put off is due, and when no
    lane is away any more coordinators hear that it is over.
    """
    with database.reading() as conn:
        if not note(conn, SINCE + lane):
            return
    with database.writing() as conn:
        if not note(conn, SINCE + lane):
            return
        _forget(conn, SINCE + lane)
        if note(conn, TOLD):
            endings.hurry(conn, lane, now)
            if not any(note(conn, SINCE + other) for other in LANES):
                _forget(conn, TOLD)
                _tell(conn, now, lambda language: say("storage.back", language))


def _forget(conn: Connection, name: str) -> None:
    conn.execute(delete(notes).where(notes.c.name == name))


def _tell(conn: Connection, now: datetime, words: Callable[[str], str]) -> None:
    for user, language in notices.coordinators(conn):
        notices.leave(conn, user, "storage", words(language), now, instead=True)


def _waiting(conn: Connection) -> int:
    return conn.execute(
        select(func.count()).where(outbox.c.lane.in_(LANES), outbox.c.state == WAITING)
    ).scalar_one()
