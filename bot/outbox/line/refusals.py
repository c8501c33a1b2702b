"""Messages LINE refused for how they are made: they were said more plainly, and whoever runs the
bot should know.
"""

import json
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import Connection

from bot.store.notes import note, set_note

NOTE = "line_refusals"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Refusals:
    """How many there have been, when the last one was, and what LINE said of it."""

    count: int
    at: datetime
    why: str


def count(conn: Connection, why: str, now: datetime) -> None:
    log.error("messages_refused", error=why[:500])
    before = found(conn)
    one_more = {
        "count": (before.count if before else 0) + 1,
        "at": now.isoformat(),
        "why": why[:500],
    }
    set_note(conn, NOTE, json.dumps(one_more))


def found(conn: Connection) -> Refusals | None:
    """None when LINE has never refused a message."""
    stored = json.loads(note(conn, NOTE) or "null")
    return (
        Refusals(stored["count"], datetime.fromisoformat(stored["at"]), stored["why"])
        if stored
        else None
    )
