"""Reminders: on each pass computed from rules and facts; a second pass, or a second process, plans nothing more."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, Row, select

from bot.clock import real_now
from bot.outbox import queue
from bot.outbox.line_messages import line_messages
from bot.store import submissions
from bot.store.dialect import insert_ignoring
from bot.store.engine import Database
from bot.store.library import Library
from bot.store.tables import memberships, people
from bot.store.tables import reminders as sent_reminders
from handlers.known import Edition, Membership
from handlers.reminding import digest, owing
from handlers.state import State
from handlers.work import Item
from scoring.deadlines import Stage, stage
from thai.dates import BANGKOK

log = structlog.get_logger()

AFTER_THE_ROUND = timedelta(days=30)
LAST_HOUR = 20  # nobody is woken in the evening

Planned = tuple[Item, Stage]


def run_once(database: Database, library: Library, now: datetime, *, dry: bool = False) -> int:
    """Puts at most one digest a person a day into the outbox; how many were put (or, dry, would be)."""
    with database.reading() as conn:
        editions = {key: one for key, one in library.current(conn).items() if _is_time(one, now)}
        if not editions:
            return 0
        planned = _plan(conn, editions, now)
    if dry or not planned:
        return len(planned)
    with database.writing() as conn:
        return sum(_put(conn, editions, person, found, now) for person, found in planned)


def _is_time(edition: Edition, now: datetime) -> bool:
    """A working day, from the programme's hour until evening, as long as the round is not long over."""
    local = now.astimezone(BANGKOK)
    programme, today = edition.programme, local.date()
    if today > programme.round_end + AFTER_THE_ROUND:
        return False
    return programme.reminders.hour <= local.hour < LAST_HOUR and edition.calendar.is_working_day(today)


def _plan(conn: Connection, editions: Mapping[str, Edition], now: datetime) -> list[tuple[Row[Any], list[Planned]]]:
    told = _told(conn)
    sent = [one for key in editions for one in submissions.of_programme(conn, key)]
    planned = []
    for person, joined in _reporters(conn, editions):
        _, found = owing(_state(person), [_membership(row) for row in joined], editions, sent, now)
        new = _new(editions, person, joined, found, told, now)
        if new:
            planned.append((person, new))
    return planned


def _state(person: Row[Any]) -> State:
    """Where the conversation stands; one that cannot be read must not keep the others from being reminded."""
    try:
        return State.from_json(person.conversation)
    except (KeyError, TypeError, ValueError) as error:
        log.error("conversation_unreadable", person=person.id, error=repr(error))
        return State()


def _told(conn: Connection) -> set[tuple[str, str, str, str, int]]:
    return {tuple(row)[:5] for row in conn.execute(select(sent_reminders))}


def _reporters(conn: Connection, editions: Iterable[str]) -> list[tuple[Row[Any], list[Row[Any]]]]:
    """Everyone who reports, can be reached and has agreed, with their offices."""
    rows = conn.execute(
        select(people, memberships.c.programme, memberships.c.office, memberships.c.role, memberships.c.since)
        .join(memberships, memberships.c.person_id == people.c.id)
        .where(
            memberships.c.ended.is_(None),
            memberships.c.role == "reporter",
            memberships.c.programme.in_(list(editions)),
            people.c.blocked.is_(False),
            people.c.consented_at.is_not(None),
        )
        .order_by(people.c.id)
    ).all()
    grouped: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        grouped[row.id].append(row)
    return [(found[0], found) for found in grouped.values()]


def _membership(row: Row[Any]) -> Membership:
    return Membership(row.programme, row.office, row.role)


def _new(
    editions: Mapping[str, Edition],
    person: Row[Any],
    joined: Sequence[Row[Any]],
    found: Sequence[Item],
    told: set[tuple[str, str, str, str, int]],
    now: datetime,
) -> list[Planned]:
    """Every item owed with its latest stage, if for at least one of them this stage was not told yet.

    Whoever joined today has just seen the list: the first reminder comes tomorrow.
    """
    today = now.astimezone(BANGKOK).date()
    since = {(row.programme, row.office): row.since.astimezone(BANGKOK).date() for row in joined}
    staged: list[Planned] = []
    for item in found:
        edition = editions[item.programme.key]
        days = edition.programme.reminders.stages
        reached = stage(item.indicator, edition.calendar, today, days)
        if reached and since[item.programme.key, item.office] != today:
            staged.append((item, reached))
    fresh = [
        one
        for one in staged
        if (one[0].programme.key, one[0].office, one[0].indicator.code, one[1].name, person.id) not in told
    ]
    return staged if fresh else []


def _put(
    conn: Connection, editions: Mapping[str, Edition], person: Row[Any], planned: Sequence[Planned], now: datetime
) -> bool:
    """One message for this person and day; the stages it tells of are marked in the same transaction."""
    day = now.astimezone(BANGKOK).date()
    joined = {(item.programme.key, item.office) for item, _ in planned}
    members = [Membership(programme, office, "reporter") for programme, office in sorted(joined)]
    talk, _ = owing(_state(person), members, editions, (), now)
    card = digest(talk, person.name or "", [item for item, _ in planned])
    payload = {"to": person.line_user_id, "reply_token": "", "messages": line_messages([card]), "must": True}
    stream, once = f"person:{person.line_user_id}", f"remind:{person.id}:{day.isoformat()}"
    if not queue.put(conn, "push", stream, payload, real_now(), once=once):
        return False
    for item, reached in planned:
        mark = {
            "programme": item.programme.key,
            "office": item.office,
            "indicator": item.indicator.code,
            "stage": reached.name,
            "person_id": person.id,
            "planned_at": now,
        }
        insert_ignoring(conn, sent_reminders, mark)
    return True
