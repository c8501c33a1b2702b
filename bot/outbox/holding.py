"""Messages that wait for a person's next free reply: which they are, and what has gone out of
them.
"""

from dataclasses import replace
from typing import Any

import structlog
from sqlalchemy import Connection, select, update

from bot.outbox.jobs.job import Job
from bot.outbox.jobs.saying import Messages, Saying
from bot.outbox.queue import HELD, Queued, UnreadableError, queued
from bot.store.tables.queue import outbox

log = structlog.get_logger()


def held(conn: Connection, stream: str) -> list[Queued[Job]]:
    """What is held for a person, oldest first; locked, since a line may just be added to it.

    A row that cannot be read is passed over: it must not keep the person from being answered.
    """
    wanted = (
        select(outbox)
        .where(outbox.c.stream == stream, outbox.c.state == HELD)
        .order_by(outbox.c.id)
    )
    rows = conn.execute(wanted.with_for_update())
    return [job for row in rows if (job := _readable(row)) is not None]


def _readable(row: Any) -> Queued[Job] | None:  # noqa: ANN401 - a row
    try:
        return queued(row)
    except UnreadableError as error:
        log.error("held_unreadable", job=row.id, error=str(error))
        return None


def said(conn: Connection, waiting: Queued[Job]) -> None:
    """All of it goes out now with a reply: it is done with, and not kept."""
    conn.execute(
        update(outbox).where(outbox.c.id == waiting.id).values(state="done", error=None, payload={})
    )


def keep_rest(conn: Connection, waiting: Queued[Job], job: Saying, messages: Messages) -> None:
    """Some of it goes out now: these messages wait on."""
    rest = replace(job, messages=messages, asks=()).to_json()
    conn.execute(update(outbox).where(outbox.c.id == waiting.id).values(payload=rest))
