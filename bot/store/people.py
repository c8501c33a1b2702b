"""People, whether they can be reached, and the invites they come with."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import (
    Connection,
    delete,
    select,
    update,
)

from bot.store.joining import join
from bot.store.tables.records import invites, people
from bot.store.tables.reviews import given_menus
from handlers.vocabulary.known import Invite


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


def revoke_invite_of(
    conn: Connection, code: str, offices: Mapping[str, Collection[str]], now: datetime
) -> bool:
    """The same, where the code is of one of these offices, by programme."""
    found = conn.execute(
        select(invites.c.programme, invites.c.office).where(invites.c.code == code)
    ).first()
    if found is None or found.office not in offices.get(found.programme, ()):
        return False
    return revoke_invite(conn, code, now)


def enrol(conn: Connection, person: int, invite: Invite, name: str, now: datetime) -> None:
    """Uses the invite up by one."""
    conn.execute(update(people).where(people.c.id == person).values(name=name))
    conn.execute(
        update(invites)
        .where(invites.c.code == invite.code)
        .values(uses_left=invites.c.uses_left - 1)
    )
    join(conn, person, invite.programme, invite.office, invite.role, now)
