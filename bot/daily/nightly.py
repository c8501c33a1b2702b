"""Once a night: every Sheet is compared with the reports behind it, and what people changed by hand
is mended; the results of surveys that run, and how judging stands, are written anew.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import Connection, or_, select

from bot.outbox import queue
from bot.outbox.jobs.rows import CompareSheet, MirrorJudging, MirrorSurvey
from bot.store.engine import Database, now_of
from bot.store.tables.forms import surveys
from bot.store.tables.judging import judging_rounds
from bot.store.tables.queue import outbox
from bot.store.tables.records import submissions
from thai.dates import BANGKOK

FIRST_HOUR, LAST_HOUR = 2, 5


def run_once(database: Database, now: datetime) -> int:
    """Puts one comparison a programme a night into the outbox; how many were put."""
    local = now.astimezone(BANGKOK)
    if not FIRST_HOUR <= local.hour < LAST_HOUR:
        return 0
    with database.reading() as conn:
        programmes = conn.execute(select(submissions.c.programme).distinct()).scalars().all()
        night = local.date().isoformat()
        jobs: list[CompareSheet | MirrorSurvey | MirrorJudging] = [
            CompareSheet(key, night) for key in programmes
        ]
        jobs += _surveys(conn, local.date())
        rounds = conn.execute(select(judging_rounds.c.programme)).scalars()
        jobs += [MirrorJudging(key, night) for key in rounds]
        wanted = {job.only_once(): job for job in jobs}
        put = set(conn.execute(select(outbox.c.once).where(outbox.c.once.in_(wanted))).scalars())
    if not wanted.keys() - put:
        return 0
    with database.writing() as conn:
        return sum(queue.put(conn, job, now_of(conn)) for job in wanted.values())


def _surveys(conn: Connection, night: date) -> list[MirrorSurvey]:
    """Those that took answers until yesterday, or still do."""
    running = surveys.c.closed_at.is_(None)
    lasting = or_(surveys.c.closes_on.is_(None), surveys.c.closes_on >= night - timedelta(days=1))
    rows = conn.execute(select(surveys.c.programme, surveys.c.code).where(running, lasting))
    return [MirrorSurvey(row.programme, row.code, night.isoformat()) for row in rows]
