"""A kept piece back from the mirror, because somebody asked for it on a page."""

from datetime import datetime, timedelta
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from sqlalchemy import select

from bot.evidence_bytes import EvidenceBytes
from bot.outbox.evidence.spool import PART
from bot.outbox.jobs.files import BringBack
from bot.outbox.queue import Queued
from bot.store import brought
from bot.store.engine import Database
from bot.store.exporting import attached_of
from bot.store.tables.records import evidence
from sheets.kept import MirrorError

PATIENCE = timedelta(minutes=10)  # nobody looks at a page for longer


def bring(
    database: Database, content: EvidenceBytes, one: Queued[BringBack], now: datetime
) -> None:
    """Raises MirrorError while trying again may help; what cannot be had is written down for the
    page that asked.
    """
    with database.reading() as conn:
        piece = conn.execute(select(evidence).where(evidence.c.id == one.job.evidence)).first()
    if piece is None:
        return
    with database.writing() as conn:
        brought.forget(conn, piece.id)
    with TemporaryFile() as here:
        try:
            is_there = content.copy(attached_of(piece), cast("BinaryIO", here))
        except MirrorError as error:
            if error.retry and now - one.created_at < PATIENCE:
                raise
            is_there = False
        here.seek(0)
        part = 0
        while is_there and (some := here.read(PART)):
            with database.writing() as conn:
                brought.put_part(conn, piece.id, part, some)
            part += 1
    if not is_there:
        with database.writing() as conn:
            brought.put_part(conn, piece.id, brought.REFUSED, b"")
