"""Unguessable words in addresses: which folder each opens, made when asked for, withdrawn when they
spread too far.
"""

import secrets
from datetime import datetime

from sqlalchemy import Connection, select, update

from bot.store.dialect import insert_ignoring
from bot.store.tables.records import tokens


def reserve(
    conn: Connection, programme: str, office: str, indicator: str, token: str, now: datetime
) -> None:
    """Makes a token open the evidence folder of an office's reports on one thing, made or not."""
    target = f"{programme}/{office}/{indicator}"
    row = {"token": token, "kind": "evidence", "target": target, "created_at": now}
    insert_ignoring(conn, tokens, row)


def token_of(conn: Connection, path: str, now: datetime) -> str:
    """The token that opens the folder of this path; a new one where there is none that counts."""
    counts = (
        select(tokens.c.token)
        .where(tokens.c.target == path, tokens.c.revoked_at.is_(None))
        .limit(1)
    )
    found: str | None = conn.execute(counts).scalar()
    if found is None:
        found = secrets.token_urlsafe(16)
        conn.execute(
            tokens.insert(), {"token": found, "kind": "evidence", "target": path, "created_at": now}
        )
    return found


def target_of(conn: Connection, token: str) -> str | None:
    """The folder that a token opens, programme/office/indicator; None for one that opens none."""
    wanted = select(tokens.c.target).where(
        tokens.c.token == token, tokens.c.kind == "evidence", tokens.c.revoked_at.is_(None)
    )
    target: str | None = conn.execute(wanted).scalar()
    return target


def withdraw(conn: Connection, path: str, now: datetime) -> int:
    """Makes every token of a folder open nothing any more; how many there were."""
    counting = tokens.c.target == path, tokens.c.revoked_at.is_(None)
    return conn.execute(update(tokens).where(*counting).values(revoked_at=now)).rowcount
