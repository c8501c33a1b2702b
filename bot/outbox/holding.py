"""Messages that wait for a person's next free reply: which they are, and what has gone out of
them.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select, update

from bot.outbox.queue import HELD, Job, job_of
from bot.store.tables.queue import outbox


def held(conn: Connection, stream: str) -> list[Job]:
    """What is held for a person, oldest first; locked, since a line may just be added to it."""
    wanted = (
        select(outbox)
        .where(outbox.c.stream == stream, outbox.c.state == HELD)
        .order_by(outbox.c.id)
    )
    return [job_of(row) for row in conn.execute(wanted.with_for_update())]


def said(conn: Connection, job: Job) -> None:
    """All of it goes out now with a reply: it is done with, and not kept."""
    conn.execute(
        update(outbox).where(outbox.c.id == job.id).values(state="done", error=None, payload={})
    )


def keep_rest(conn: Connection, job: Job, payload: Mapping[str, Any]) -> None:
    """Some of it goes out now: the rest waits on."""
    conn.execute(update(outbox).where(outbox.c.id == job.id).values(payload=payload))
