"""Kept photos and files that somebody asked for on a page, brought back for a day by the worker: a
page never waits for the mirror.
"""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import Connection, delete, func, select

from bot.outbox import queue
from bot.outbox.jobs.files import BringBack
from bot.store.engine import now_of
from bot.store.tables.queue import brought, outbox

KEPT_FOR = timedelta(days=1)
ASK_AGAIN_AFTER = timedelta(minutes=10)
REFUSED = -1  # the part that says that the mirror could not give it


def is_whole(conn: Connection, piece: str, size: int) -> bool:
    """Whether all bytes of the piece are here."""
    bytes_here = func.coalesce(func.sum(func.length(brought.c.content)), 0)
    mine = brought.c.evidence_id == piece, brought.c.part >= 0
    return int(conn.execute(select(bytes_here).where(*mine)).scalar_one()) == size


def parts(conn: Connection, piece: str) -> Iterator[bytes]:
    """The bytes, a part at a time."""
    numbers = select(brought.c.part).where(brought.c.evidence_id == piece, brought.c.part >= 0)
    for part in conn.execute(numbers.order_by(brought.c.part)).scalars().all():
        one = brought.c.evidence_id == piece, brought.c.part == part
        yield bytes(conn.execute(select(brought.c.content).where(*one)).scalar_one())


def is_refused(conn: Connection, piece: str) -> bool:
    """Whether the mirror could not give it when it was asked just now."""
    since = now_of(conn) - ASK_AGAIN_AFTER
    mine = brought.c.evidence_id == piece, brought.c.part == REFUSED, brought.c.at > since
    return conn.execute(select(brought.c.part).where(*mine)).first() is not None


def ask(conn: Connection, piece: str) -> None:
    """The worker is to bring it, once however often somebody looks."""
    job = BringBack(piece)
    mine = outbox.c.stream == job.stream(), outbox.c.state == queue.WAITING
    if conn.execute(select(outbox.c.id).where(*mine)).first() is None:
        queue.put(conn, job, now_of(conn))


def put_part(conn: Connection, piece: str, part: int, content: bytes) -> None:
    """`part` counts from 0; REFUSED, without content, ends it."""
    values = {"evidence_id": piece, "part": part, "content": content, "at": now_of(conn)}
    conn.execute(brought.insert(), values)


def forget(conn: Connection, *pieces: str) -> None:
    conn.execute(delete(brought).where(brought.c.evidence_id.in_(pieces)))


def forget_old(conn: Connection) -> int:
    """How many parts nobody is expected to fetch any more."""
    return conn.execute(delete(brought).where(brought.c.at < now_of(conn) - KEPT_FOR)).rowcount
