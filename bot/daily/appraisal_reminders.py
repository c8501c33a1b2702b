"""People are reminded of appraisals once a day: what is due, what waits for them; as far as the
month's messages go, the others with their next free reply.
"""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import Connection, select

from bot.daily import quota
from bot.outbox import queue
from bot.outbox.jobs.saying import Push
from bot.outbox.line.messages import line_messages
from bot.store import appraisals
from bot.store.engine import Database, now_of
from bot.store.library import Library
from bot.store.notes import note, set_note
from bot.store.tables.records import memberships, people
from handlers.appraisals.parties import appraises
from handlers.appraisals.reminding import Reminder, Standing, reminders, words
from handlers.vocabulary.known import Edition
from handlers.vocabulary.reviewed import Colleague
from scoring.reminders.hours import is_time
from thai.dates import bangkok_day

REMINDED = "appraisals reminded"  # the newest day of which the reminders have gone out


def run_once(database: Database, library: Library, now: datetime) -> int:
    """How many people were reminded by this pass; a second pass of the day reminds nobody."""
    today = bangkok_day(now).isoformat()
    with database.reading() as conn:
        if note(conn, REMINDED) == today:
            return 0
        wanted = [one for one in library.current(conn).values() if _is_wanted(one, now)]
        found = [each for one in wanted for each in _of(conn, one, now)]
    if not wanted:
        return 0
    by_person: dict[int, list[Reminder]] = defaultdict(list)
    for each in found:
        by_person[each.to.id].append(each)
    with database.writing() as conn:
        set_note(conn, REMINDED, today)
        return _put(conn, by_person, now) if by_person else 0


def _is_wanted(edition: Edition, now: datetime) -> bool:
    return appraises(edition.programme) and is_time(edition.programme, edition.calendar, now)


def _of(conn: Connection, edition: Edition, now: datetime) -> list[Reminder]:
    found = [
        Standing(one, bangkok_day(moved_at))
        for one, moved_at in appraisals.standing(conn, edition.programme.key)
    ]
    having = {one.appraisal.person.id for one in found}
    others = [one for one in _members(conn, edition.programme.key) if one.id not in having]
    return list(reminders(edition, found, others, bangkok_day(now)))


def _members(conn: Connection, programme: str) -> list[Colleague]:
    """Everybody of a programme who has agreed to be written to."""
    wanted = (
        select(people.c.id, people.c.name, people.c.language)
        .join(memberships, memberships.c.person_id == people.c.id)
        .where(memberships.c.programme == programme, memberships.c.ended.is_(None))
        .distinct()
    )
    rows = conn.execute(wanted.order_by(people.c.id))
    return [Colleague(row.id, row.name or "", row.language) for row in rows]


def _put(conn: Connection, by_person: dict[int, list[Reminder]], now: datetime) -> int:
    """One message a person; those that are worth one of the month's are pushed while it lasts."""
    day = bangkok_day(now).isoformat()
    room = quota.room(conn, now)
    wanted = select(people.c.id, people.c.line_user_id, people.c.muted).where(
        people.c.id.in_(by_person), people.c.blocked.is_(False), people.c.consented_at.is_not(None)
    )
    count = 0
    for row in conn.execute(wanted.order_by(people.c.id)).all():
        told = [one for one in by_person[row.id] if one.on_the_day or not row.muted]
        if not told:
            continue
        pushes = any(one.last for one in told) and (room is None or room > 0)
        message = line_messages([words(told)])
        job = Push(row.line_user_id, message, must=pushes, once=f"appraisal:{row.id}:{day}")
        put = queue.put_all(conn, [job], now_of(conn), "waiting" if pushes else "held")
        count += len(put)
        room = room - len(put) if room is not None and pushes else room
    return count
