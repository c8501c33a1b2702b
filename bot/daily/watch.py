"""Looks after what nobody else would notice: workers that stopped, jobs a wrong clock put off."""

from datetime import datetime

import structlog
from sqlalchemy import Connection

from bot.outbox import claims
from bot.outbox.line import notices
from bot.store import stuck, working
from bot.store.engine import Database, now_of
from bot.store.library import Library
from bot.store.notes import note, set_note
from bot.store.working import Stopped
from handlers.vocabulary.words import say
from thai.dates import BANGKOK, bangkok_day, short

STUCK_TOLD = "stuck_told"

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
    return is_far or bool(missed) or _tell_of_stuck(database, library)


def _tell_of_stuck(database: Database, library: Library) -> bool:
    """Once a day, while anything is stuck; and anew when it has become more."""
    with database.reading() as conn:
        count, now = stuck.count(conn), now_of(conn)
        said = f"{bangkok_day(now).isoformat()} {count}"
        if note(conn, STUCK_TOLD) == said or not (count or note(conn, STUCK_TOLD)):
            return False
    with database.writing() as conn:
        set_note(conn, STUCK_TOLD, said if count else "")
        for user, language in notices.topmost(conn, library) if count else ():
            line = say("stuck.told", language, count=count)
            notices.leave(conn, user, "stuck", line, now, instead=True)
    return True


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
