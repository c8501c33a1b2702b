"""Addresses that open something of an office for whoever has them: its deadlines as a calendar, its
board of scores.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, select, update

from bot.store.dialect import insert_ignoring
from bot.store.tables.records import tokens

CALENDAR, BOARD = "calendar", "board"
Desk = tuple[str, str]  # a programme and an office in it, "" for the whole of it


def open_link(conn: Connection, kind: str, desk: Desk, token: str, now: datetime) -> None:
    values = {"token": token, "kind": kind, "target": _target(kind, desk), "created_at": now}
    insert_ignoring(conn, tokens, values)


def of_desks(conn: Connection, kind: str, desks: Iterable[Desk]) -> Mapping[Desk, str]:
    """The token of each that has one."""
    by_target = {_target(kind, desk): desk for desk in desks}
    wanted = select(tokens.c.target, tokens.c.token).where(
        tokens.c.kind == kind, tokens.c.target.in_(by_target), tokens.c.revoked_at.is_(None)
    )
    return {
        by_target[row.target]: row.token
        for row in conn.execute(wanted.order_by(tokens.c.created_at))
    }


def by_token(conn: Connection, kind: str, token: str) -> Desk | None:
    """None for a token that is unknown, withdrawn, or of something else."""
    wanted = select(tokens.c.target).where(
        tokens.c.token == token, tokens.c.kind == kind, tokens.c.revoked_at.is_(None)
    )
    target = conn.execute(wanted).scalar()
    if target is None:
        return None
    programme, _, office = target.removeprefix(f"{kind}:").partition("/")
    return programme, office


def revoke(conn: Connection, kind: str, desk: Desk, now: datetime) -> int:
    """Withdraws every such address of the desk; how many there were."""
    mine = (
        tokens.c.kind == kind,
        tokens.c.target == _target(kind, desk),
        tokens.c.revoked_at.is_(None),
    )
    count = len(conn.execute(select(tokens.c.token).where(*mine)).all())
    conn.execute(update(tokens).where(*mine).values(revoked_at=now))
    return count


def _target(kind: str, desk: Desk) -> str:
    """Never the path of an evidence folder: such a token must not open one."""
    return f"{kind}:{desk[0]}/{desk[1]}"
