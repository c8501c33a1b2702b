"""Group chats that get a programme's summary each morning."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from bot.store.dialect import insert_ignoring
from bot.store.tables.reminders import groups


def join(conn: Connection, group: str, programme: str, person: int, now: datetime) -> None:
    values = {"id": group, "programme": programme, "person_id": person, "since": now, "members": 0}
    insert_ignoring(conn, groups, values)


def leave(conn: Connection, group: str) -> None:
    conn.execute(delete(groups).where(groups.c.id == group))


def of_programmes(conn: Connection, programmes: Iterable[str]) -> list[tuple[str, str]]:
    """(id, programme) of each group that wants one of these."""
    wanted = select(groups.c.id, groups.c.programme).where(groups.c.programme.in_(list(programmes)))
    return [
        (row.id, row.programme)
        for row in conn.execute(wanted.order_by(groups.c.since, groups.c.id))
    ]


def counted(conn: Connection, group: str, members: int) -> None:
    """What a message there costs, as LINE counted last."""
    conn.execute(update(groups).where(groups.c.id == group).values(members=members))
