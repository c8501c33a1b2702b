"""Long papers as the worker has made them, for a day: a page never makes one and never waits for
one. The key says what a paper is made of; what is answered anew makes another.
"""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import Connection, delete, select

from bot.outbox import queue
from bot.outbox.jobs.files import MakePaper
from bot.store.engine import now_of
from bot.store.tables.queue import made_papers, outbox

KEPT_FOR = timedelta(days=1)
ASK_AGAIN_AFTER = timedelta(minutes=10)
PART = 1 << 20  # bytes
REFUSED = ""  # the kind that says that it could not be made


def content(conn: Connection, key: str, kind: str) -> bytes | None:
    """The whole file; None while it is not made."""
    mine = made_papers.c.key == key, made_papers.c.kind == kind
    wanted = select(made_papers.c.content).where(*mine).order_by(made_papers.c.part)
    parts = conn.execute(wanted).scalars().all()
    return b"".join(map(bytes, parts)) if parts else None


def is_made(conn: Connection, key: str) -> bool:
    """Whether its files are there, whichever there are of it."""
    mine = made_papers.c.key == key, made_papers.c.kind != REFUSED
    return conn.execute(select(made_papers.c.key).where(*mine)).first() is not None


def is_refused(conn: Connection, key: str) -> bool:
    """Whether it could not be made when it was tried just now."""
    since = now_of(conn) - ASK_AGAIN_AFTER
    mine = made_papers.c.key == key, made_papers.c.kind == REFUSED, made_papers.c.at > since
    return conn.execute(select(made_papers.c.key).where(*mine)).first() is not None


def ask(conn: Connection, person: int, name: str) -> None:
    """The worker is to make what is under this name on the person's page, once however often
    somebody looks.
    """
    job = MakePaper(person, name)
    mine = outbox.c.stream == job.stream(), outbox.c.state == queue.WAITING
    if conn.execute(select(outbox.c.id).where(*mine)).first() is None:
        queue.put(conn, job, now_of(conn))


def put(conn: Connection, key: str, files: Mapping[str, bytes]) -> None:
    """All files of a paper by kind, none of them empty; without any: it cannot be made."""
    conn.execute(delete(made_papers).where(made_papers.c.key == key))
    for kind, whole in (files or {REFUSED: b"-"}).items():
        for part, at in enumerate(range(0, len(whole), PART)):
            row = {"key": key, "kind": kind, "part": part, "content": whole[at : at + PART]}
            conn.execute(made_papers.insert(), {**row, "at": now_of(conn)})


def forget_old(conn: Connection) -> None:
    """What nobody is expected to fetch any more."""
    conn.execute(delete(made_papers).where(made_papers.c.at < now_of(conn) - KEPT_FOR))


def forget_all(conn: Connection) -> None:
    """After an erasure: whatever is asked for again is made again, without what was erased."""
    conn.execute(delete(made_papers))
