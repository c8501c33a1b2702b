"""Evidence that must go to the mirror again: from the spool, as when it came from LINE."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, delete, or_, select, update

from bot.outbox import queue
from bot.outbox.evidence import spool
from bot.outbox.evidence.folders import ROOT_NOTE
from bot.outbox.jobs.files import KeepEvidence
from bot.outbox.jobs.rows import MirrorRow
from bot.store.exporting import Attached
from bot.store.tables.queue import outbox
from bot.store.tables.records import evidence, folders, notes, submissions


def keep_again(conn: Connection, piece: Attached, content: Iterator[bytes], now: datetime) -> None:
    """The bytes are in the spool and the piece is on its way to the mirror of the settings."""
    spool.empty(conn, piece.id)
    for place, part in enumerate(spool.parts_of(content)):
        spool.put_part(conn, piece.id, place, {"content": part})
    link = evidence.c.link if piece.kind == "link" else None
    changed = {"state": "spooled", "file_id": None, "link": link}
    conn.execute(update(evidence).where(evidence.c.id == piece.id).values(changed))
    sent = select(evidence.c.submission_id).where(evidence.c.id == piece.id)
    submission = conn.execute(sent).scalar()
    if submission:
        job = KeepEvidence(piece.id, submission)
        conn.execute(delete(outbox).where(outbox.c.once == job.only_once()))
        queue.put(conn, job, now)


def forget_places(conn: Connection, now: datetime) -> None:
    """Folders and tables of another mirror are forgotten and made anew; every report's row is
    written there.
    """
    conn.execute(delete(folders))
    of_mirror = notes.c.name == ROOT_NOTE, notes.c.name.like("sheet:%"), notes.c.name.like("tab:%")
    conn.execute(delete(notes).where(or_(*of_mirror)))
    current = select(submissions.c.programme, submissions.c.id).where(submissions.c.current)
    for row in conn.execute(current).all():
        queue.put(conn, MirrorRow(row.programme, row.id), now)
