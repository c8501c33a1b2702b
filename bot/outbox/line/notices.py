"""Lines that cost nothing: they wait for a person's next free reply, one bubble a topic."""

import uuid
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from bot.outbox import queue
from bot.outbox.jobs.saying import Push, person_stream
from bot.outbox.line.messages import line_messages
from bot.outbox.queue import HELD
from bot.store.library import Library
from bot.store.tables.queue import outbox
from bot.store.tables.records import memberships, people
from handlers.vocabulary.messages import Text
from handlers.vocabulary.permissions import Membership, may
from scoring.programme import Programme

MOST_LINES = 8
COORDINATING = ("coordinator", "admin")


def leave(
    conn: Connection, user: str, topic: str, line: str, now: datetime, *, instead: bool = False
) -> None:
    """Leaves one line; a bubble of the same topic that still waits takes it up, unless it is full.

    With `instead` only the newest line of the topic counts: it takes the place of those nobody has
    heard yet.
    """
    stream = person_stream(user)
    waiting = (
        select(outbox.c.id, outbox.c.once, outbox.c.payload)
        .where(outbox.c.stream == stream, outbox.c.state == HELD, outbox.c.once.like(f"{topic}:%"))
        .order_by(outbox.c.id.desc())
        .limit(1)
        .with_for_update()
    )
    row = conn.execute(waiting).first()
    said = row.payload["messages"][0]["text"] if row else ""
    if row and (instead or said.count("\n") < MOST_LINES - 1):
        text = line if instead else f"{said}\n{line}"
        conn.execute(
            update(outbox)
            .where(outbox.c.id == row.id)
            .values(payload=_line(user, text, row.once).to_json())
        )
    else:
        queue.put_held(conn, _line(user, line, f"{topic}:{uuid.uuid4()}"), now)


def _line(user: str, text: str, once: str) -> Push:
    return Push(user, line_messages([Text(text)]), must=False, once=once)


def coordinators(conn: Connection) -> list[tuple[str, str]]:
    """(LINE id, language) of everyone who coordinates anything."""
    return _once(row for row in conn.execute(_members) if row.role in COORDINATING)


def topmost(conn: Connection, library: Library) -> list[tuple[str, str]]:
    """(LINE id, language) of the coordinators of each programme's topmost offices."""
    tops = {key: one.programme.tops for key, one in library.current(conn).items()}
    return _once(
        row
        for row in conn.execute(_members)
        if row.role in COORDINATING and row.office in tops.get(row.programme, ())
    )


def reviewers(
    conn: Connection, programme: Programme, desks: Collection[str]
) -> list[tuple[str, str]]:
    """(LINE id, language) of everyone who reviews at one of these offices."""
    rows = conn.execute(_members.where(memberships.c.programme == programme.key))
    return _once(
        row
        for row in rows
        if any(
            may([Membership(programme.key, row.office, row.role)], "review", programme, desk)
            for desk in desks
        )
    )


def of_person(conn: Connection, person: int) -> list[tuple[str, str]]:
    """(LINE id, language) of one person who can be told something; nothing of one who cannot."""
    return _once(conn.execute(_members.where(people.c.id == person)))


_members = (
    select(
        *(people.c.line_user_id, people.c.language),
        *(memberships.c.programme, memberships.c.office, memberships.c.role),
    )
    .join(memberships, memberships.c.person_id == people.c.id)
    .where(memberships.c.ended.is_(None), people.c.blocked.is_(False))
    .order_by(people.c.id)
)


def _once(rows: Iterable[Any]) -> list[tuple[str, str]]:
    """Each person once, whatever they do and wherever."""
    found = {row.line_user_id: row.language for row in rows}
    return list(found.items())
