"""Who reviews at which office: those who coordinate there and can be reached."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from bot.store.tables.records import memberships, people
from handlers.vocabulary.reviewed import Colleague


def desks_of(
    conn: Connection, programmes: Collection[str]
) -> dict[tuple[str, str], tuple[Colleague, ...]]:
    """Who reviews at which office of these programmes, as far as they can be reached."""
    rows = conn.execute(
        select(memberships.c.programme, memberships.c.office, people.c.id, people.c.name)
        .join(people, people.c.id == memberships.c.person_id)
        .where(
            memberships.c.programme.in_(programmes),
            memberships.c.role == "coordinator",
            memberships.c.ended.is_(None),
            people.c.blocked.is_(False),
        )
        .order_by(people.c.id)
    )
    found: dict[tuple[str, str], tuple[Colleague, ...]] = {}
    for row in rows:
        at = (row.programme, row.office)
        found[at] = (*found.get(at, ()), Colleague(row.id, row.name or ""))
    return found
