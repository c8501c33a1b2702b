"""Who reviews at which office: those who coordinate there and can be reached."""

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, select

from bot.store.tables.records import memberships, people
from handlers.vocabulary.reviewed import Colleague

_coordinators = (
    select(memberships.c.programme, memberships.c.office, people.c.id, people.c.name)
    .join(people, people.c.id == memberships.c.person_id)
    .where(
        memberships.c.programme.in_(bindparam("programmes", expanding=True)),
        memberships.c.role == "coordinator",
        memberships.c.ended.is_(None),
        people.c.blocked.is_(False),
    )
    .order_by(people.c.id)
)


def desks_of(
    conn: Connection, programmes: Collection[str]
) -> dict[tuple[str, str], tuple[Colleague, ...]]:
    """Who reviews at which office of these programmes, as far as they can be reached."""
    found: dict[tuple[str, str], tuple[Colleague, ...]] = {}
    for row in conn.execute(_coordinators, {"programmes": list(programmes)}):
        at = (row.programme, row.office)
        found[at] = (*found.get(at, ()), Colleague(row.id, row.name or ""))
    return found
