"""Offices whose reporters no reminder reaches, so that somebody can be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.store.reminding import pending
from bot.store.tables.records import memberships, people


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """Someone who reports and was not reached: `why` is waits (for a free reply) or blocked."""

    office: str
    name: str
    why: str


def out_of_reach(conn: Connection, programme: str) -> list[OutOfReach]:
    """Whom no push can reach, or has reached, today."""
    waiting = pending(conn)
    rows = _reporters_of(conn, programme)
    return [
        OutOfReach(row.office, row.name or "", "blocked" if row.blocked else "waits")
        for row in rows
        if row.blocked or f"person:{row.line_user_id}" in waiting
    ]


def reporting_offices(conn: Connection, programme: str) -> set[str]:
    """The offices for which somebody reports."""
    return {row.office for row in _reporters_of(conn, programme)}


def _reporters_of(conn: Connection, programme: str) -> Sequence[Row[Any]]:
    rows: Any = conn.execute(
        select(people.c.name, people.c.line_user_id, people.c.blocked, memberships.c.office)
        .join(memberships, memberships.c.person_id == people.c.id)
        .where(
            memberships.c.programme == programme,
            memberships.c.ended.is_(None),
            memberships.c.role == "reporter",
        )
        .order_by(memberships.c.office, people.c.id)
    ).all()
    found: Sequence[Row[Any]] = rows
    return found
