"""Objects of the photo store that no row of the spool names any more go: of photos that Drive has,
of tries that were broken off, of people who were erased.
"""

from datetime import timedelta

import structlog
from sqlalchemy import select

from bot.store.engine import Database, now_of
from bot.store.notes import note, set_note
from bot.store.objects import Objects, ObjectsError
from bot.store.tables.queue import spool

EVERY = timedelta(minutes=5)
ON_THEIR_WAY = timedelta(minutes=10)  # a part is in the store before its row is in the database
SWEPT = "objects_swept"

log = structlog.get_logger()


def run_once(database: Database, objects: Objects | None) -> bool:
    """Whether anything went; nothing to do where photos wait in the database."""
    if objects is None:
        return False
    with database.reading() as conn:
        now = now_of(conn)
        due = note(conn, SWEPT) <= (now - EVERY).isoformat()
    if not due:
        return False
    with database.writing() as conn:
        set_note(conn, SWEPT, now.isoformat())
    try:
        before = list(objects.kept())
        with database.reading() as conn:
            named = set(conn.execute(select(spool.c.object)).scalars())
        old = now - ON_THEIR_WAY
        gone = [key for key, since in before if key not in named and since < old]
        objects.forget(gone)
    except ObjectsError as error:
        log.warning("objects_not_swept", error=str(error))
        return False
    return bool(gone)
