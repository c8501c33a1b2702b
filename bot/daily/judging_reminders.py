"""Judges who have not gone through all their offices are reminded before the programme's day, as
far as the month's messages go: the others hear of it with their next free reply.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, select

from bot.daily import quota
from bot.outbox import queue
from bot.outbox.jobs.saying import Push
from bot.outbox.line.messages import line_messages
from bot.store import judging_seen
from bot.store.engine import Database, now_of
from bot.store.library import Library
from bot.store.notes import note, set_note
from bot.store.tables.records import people
from handlers.judging.to_judge import reminder
from handlers.vocabulary.judged import Panel, Seat
from scoring.programme import Programme
from scoring.reminders.hours import is_time
from scoring.rubric_items import is_judged, items
from thai.dates import bangkok_day

DAY = timedelta(days=1)
BEFORE = (timedelta(days=7), timedelta(days=2))  # the day by which all is to be judged


def run_once(database: Database, library: Library, now: datetime) -> int:
    """Each judged programme once a day, at its hours; how many judges were reminded."""
    today = bangkok_day(now)
    with database.reading() as conn:
        near = [
            edition.programme
            for edition in library.current(conn).values()
            if is_near(edition.programme, today)
            and is_time(edition.programme, edition.calendar, now)
            and note(conn, _mark(edition.programme)) != today.isoformat()
        ]
    if not near:
        return 0
    with database.writing() as conn:
        return sum(_remind(conn, one, today, now) for one in near)


def is_near(programme: Programme, today: date) -> bool:
    """Whether today is one of the days on which its judges are reminded: a working day, the one
    before where it would be none.
    """
    due, calendar = due_of(programme), programme.calendar
    return due is not None and today in {calendar.before(due - days + DAY, 1) for days in BEFORE}


def due_of(programme: Programme) -> date | None:
    """The day by which all is to be judged: the latest of its dimensions."""
    if not is_judged(programme):
        return None
    judged = {one.dimension for one in items(programme)}
    return max(
        (one.due for one in programme.indicators if one.code in judged and one.due), default=None
    )


def _mark(programme: Programme) -> str:
    return f"judges reminded:{programme.key}"


def _remind(conn: Connection, programme: Programme, today: date, now: datetime) -> int:
    set_note(conn, _mark(programme), today.isoformat())
    panel, due = judging_seen.whole(conn, programme), due_of(programme)
    behind = [] if panel.is_closed else list(_behind(programme, panel))
    users = _reachable(conn, [seat.judge.id for seat, _ in behind])
    room = quota.room(conn, now)
    told = [(seat, left) for seat, left in behind if seat.judge.id in users and due]
    for place, (seat, left) in enumerate(told):
        assert due is not None, "only programmes with a day are near it"
        words = line_messages([reminder(programme, left, due, seat.judge.language)])
        state: queue.State = "waiting" if room is None or place < room else "held"
        queue.put_all(conn, [Push(users[seat.judge.id], words, must=True)], now_of(conn), state)
    return len(told)


def _behind(programme: Programme, panel: Panel) -> Iterator[tuple[Seat, int]]:
    """Each judge with offices they have not gone through, and how many."""
    count = len(items(programme))
    for seat in panel.seats:
        seen = seat.sees(programme, panel.zones)
        left = sum(len(panel.own(seat.judge.id, one.code)) < count for one in seen)
        if left:
            yield seat, left


def _reachable(conn: Connection, persons: list[int]) -> dict[int, str]:
    """{person: LINE id} of those who can be written to."""
    wanted = select(people.c.id, people.c.line_user_id).where(
        people.c.id.in_(persons), people.c.blocked.is_(False)
    )
    return {row.id: row.line_user_id for row in conn.execute(wanted)}
