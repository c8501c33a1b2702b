"""The addresses under which people open the papers of their offices, each for a while."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from bot.store.dialect import insert_ignoring
from bot.store.tables.records import tokens

KIND = "papers"
DAYS = 30  # how long a link opens


def open_papers(conn: Connection, person: int, token: str, now: datetime) -> None:
    """A further link of this person; those that are over are taken away."""
    over = tokens.c.created_at < now - timedelta(days=DAYS)
    conn.execute(delete(tokens).where(tokens.c.target == _target(person), over))
    row = {"token": token, "kind": KIND, "target": _target(person), "created_at": now}
    insert_ignoring(conn, tokens, row)


def person_of(conn: Connection, token: str, now: datetime) -> int | None:
    """None for a token that is unknown, withdrawn, over, or of something else."""
    counts = tokens.c.kind == KIND, tokens.c.revoked_at.is_(None)
    young = tokens.c.created_at >= now - timedelta(days=DAYS)
    wanted = select(tokens.c.target).where(tokens.c.token == token, young, *counts)
    target: str | None = conn.execute(wanted).scalar()
    return int(target.removeprefix("papers:")) if target else None


def _target(person: int) -> str:
    """Never the path of an evidence folder: such a token must not open one."""
    return f"papers:{person}"
