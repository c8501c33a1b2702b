"""What all hosts agree on when the clock of the database's server was set while jobs were on their
way: they go on as if it had not been.
"""

from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection, select, update

from bot.store.engine import Database
from bot.store.engine.moments import Moments
from bot.store.engine.postgres import ask_time
from bot.store.tables.queue import job_clock, workers

log = structlog.get_logger()


def agree(database: Database, me: str) -> None:
    """Keeps the time of jobs as it was before the server's clock jumped. Whoever sees it first does
    so for all; a host that stood still itself, as the signs of life of other workers tell, goes by
    the server's.
    """
    moments = database.now
    with database.writing() as conn:
        ahead = conn.execute(select(job_clock.c.ahead).with_for_update()).scalar_one()
        began = moments.since()
        told, _ = ask_time(conn)
        if moments.measured(told, timedelta(microseconds=ahead), began):
            return  # somebody has agreed on it already
        if _others_go_by(conn, me, told - moments.ahead, moments):
            moments.slept(told)
            return
        jumped = told - moments.ahead - moments()
        set_forward = moments.ahead + jumped
        conn.execute(update(job_clock).values(ahead=set_forward // timedelta(microseconds=1)))
    log.error("database_clock_set", by_seconds=round(jumped.total_seconds()))
    moments.measured(told, set_forward)


def _others_go_by(conn: Connection, me: str, server: datetime, moments: Moments) -> bool:
    """Whether the newest sign of life of another worker is nearer to the server's time than to
    ours.
    """
    signs = conn.execute(select(workers.c.beat_at).where(workers.c.id != me)).scalars().all()
    here = moments()
    nearest = min(signs, key=lambda sign: min(abs(sign - server), abs(sign - here)), default=here)
    return bool(abs(nearest - server) < abs(nearest - here))
