"""How often a destination may be asked: one row a destination, exact over any number of processes
(GCRA).
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from bot.store.dialect import insert_ignoring, insert_or_update
from bot.store.tables.queue import rates


def take(
    conn: Connection, name: str, now: datetime, *, per_minute: int, burst: int, cost: int = 1
) -> timedelta | None:
    """None when `cost` calls may be made now, and they are counted; else how long to wait, and
    nothing is counted.

    At most burst + per_minute calls fall into any one minute.
    """
    gap = timedelta(minutes=1) / per_minute
    insert_ignoring(conn, rates, {"name": name, "next_at": now})
    next_at: datetime = conn.execute(
        select(rates.c.next_at).where(rates.c.name == name).with_for_update()
    ).scalar_one()
    latest = now + gap * max(burst, cost)  # later than that no call of ours has ever put it
    start = min(max(next_at, now), latest)
    wait: timedelta = start + gap * cost - (now + gap * max(burst, cost))
    if wait > timedelta(0):
        return wait
    insert_or_update(conn, rates, {"name": name, "next_at": start + gap * cost}, ["name"])
    return None
