"""Invited members who have not answered a survey are reminded before it closes, as far as the
month's messages go: the others hear of it with their next free reply.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, select

from bot.daily import quota
from bot.outbox import queue
from bot.outbox.jobs.saying import Push
from bot.outbox.line.messages import line_messages
from bot.store import invitations, surveys
from bot.store.engine import Database, now_of
from bot.store.library import Library
from bot.store.tables.forms import surveys as table
from bot.store.tables.records import people
from handlers.surveys.inviting import invitation
from handlers.vocabulary.known import Edition
from handlers.vocabulary.surveyed import asked_by
from thai.dates import BANGKOK, bangkok_day

BEFORE = timedelta(days=2)  # the closing day
FIRST_HOUR, LAST_HOUR = 9, 17  # nobody is woken for a survey


def run_once(database: Database, library: Library, now: datetime) -> int:
    """Reminds of every survey that closes in two days; how many people were."""
    local, today = now.astimezone(BANGKOK), bangkok_day(now)
    if not FIRST_HOUR <= local.hour < LAST_HOUR:
        return 0
    closing = select(table.c.code).where(
        table.c.closed_at.is_(None), table.c.closes_on == today + BEFORE
    )
    with database.reading() as conn:
        codes = [
            code
            for code in conn.execute(closing).scalars().all()
            if invitations.waiting(conn, code, today)
        ]
        editions = library.current(conn) if codes else {}
    if not codes:
        return 0
    with database.writing() as conn:
        return sum(remind(conn, editions, code, today, now) for code in codes)


def remind(
    conn: Connection, editions: Mapping[str, Edition], code: str, today: date, now: datetime
) -> int:
    """Each who was invited in LINE and has not answered, once a day; how many."""
    survey = surveys.by_codes(conn, [code]).get(code)
    edition = editions.get(survey.programme) if survey else None
    if survey is None or edition is None or not survey.takes(today):
        return 0
    waiting = invitations.waiting(conn, code, today)
    users = _reachable(conn, [one.person for one in waiting if one.person is not None])
    room = quota.room(conn, now)
    name = asked_by(edition, survey)[0].name
    for place, one in enumerate(waiting):
        user, language = users.get(one.person or 0, ("", "th"))
        if user:
            words = line_messages([invitation(survey, name, language)])
            state: queue.State = "waiting" if room is None or place < room else "held"
            queue.put_all(conn, [Push(user, words, must=True)], now_of(conn), state)
    invitations.reminded(conn, [one.token for one in waiting], today)
    return len(waiting)


def _reachable(conn: Connection, persons: list[int]) -> dict[int, tuple[str, str]]:
    """{person: (LINE id, language)} of those who can be written to."""
    wanted = select(people.c.id, people.c.line_user_id, people.c.language).where(
        people.c.id.in_(persons), people.c.blocked.is_(False)
    )
    return {row.id: (row.line_user_id, row.language) for row in conn.execute(wanted)}
