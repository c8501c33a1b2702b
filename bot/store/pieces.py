"""Pieces of evidence as they come and as they are taken back."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, exists, func, select, update

from bot.store import drafts
from bot.store.dialect import insert_ignoring
from bot.store.drafts import Kept
from bot.store.tables.appraisals import appraisal_pieces
from bot.store.tables.queue import spool
from bot.store.tables.records import evidence, people
from handlers.vocabulary.effects import Keep

DAY = timedelta(days=1)


def keep(conn: Connection, person: int, kept: Keep) -> bool:
    """Remembers a piece of evidence; False if this message was kept before."""
    values = {
        "id": kept.evidence_id,
        "line_message_id": kept.message_id,
        "person_id": person,
        "kind": kept.kind,
        "name": kept.name,
        "size": kept.size,
        "sent_at": kept.at,
        "state": "waiting",
        "place": 0,
    }
    if kept.link:
        return _keep_link(conn, values, kept.link)
    return insert_ignoring(conn, evidence, values) is not None


def _keep_link(conn: Connection, values: Mapping[str, Any], url: str) -> bool:
    """A web address lies in the folder as a note, so that whoever opens the folder finds it among
    the photos.
    """
    content = f"{url}\n".encode()
    digest = hashlib.sha256(content).hexdigest()
    note = {
        "state": "spooled",
        "link": url,
        "mime": "text/plain",
        "size": len(content),
        "sha256": digest,
    }
    if insert_ignoring(conn, evidence, {**values, **note}) is None:
        return False
    conn.execute(spool.insert(), {"evidence_id": values["id"], "part": 0, "content": content})
    return True


def is_known(conn: Connection, message_id: str) -> bool:
    """Whether the photo or file of a message has come."""
    found = select(evidence.c.id).where(evidence.c.line_message_id == message_id)
    return conn.execute(found).first() is not None


def is_more_than(conn: Connection, piece: Row[Any], most: int, most_bytes: int) -> bool:
    """Whether a person has sent more than that within the day before this piece."""
    day = evidence.c.sent_at > piece.sent_at - DAY, evidence.c.sent_at < piece.sent_at
    mine = evidence.c.person_id == piece.person_id, evidence.c.state != "gone"
    size = func.coalesce(func.sum(evidence.c.size), 0)
    count, held = conn.execute(select(func.count(), size).where(*mine, *day)).one()
    return bool(count >= most or held >= most_bytes)


def drop(conn: Connection, person: int, message_id: str) -> bool:
    """The person took the message back: what is not yet part of a report is not used, and its bytes
    are forgotten.

    True when it is part of a report that was sent: the office keeps that until a correction takes
    it out.
    """
    of_message = evidence.c.line_message_id == message_id, evidence.c.person_id == person
    loose = is_loose()
    conn.execute(update(evidence).where(*of_message, loose).values(state="gone"))
    dropped = select(evidence.c.id).where(*of_message, loose)
    conn.execute(delete(spool).where(spool.c.evidence_id.in_(dropped)))
    stays = select(evidence.c.id).where(
        *of_message, ~loose, evidence.c.state.in_(("spooled", "kept"))
    )
    return conn.execute(stays).first() is not None


def is_loose() -> ColumnElement[bool]:
    """Whether a piece is part of nothing that was sent, report or appraisal."""
    appraised = exists().where(appraisal_pieces.c.evidence_id == evidence.c.id)
    return evidence.c.submission_id.is_(None) & ~appraised


def forget_abandoned(conn: Connection, before: datetime) -> int:
    """Pieces that no report has and no conversation holds any longer, such as those of a cancelled
    report; how many.
    """
    loose = (
        is_loose(),
        evidence.c.state != "gone",
        evidence.c.sent_at < before,
    )
    rows = conn.execute(
        select(
            evidence.c.id, evidence.c.line_message_id, evidence.c.person_id, people.c.conversation
        )
        .join(people, people.c.id == evidence.c.person_id)
        .where(*loose)
        .with_for_update(of=evidence)
    ).all()
    begun = drafts.of(conn, {row.person_id for row in rows})
    gone = [row.id for row in rows if not _is_held(row, begun.get(row.person_id, ()))]
    conn.execute(update(evidence).where(evidence.c.id.in_(gone)).values(state="gone"))
    conn.execute(delete(spool).where(spool.c.evidence_id.in_(gone)))
    return len(gone)


def _is_held(row: Any, begun: Kept) -> bool:  # noqa: ANN401 - a row
    """Whether a conversation or one of its drafts speaks of a piece; read as text, so that one that
    is broken keeps what it has.
    """
    told = json.dumps([row.conversation, *(content for _, content in begun)])
    return row.id in told or row.line_message_id in told
