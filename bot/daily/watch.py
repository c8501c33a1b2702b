"""Looks after what nobody else would notice: workers that stopped, jobs a wrong clock put off."""

from datetime import datetime

import structlog
from sqlalchemy import Connection

from bot.outbox import claims
from bot.outbox.line import notices
from bot.store import working
from bot.store.engine import Database, now_of
from bot.store.library import Library
from bot.store.working import Stopped
from handlers.vocabulary.words import say
from thai.dates import BANGKOK, short

log = structlog.get_logger()


def run_once(database: Database, library: Library) -> bool:
    """Tells the topmost coordinators of a worker that stopped, once, with their next reply. One
    that was replaced within the minute is no news.
    """
    with database.reading() as conn:
        missed = working.stopped(conn)
        is_far = claims.any_far(conn, now_of(conn))
    if is_far:
        with database.writing() as conn:
            log.warning("brought_near", jobs=claims.bring_near(conn, now_of(conn)))
    for one in missed:
        with database.writing() as conn:
            if working.forget(conn, one.id):
                log.error("worker_stopped", worker=one.id, last_sign=one.at.isoformat())
                _tell(conn, library, one)
    return is_far or bool(missed)


def _tell(conn: Connection, library: Library, one: Stopped) -> None:
    if one.again_at is not None and one.again_at - one.at < working.MISSED_AFTER:
        return
    key = "worker.stopped" if one.again_at is None else "worker.stood_still"
    since, until = _moment(one.at), _moment(one.again_at or one.at)
    for user, language in notices.topmost(conn, library):
        line = say(key, language, host=one.host, since=since, until=until)
        notices.leave(conn, user, "worker", line, now_of(conn), instead=True)


def _moment(at: datetime) -> str:
    local = at.astimezone(BANGKOK)
    return f"{short(local.date())} {local:%H:%M}"
