"""Evidence from LINE into the spool: streamed in pieces, counted and hashed, so that any machine can go on."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from bot.outbox import queue
from bot.outbox.errors import GoneError
from bot.outbox.line_api import Line
from bot.outbox.line_messages import line_messages
from bot.outbox.queue import Job
from bot.store.engine import Database
from bot.store.queue_tables import spool
from bot.store.tables import evidence, people, submissions
from handlers.messages import Text
from handlers.state import State
from handlers.words import say

PART = 1024 * 1024
LARGEST = 300 * 1024 * 1024


class TooLargeError(Exception):
    """More bytes than the office's evidence may have."""


def fetch(database: Database, line: Line, job: Job, now: datetime) -> None:
    """Fetches one piece of evidence; where it is gone or too large, the person is told which one and what to do."""
    with database.reading() as conn:
        piece = conn.execute(select(evidence).where(evidence.c.id == job.payload["evidence"])).first()
    if piece is None or piece.state != "waiting":
        return
    try:
        _download(database, line, piece)
    except GoneError:
        _give_up_on(database, piece, now, "gone")
    except TooLargeError:
        _give_up_on(database, piece, now, "too_large")


def _download(database: Database, line: Line, piece: Row[Any]) -> None:
    with database.writing() as conn:
        conn.execute(delete(spool).where(spool.c.evidence_id == piece.id))
    digest, size = hashlib.sha256(), 0
    with line.content(piece.line_message_id) as (mime, pieces):
        for place, part in enumerate(_parts(pieces)):
            size += len(part)
            if size > LARGEST:
                raise TooLargeError
            digest.update(part)
            with database.writing() as conn:
                conn.execute(spool.insert(), {"evidence_id": piece.id, "part": place, "content": part})
    facts = {"state": "spooled", "sha256": digest.hexdigest(), "size": size, "mime": mime.partition(";")[0].strip()}
    with database.writing() as conn:
        conn.execute(update(evidence).where(evidence.c.id == piece.id, evidence.c.state == "waiting").values(facts))


def _parts(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes in parts of a megabyte."""
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        while len(waiting) >= PART:
            yield bytes(waiting[:PART])
            del waiting[:PART]
    if waiting:
        yield bytes(waiting)


def _give_up_on(database: Database, piece: Row[Any], now: datetime, why: str) -> None:
    with database.writing() as conn:
        conn.execute(delete(spool).where(spool.c.evidence_id == piece.id))
        current = conn.execute(select(evidence).where(evidence.c.id == piece.id).with_for_update()).one()
        if current.state == "gone":
            return
        conn.execute(update(evidence).where(evidence.c.id == piece.id).values(state="gone"))
        _tell(conn, current, why, now)


def _tell(conn: Connection, piece: Row[Any], why: str, now: datetime) -> None:
    person = conn.execute(select(people).where(people.c.id == piece.person_id)).one()
    language = State.from_json(person.conversation).language
    sent = conn.execute(select(submissions.c.indicator).where(submissions.c.id == piece.submission_id)).scalar()
    if why == "too_large":
        words = say("evidence.too_large", language, limit=LARGEST // 1024 // 1024)
    elif sent:
        words = say("evidence.gone", language, place=piece.place, code=sent)
    else:
        words = say("evidence.gone_loose", language)
    payload = {"to": person.line_user_id, "reply_token": "", "messages": line_messages([Text(words)]), "must": True}
    queue.put(conn, "push", f"person:{person.line_user_id}", payload, now, once=f"gone:{piece.id}")
