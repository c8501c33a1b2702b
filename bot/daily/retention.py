"""Once a night: people long gone are erased; old messages, what they asked and abandoned photos go
too.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete

from bot.erasing import erase
from bot.store import asked, audit, own_data, pieces
from bot.store.audit import Entry
from bot.store.engine import Database, now_of
from bot.store.notes import note, set_note
from bot.store.tables.queue import outbox
from thai.dates import BANGKOK

FIRST_HOUR, LAST_HOUR = 2, 5
KEEP_SENT = timedelta(days=60)
KEEP_ABANDONED = timedelta(days=30)
STRANGERS = timedelta(days=30)  # who wrote once and never agreed to anything
DONE = "retention"


def run_once(database: Database, now: datetime, days: int) -> int:
    """Erases whoever has had no office and not talked for so many days; how many. Once a night,
    whoever asks.
    """
    local = now.astimezone(BANGKOK)
    if not FIRST_HOUR <= local.hour < LAST_HOUR:
        return 0
    today = local.date().isoformat()
    with database.reading() as conn:
        if note(conn, DONE) == today:
            return 0
    with database.writing() as conn:
        set_note(conn, DONE, today)
        conn.execute(
            delete(outbox).where(
                outbox.c.state == "done", outbox.c.created_at < now_of(conn) - KEEP_SENT
            )
        )
        asked.forget_old(conn, now_of(conn))
        pieces.forget_abandoned(conn, now - KEEP_ABANDONED)
        gone = own_data.forgotten(conn, now - timedelta(days=days), now - STRANGERS)
        for person in gone:
            erase(conn, person, now)
        own_data.last_words(conn)
        audit.append(
            conn, [Entry(now, "erased after its time", "privacy", person) for person in gone]
        )
    return len(gone)
