"""Evidence from LINE into the spool: streamed in parts, counted and hashed, so that any machine can
go on.
"""

import hashlib
from datetime import datetime, timedelta
from typing import Any, BinaryIO, cast

from sqlalchemy import Row, select

from bot.outbox import endings
from bot.outbox.errors import GoneError, LineError, NotReadyError
from bot.outbox.evidence import spool
from bot.outbox.evidence.file_facts import facts_of
from bot.outbox.evidence.lost import give_up_on
from bot.outbox.jobs.files import FetchContent
from bot.outbox.jobs.job import Job
from bot.outbox.line.api import Line
from bot.outbox.queue import Queued
from bot.store import marks, pieces
from bot.store.engine import Database
from bot.store.tables.records import evidence
from handlers.questions.evidence import LARGEST_MB

MOST_PIECES_A_DAY, MOST_BYTES_A_DAY = 1000, 4 << 30  # of one person: many times a busy day
LARGEST = LARGEST_MB * 1024 * 1024
PREPARING_AT_MOST = timedelta(days=1)
UNREACHABLE_AT_MOST = endings.GIVE_UP_AFTER - timedelta(
    days=1
)  # told before the job itself is given up
REFUSED_AT_MOST = timedelta(minutes=10)  # one strange answer is no reason to call a photo lost


class TooLargeError(Exception):
    """More bytes than the office's evidence may have."""


def fetch(database: Database, line: Line, one: Queued[FetchContent], now: datetime) -> None:
    """Fetches one piece of evidence; where it is gone or too large, the person is told which one
    and what to do.

    NotReadyError while LINE prepares it.
    """
    with database.reading() as conn:
        piece = conn.execute(select(evidence).where(evidence.c.id == one.job.evidence)).first()
    if piece is None or piece.state != "waiting":
        return
    with database.reading() as conn:
        is_unsent = marks.is_unsent(conn, piece.line_message_id)
        is_too_much = pieces.is_more_than(conn, piece, MOST_PIECES_A_DAY, MOST_BYTES_A_DAY)
    if is_unsent or is_too_much:
        give_up_on(database, piece.id, "unsent" if is_unsent else "too_much", now)
        return
    try:
        _download(database, line, piece)
    except NotReadyError:
        if not _has_failed(line, piece) and now - one.created_at < PREPARING_AT_MOST:
            raise
        give_up_on(database, piece.id, "unreadable", now)
    except GoneError:
        give_up_on(database, piece.id, "unreadable" if _has_failed(line, piece) else "gone", now)
    except LineError as error:
        if not is_hopeless(error, one, now):
            raise
        give_up_on(database, piece.id, "gone", now)
    except TooLargeError:
        give_up_on(database, piece.id, "too_large", now, limit=LARGEST // 1024 // 1024)


def is_hopeless(error: LineError, one: Queued[Job], now: datetime) -> bool:
    """Whether LINE has withheld the content for so long that its sender should be told."""
    patience = REFUSED_AT_MOST if error.is_refusal else UNREACHABLE_AT_MOST
    return now - one.created_at >= patience


def _has_failed(line: Line, piece: Row[Any]) -> bool:
    """Whether LINE could not make anything of a film or sound; of other kinds it does not say."""
    return piece.kind in {"video", "audio"} and line.transcoding(piece.line_message_id) == "failed"


def _download(database: Database, line: Line, piece: Row[Any]) -> None:
    """From the first byte on at every try: LINE hands over no middle. What is half here counts for
    nothing.
    """
    with database.writing() as conn:
        if not spool.start_anew(conn, piece.id):
            return
    digest, size, parts = hashlib.sha256(), 0, 0
    with line.content(piece.line_message_id) as (mime, pieces):
        for part in spool.parts_of(pieces):
            size += len(part)
            if size > LARGEST:
                raise TooLargeError
            digest.update(part)
            held = spool.set_down(database, part)
            with database.writing() as conn:
                spool.put_part(conn, piece.id, parts, held)
            parts += 1
    reader = cast(BinaryIO, spool.SpoolReader(database, piece.id, size))
    facts = {
        "sha256": digest.hexdigest(),
        "size": size,
        "mime": mime.partition(";")[0].strip(),
        "facts": facts_of(reader, size, piece.name or "").to_json(),
    }
    with database.writing() as conn:
        if not spool.set_whole(conn, piece.id, parts, facts):
            raise NotReadyError("another try took parts of it away")
