"""Who reviews at which office: those who coordinate there and can be reached."""

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, select

from bot.store.engine import ready
from bot.store.tables.records import memberships, people
from handlers.vocabulary.reviewed import Colleague


@cache
def _coordinators(count: int) -> Select[Any]:
    return (
        select(memberships.c.programme, memberships.c.office, people.c.id, people.c.name)
        .join(people, people.c.id == memberships.c.person_id)
        .where(
            ready.among(memberships.c.programme, count),
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
    statement, values = _coordinators(len(programmes)), ready.numbered(programmes)
    for row in ready.fetch(conn, statement, values) if programmes else ():
        at = (row.programme, row.office)
        found[at] = (*found.get(at, ()), Colleague(row.id, row.name or ""))
    return found
