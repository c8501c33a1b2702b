"""A file with rows that came in mid-form: read once it is here, then it happens to the conversation
like anything else that happens.
"""

from typing import Any

from sqlalchemy import Row, select

from bot.inbox.line_events import Incoming
from bot.inbox.long_way import process
from bot.outbox.errors import NotReadyError
from bot.outbox.jobs.files import ReadRows
from bot.outbox.parts import Parts
from bot.outbox.queue import Queued
from bot.store import arrivals
from bot.store.exporting import spooled
from bot.store.tables.records import evidence
from forms.problems import FormError, Problem
from forms.upload.form_file import LARGEST
from forms.upload.table_file import lines_in
from handlers.surveys.form_words import to_json
from handlers.vocabulary.events import Event, TableRead


def read(parts: Parts, one: Queued[ReadRows]) -> None:
    """Reads it, and lets the conversation hear it in one transaction; twice does no harm.

    A file that LINE would not hand over was told of already.
    """
    job = one.job
    with parts.database.reading() as conn:
        piece = conn.execute(select(evidence).where(evidence.c.id == job.evidence)).first()
    if piece is None or piece.state == "gone":
        return
    if piece.state == "waiting":
        raise NotReadyError("the file is still on its way")
    event = Event(f"rows:{job.evidence}", parts.inbox.clock(), _read(parts, piece, job))
    incoming = Incoming(event.id, job.to, job.reply_token, event, {})
    with parts.database.writing() as conn:
        if arrivals.add(conn, [event.id], parts.inbox.clock()):
            process(conn, parts.inbox, incoming)


def _read(parts: Parts, piece: Row[Any], job: ReadRows) -> TableRead:
    try:
        lines = lines_in(_content(parts, piece), piece.name or "")
    except FormError as error:
        return TableRead(job.draft, job.piece, problem=to_json(error.problems[0]))
    return TableRead(job.draft, job.piece, tuple((line.number, line.cells) for line in lines))


def _content(parts: Parts, piece: Row[Any]) -> bytes:
    if (piece.size or 0) > LARGEST:
        raise FormError(Problem("file_too_large", {"most": f"{LARGEST:,}"}))
    with parts.database.reading() as conn:
        return b"".join(spooled(conn, piece.id))
