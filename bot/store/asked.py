"""Which question a message of ours asked, by LINE's message id, so that it can be quoted to change
the answer.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from bot.store.dialect import insert_ignoring
from bot.store.tables.forms import asked

KEPT_FOR = timedelta(days=60)


def remember(
    conn: Connection, user: str, sent: Sequence[str], asks: Sequence[Sequence[object]], at: datetime
) -> None:
    """`sent` are LINE's ids of the messages just sent; `asks` says (place, report, path) for those
    that asked.
    """
    for place, draft, path in asks:
        if int(str(place)) < len(sent):
            values = {
                "message_id": sent[int(str(place))],
                "line_user_id": user,
                "draft": draft,
                "path": path,
                "at": at,
            }
            insert_ignoring(conn, asked, values)


def quoted(conn: Connection, user: str, message_id: str) -> tuple[str, str] | None:
    """(report, path) of the question a message asked this person."""
    wanted = select(asked.c.draft, asked.c.path).where(
        asked.c.message_id == message_id, asked.c.line_user_id == user
    )
    row = conn.execute(wanted).first()
    return None if row is None else (row.draft, row.path)


def forget_old(conn: Connection, now: datetime) -> None:
    conn.execute(delete(asked).where(asked.c.at < now - KEPT_FOR))
