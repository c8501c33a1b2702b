"""People, their conversations, memberships and invites."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    and_,
    bindparam,
    delete,
    exists,
    literal_column,
    select,
    update,
)

from bot.store.dialect import insert_ignoring
from bot.store.joining import join
from bot.store.tables.queue import outbox
from bot.store.tables.records import invites, memberships, people
from bot.store.tables.reviews import given_menus
from handlers.vocabulary.known import Invite, Membership


@dataclass(frozen=True, slots=True)
class Person:
    """A person as one row and their memberships; `has_held` when messages wait for the next free
    reply.
    """

    id: int
    line_user_id: str
    name: str
    consented: bool
    conversation: Mapping[str, Any]
    version: int
    memberships: tuple[Membership, ...]
    has_held: bool


_held = exists().where(
    outbox.c.stream == "person:" + people.c.line_user_id, outbox.c.state == literal_column("'held'")
)
_seen = (
    select(
        people.c.id,
        people.c.line_user_id,
        people.c.name,
        people.c.consented_at,
        people.c.conversation,
        people.c.version,
        memberships.c.programme,
        memberships.c.office,
        memberships.c.role,
        _held.label("has_held"),
    )
    .select_from(
        people.outerjoin(
            memberships, and_(memberships.c.person_id == people.c.id, memberships.c.ended.is_(None))
        )
    )
    .where(people.c.line_user_id.in_(bindparam("users", expanding=True)))
)
_locked = _seen.with_for_update(of=people)
_versions = (
    select(people.c.id, people.c.version)
    .where(people.c.id.in_(bindparam("persons", expanding=True)))
    .order_by(people.c.id)
    .with_for_update()
)
_keep = (
    update(people)
    .where(people.c.id == bindparam("person"), people.c.version == bindparam("seen"))
    .values(
        conversation=bindparam("state"), talked_at=bindparam("now"), version=people.c.version + 1
    )
)


def see(conn: Connection, users: Collection[str]) -> dict[str, Person]:
    """The persons behind these LINE ids as they are now, locked by nobody; strangers are left
    out.
    """
    found: dict[str, list[Row[Any]]] = {}
    for row in conn.execute(_seen, {"users": list(users)}) if users else ():
        found.setdefault(row.line_user_id, []).append(row)
    return {user: _person(rows) for user, rows in found.items()}


def lock(conn: Connection, line_user_id: str, now: datetime) -> Person:
    """The person, theirs alone until the transaction ends; a stranger is made known by id and
    nothing else.
    """
    rows = conn.execute(_locked, {"users": [line_user_id]}).all()
    if not rows:
        values = {
            "line_user_id": line_user_id,
            "first_seen_at": now,
            "conversation": {},
            "version": 0,
            "blocked": False,
        }
        insert_ignoring(conn, people, values)
        rows = conn.execute(_locked, {"users": [line_user_id]}).all()
    return _person(rows)


def _person(rows: Sequence[Row[Any]]) -> Person:
    first = rows[0]
    joined = tuple(Membership(row.programme, row.office, row.role) for row in rows if row.programme)
    return Person(
        first.id,
        first.line_user_id,
        first.name or "",
        first.consented_at is not None,
        first.conversation,
        first.version,
        joined,
        bool(first.has_held),
    )


def keep_conversation(
    conn: Connection, person: Person, state: Mapping[str, Any], now: datetime
) -> bool:
    """False when the conversation has moved on since the person was seen: then nothing is
    written.
    """
    values = {"person": person.id, "seen": person.version, "state": state, "now": now}
    return conn.execute(_keep, values).rowcount == 1


def keep_conversations(
    conn: Connection, states: Sequence[tuple[Person, Mapping[str, Any]]], now: datetime
) -> set[int]:
    """Many at once; the numbers of those that had not moved on and were written."""
    if not states:
        return set()
    seen = {person.id: person.version for person, _ in states}
    rows = conn.execute(_versions, {"persons": list(seen)})
    here = {row.id for row in rows if seen[row.id] == row.version}
    values = [
        {"person": person.id, "seen": person.version, "state": state, "now": now}
        for person, state in states
        if person.id in here
    ]
    if values:
        conn.execute(_keep, values)
    return here


def reachable(conn: Connection, persons: Collection[int]) -> list[str]:
    """The LINE ids of those among these who can be told something."""
    wanted = select(people.c.line_user_id).where(
        people.c.id.in_(persons), people.c.blocked.is_(False), people.c.consented_at.is_not(None)
    )
    return list(conn.execute(wanted.order_by(people.c.id)).scalars())


def consent(conn: Connection, person: int, at: datetime) -> None:
    conn.execute(update(people).where(people.c.id == person).values(consented_at=at))


def set_blocked(conn: Connection, person: int, blocked: bool) -> None:
    """Whoever comes back is given their rich menu anew: LINE may have taken it away meanwhile."""
    conn.execute(update(people).where(people.c.id == person).values(blocked=blocked))
    conn.execute(delete(given_menus).where(given_menus.c.person_id == person))


def invite_of(conn: Connection, code: str, now: datetime) -> Invite | None:
    """An invite and whether it can still be used; locked, so that its last use is used once."""
    row = conn.execute(select(invites).where(invites.c.code == code).with_for_update()).first()
    if row is None:
        return None
    problem = (
        "revoked"
        if row.revoked_at
        else "expired"
        if row.expires_at <= now
        else ""
        if row.uses_left
        else "used_up"
    )
    return Invite(row.code, row.programme, row.office, row.role, problem)


def make_invite(conn: Connection, invite: Invite, *, uses: int, days: int, now: datetime) -> None:
    conn.execute(
        invites.insert(),
        {
            "code": invite.code,
            "programme": invite.programme,
            "office": invite.office,
            "role": invite.role,
            "uses_left": uses,
            "created_at": now,
            "expires_at": now + timedelta(days=days),
        },
    )


def revoke_invite(conn: Connection, code: str, now: datetime) -> bool:
    """Takes a code back; False when there is none that could still be used."""
    this = (
        update(invites)
        .where(invites.c.code == code, invites.c.revoked_at.is_(None))
        .values(revoked_at=now)
    )
    return conn.execute(this.returning(invites.c.code)).first() is not None


def enrol(conn: Connection, person: int, invite: Invite, name: str, now: datetime) -> None:
    """Uses the invite up by one."""
    conn.execute(update(people).where(people.c.id == person).values(name=name))
    conn.execute(
        update(invites)
        .where(invites.c.code == invite.code)
        .values(uses_left=invites.c.uses_left - 1)
    )
    join(conn, person, invite.programme, invite.office, invite.role, now)
