"""The bot's own id at LINE, asked by the worker and remembered for whoever shows it: no page waits
for LINE.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from bot.outbox.errors import LineError
from bot.store.engine import Database, now_of
from bot.store.notes import note, set_note

if TYPE_CHECKING:
    from bot.outbox.line.api import Line

ID, ASKED = "line_bot_id", "line_bot_id_asked"
EVERY, AGAIN_AFTER = timedelta(hours=1), timedelta(minutes=1)

log = structlog.get_logger()


def bot_id(database: Database) -> str:
    """The bot's id (@abc) as LINE said last; "" before it was asked."""
    with database.reading() as conn:
        return note(conn, ID)


def refresh(database: Database, line: Line) -> bool:
    """Asks LINE once an hour, sooner while it has not answered yet."""
    with database.reading() as conn:
        asked, known, now = note(conn, ASKED), note(conn, ID), now_of(conn)
    wait = EVERY if known else AGAIN_AFTER
    if asked and abs(now - datetime.fromisoformat(asked)) < wait:
        return False
    try:
        known = line.bot()[1]
    except LineError as error:
        log.warning("bot_id_unknown", error=error.sentence)
    with database.writing() as conn:
        set_note(conn, ASKED, now.isoformat())
        set_note(conn, ID, known)
    return True
