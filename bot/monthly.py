"""The month's messages at LINE, asked for once an hour and noted, for whoever has to know before sending to many."""

import json
from datetime import datetime, timedelta

import structlog

from bot.outbox.errors import LineError
from bot.outbox.line_api import Line
from bot.store.engine import Database
from bot.store.notes import note, set_note
from thai.dates import BANGKOK

NOTE, ASKED = "line_quota", "line_quota_asked"
EVERY = timedelta(hours=1)

log = structlog.get_logger()


def refresh(database: Database, line: Line, now: datetime) -> None:
    """Asks LINE when the last answer is older than an hour, by the program's clock, either way."""
    with database.reading() as conn:
        last = note(conn, ASKED)
    if last and abs(now - datetime.fromisoformat(last)) < EVERY:
        return
    try:
        limit, used = line.quota()
    except LineError as error:
        log.warning("quota_unknown", error=error.sentence)
        limit, used = None, -1
    with database.writing() as conn:
        set_note(conn, ASKED, now.isoformat())
        if used >= 0:
            set_note(
                conn, NOTE, json.dumps({"month": f"{now.astimezone(BANGKOK):%Y-%m}", "limit": limit, "used": used})
            )
