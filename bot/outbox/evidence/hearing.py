"""What a piece that came in mid-form says: looked at once it is here, then it happens to the
conversation like anything else that happens.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

from sqlalchemy import Row, select

from bot.inbox.line_events import Incoming
from bot.inbox.long_way import process
from bot.outbox.errors import NotReadyError
from bot.outbox.jobs.files import ReadPiece
from bot.outbox.parts import Parts
from bot.store import arrivals
from bot.store.exporting import spooled
from bot.store.tables.records import evidence
from handlers.vocabulary.events import CodeRead, Event, Happening, TableRead

Piece: TypeAlias = Row[Any]


def hear(parts: Parts, job: ReadPiece, look: Callable[[Piece], TableRead | CodeRead]) -> None:
    """Lets the conversation hear what `look` finds, in one transaction; twice does no harm.

    A piece that LINE would not hand over was told of already. Raises NotReadyError for one that is
    still on its way.
    """
    with parts.database.reading() as conn:
        piece = conn.execute(select(evidence).where(evidence.c.id == job.evidence)).first()
    if piece is None or piece.state == "gone":
        return
    if piece.state == "waiting":
        raise NotReadyError("the piece is still on its way")
    happen(parts, job.only_once(), job.to, job.reply_token, look(piece))


def happen(parts: Parts, once: str, to: str, reply_token: str, what: Happening) -> None:
    """Lets something happen to somebody's conversation, once for each id."""
    event = Event(once, parts.inbox.clock(), what)
    incoming = Incoming(event.id, to, reply_token, event, {})
    with parts.database.writing() as conn:
        if arrivals.add(conn, [event.id], parts.inbox.clock()):
            process(conn, parts.inbox, incoming)


def content_of(parts: Parts, piece: Piece) -> bytes:
    """Its bytes; whether they are too many was asked before."""
    with parts.database.reading() as conn:
        return b"".join(spooled(conn, piece.id))
