"""Events by LINE's id, so that one that is sent again is known again; those that failed wait here.

What was said is not kept with an event that was handled.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from bot.store.dialect import insert_all_ignoring, insert_ignoring
from bot.store.tables.records import events

MOST_ATTEMPTS = 5
TRY_AGAIN_AFTER = timedelta(seconds=5)

_oldest_failed = select(events).where(events.c.state == "failed").limit(1)


def add(conn: Connection, ids: Collection[str], now: datetime) -> set[str]:
    """Claims event ids as handled in this transaction; those that nobody had claimed before.

    In the order of the ids, so that two who claim the same ones wait for each other in one order.
    """
    handled = {"received_at": now, "raw": {}, "state": "done", "attempts": 1}
    rows = [{"id": one, **handled} for one in sorted(ids)]
    return insert_all_ignoring(conn, events, rows, "id")


def give_back(conn: Connection, ids: Collection[str]) -> None:
    """Unclaims what this transaction claimed and will not handle after all."""
    if ids:
        conn.execute(delete(events).where(events.c.id.in_(ids)))


def add_failed(
    conn: Connection, id: str, raw: Mapping[str, Any], error: str, now: datetime
) -> None:
    """Keeps an event that could not be handled, whole, to be tried again."""
    values = {"id": id, "received_at": now, "raw": dict(raw), "state": "failed", "attempts": 1}
    values |= {"error": error, "try_again_at": now + TRY_AGAIN_AFTER}
    insert_ignoring(conn, events, values)


def any_due(conn: Connection, now: datetime) -> bool:
    """Whether a failed event is due to be tried again."""
    return conn.execute(_oldest_failed.where(events.c.try_again_at <= now)).first() is not None


def take_due(conn: Connection, now: datetime) -> Row[Any] | None:
    """The oldest failed event that is due, counted as tried; after five times it is set aside for
    people to see. None when another process has it.
    """
    due = _oldest_failed.where(events.c.try_again_at <= now)
    row = conn.execute(due.with_for_update(skip_locked=True)).first()
    if row is not None:
        again = row.attempts + 1
        state = "set_aside" if again >= MOST_ATTEMPTS else "failed"
        waiting = {"attempts": again, "try_again_at": now + TRY_AGAIN_AFTER * 2**again}
        conn.execute(update(events).where(events.c.id == row.id).values(state=state, **waiting))
    return row


def lock_unhandled(conn: Connection, id: str) -> bool:
    """Whether a failed event is still to be handled; it is ours until the transaction ends."""
    waiting = select(events.c.state).where(events.c.id == id).with_for_update()
    return conn.execute(waiting).scalar() != "done"


def set_handled(conn: Connection, id: str) -> None:
    conn.execute(update(events).where(events.c.id == id).values(state="done", error=None))
