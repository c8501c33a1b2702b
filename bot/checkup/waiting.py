"""What waits, what was refused or given up, and whether a worker is there to do it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import func, select

from bot.checkup.check import Check
from bot.daily import quota
from bot.health import worker_problem
from bot.outbox.line import refusals
from bot.store import working
from bot.store.engine import Database, now_of
from bot.store.tables.queue import outbox
from bot.store.tables.records import events, people

RECENT = timedelta(days=7)
LONG_MINUTES = 15
LIST = ": raingan stuck lists them"


def waiting(database: Database) -> Iterator[Check]:
    """Dead letters, and whether a worker works."""
    with database.reading() as conn:
        aside = conn.execute(select(func.count()).where(events.c.state == "set_aside")).scalar_one()
        given_up = conn.execute(
            select(func.count()).where(outbox.c.state == "given_up")
        ).scalar_one()
        oldest = conn.execute(
            select(func.min(outbox.c.created_at)).where(outbox.c.state == "waiting")
        ).scalar()
        reason = conn.execute(
            select(outbox.c.error).where(outbox.c.state == "given_up").limit(1)
        ).scalar()
    yield Check(
        "events",
        aside == 0,
        f"{aside} messages could not be handled and are set aside{LIST if aside else ''}",
    )
    yield _reminders(database)
    yield Check(
        "outbox",
        given_up == 0,
        f"{given_up} jobs were given up{f', one because: {reason}{LIST}' if reason else ''}",
    )
    yield _refused(database)
    yield _worker(database, oldest)


def _refused(database: Database) -> Check:
    """Messages whose form LINE did not take: nobody met silence, but buttons and looks were
    lost.
    """
    with database.reading() as conn:
        found, now = refusals.found(conn), now_of(conn)
    if found is None or now - found.at > RECENT:
        return Check("messages", True, "LINE took every message as it was made")
    words = f"LINE refused {found.count} messages, which were then said in plain words"
    last = f"the last at {found.at:%Y-%m-%d %H:%M} UTC: {found.why}"
    return Check("messages", False, f"{words}; {last}. Tell whoever looks after the program")


def _reminders(database: Database) -> Check:
    """Who is not reached by a push: no fault of the program's, but somebody should know."""
    with database.reading() as conn:
        held = quota.waiting(conn)
        blocked = conn.execute(select(func.count()).where(people.c.blocked)).scalar_one()
    words = f"{held} people hear with their next free reply, {blocked} block the bot"
    return Check(
        "reminders", True, f"{words}; raingan remind --plan shows what the month will cost"
    )


def _worker(database: Database, oldest: datetime | None) -> Check:
    """Whether a worker gives signs of life, and whether what waits is taken up."""
    problem = worker_problem(database)
    if problem:
        return Check("worker", False, problem)
    with database.reading() as conn:
        count, now = working.at_work(conn), now_of(conn)
    minutes = (now - oldest).total_seconds() / 60 if oldest else 0.0
    if minutes < LONG_MINUTES:
        return Check("worker", True, f"{count} at work; nothing has waited for long")
    words = f"{count} at work, yet a job has waited for {minutes:.0f} minutes: its reason is in"
    return Check("worker", False, f"{words} the log of the worker")
