"""What nobody asked for goes out: a reminder, a group's summary.

What it says is worked out at that moment: whoever has sent meanwhile hears nothing.
"""

from datetime import datetime

from sqlalchemy import Connection, select

from bot.outbox.jobs.saying import GroupDigest, Push, Remind
from bot.outbox.line import group_summary, remind
from bot.outbox.line.deliver import Outcome, deliver
from bot.outbox.parts import Parts
from bot.outbox.queue import Queued
from bot.store.tables.queue import outbox
from scoring.reminders.hours import is_time
from thai.dates import bangkok_day


def send_reminder(parts: Parts, one: Queued[Remind], machine_now: datetime) -> Outcome:
    """Days and quiet hours go by the program's clock; the outbox goes by the machine's."""
    job, now = one.job, parts.clock()
    with parts.database.reading() as conn:
        if _is_replaced(conn, one):
            return Outcome("done", "a newer reminder took its place")
        editions = parts.inbox.library.current(conn)
        messages = remind.rendered(conn, editions, job, now).messages
    if not messages:
        return Outcome("done", "nothing is owed any more")
    if job.day != bangkok_day(now).isoformat() or not _may_wake(editions, now):
        return Outcome("hold", "it is too late in the day")
    return deliver(parts.line, one.of(Push(job.to, messages, must=True)), machine_now)


def _is_replaced(conn: Connection, one: Queued[Remind]) -> bool:
    newer = select(outbox.c.id).where(
        outbox.c.stream == one.stream, outbox.c.kind == Remind.kind, outbox.c.id > one.id
    )
    return conn.execute(newer.limit(1)).first() is not None


def _may_wake(editions: remind.Editions, now: datetime) -> bool:
    return any(is_time(one.programme, one.calendar, now) for one in editions.values())


def send_group_summary(parts: Parts, one: Queued[GroupDigest], machine_now: datetime) -> Outcome:
    """Says nothing when there is no news any more, or the day has passed."""
    job, now = one.job, parts.clock()
    with parts.database.reading() as conn:
        editions = parts.inbox.library.current(conn)
        messages = group_summary.rendered(conn, editions, [job.programme], now)
    edition = editions.get(job.programme)
    is_today = job.day == bangkok_day(now).isoformat()
    if (
        not messages
        or not is_today
        or edition is None
        or not is_time(edition.programme, edition.calendar, now)
    ):
        return Outcome("done", "nothing to say any more")
    return deliver(parts.line, one.of(Push(job.to, messages, must=True)), machine_now)
