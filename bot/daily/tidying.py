"""After an erasure, and once a night: nothing that was deleted stays readable in the files, and
nothing half-written stays beside them.
"""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING

import structlog

from bot.store import brought, made_papers, marks, page_drafts
from bot.store.engine import Database
from bot.store.notes import note, set_note
from sheets.kept import MirrorError
from thai.dates import BANGKOK

if TYPE_CHECKING:
    from bot.outbox.evidence.folders import Keeper  # large, and a web process never tidies

WANTED, DONE = "tidying_wanted", "tidied"
FIRST_HOUR, LAST_HOUR = 2, 5
LARGE = 200 << 20  # bytes: a larger file is written anew at night only
HALF_WRITTEN_FOR = 3600.0  # seconds: nothing takes as long

log = structlog.get_logger()


def run_once(database: Database, keeper: Keeper, now: datetime) -> bool:
    """Whether there was anything to tidy."""
    local = now.astimezone(BANGKOK)
    tonight = FIRST_HOUR <= local.hour < LAST_HOUR
    with database.reading() as conn:
        wanted = bool(note(conn, WANTED)) and (tonight or database.size < LARGE)
        due = tonight and note(conn, DONE) != local.date().isoformat()
    if not (wanted or due):
        return False
    with database.writing() as conn:
        if due:
            set_note(conn, DONE, local.date().isoformat())
        set_note(conn, WANTED, "")
        marks.forget_old(conn, now)
        brought.forget_old(conn)
        made_papers.forget_old(conn)
        page_drafts.forget_old(conn, now)
    database.compact(whole=wanted)
    _sweep(keeper)
    return True


def _sweep(keeper: Keeper) -> None:
    try:
        if count := keeper.mirror.sweep(time.time() - HALF_WRITTEN_FOR):
            log.info("swept", parts=count)
    except MirrorError as error:
        log.warning("not_swept", error=str(error))
