"""What nobody asked for goes out: a reminder, a group's summary.

What it says is worked out at that moment: whoever has sent meanwhile hears nothing.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, select

from bot.outbox.line import group_summary, remind
from bot.outbox.line.api import Line
from bot.outbox.line.deliver import Outcome, deliver
from bot.outbox.queue import Job
from bot.store.engine import Database
from bot.store.library import Library
from bot.store.tables.queue import outbox
from scoring.reminders.hours import is_time
from thai.dates import bangkok_day


def send_reminder(
    line: Line, database: Database, library: Library, job: Job, now: datetime, machine_now: datetime
) -> Outcome:
    """`now` is the program's clock, by which days and quiet hours go; the outbox goes by the
    machine's.
    """
    with database.reading() as conn:
        if _is_replaced(conn, job):
            return Outcome("done", "a newer reminder took its place")
        editions = library.current(conn)
        messages = remind.rendered(conn, editions, job.payload, now).messages
    if not messages:
        return Outcome("done", "nothing is owed any more")
    if job.payload["day"] != bangkok_day(now).isoformat() or not _may_wake(editions, now):
        return Outcome("hold", "it is too late in the day")
    return deliver(line, replace(job, payload={**job.payload, "messages": messages}), machine_now)


def _is_replaced(conn: Connection, job: Job) -> bool:
    newer = select(outbox.c.id).where(
        outbox.c.stream == job.stream, outbox.c.kind == "remind", outbox.c.id > job.id
    )
    return conn.execute(newer.limit(1)).first() is not None


def _may_wake(editions: remind.Editions, now: datetime) -> bool:
    return any(is_time(one.programme, one.calendar, now) for one in editions.values())


def send_group_summary(
    line: Line, database: Database, library: Library, job: Job, now: datetime, machine_now: datetime
) -> Outcome:
    """Says nothing when there is no news any more, or the day has passed."""
    with database.reading() as conn:
        editions = library.current(conn)
        messages = group_summary.rendered(conn, editions, [job.payload["programme"]], now)
    edition = editions.get(job.payload["programme"])
    is_today = job.payload["day"] == bangkok_day(now).isoformat()
    if (
        not messages
        or not is_today
        or edition is None
        or not is_time(edition.programme, edition.calendar, now)
    ):
        return Outcome("done", "nothing to say any more")
    return deliver(line, replace(job, payload={**job.payload, "messages": messages}), machine_now)
