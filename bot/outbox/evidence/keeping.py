"""Evidence from the spool into its folder: ids stored before use, checked, and only then forgotten
here.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, BinaryIO, cast

from sqlalchemy import Connection, Row, select, update

from bot.outbox import queue
from bot.outbox.errors import NotReadyError
from bot.outbox.evidence import spool
from bot.outbox.evidence.flagging import flag_piece
from bot.outbox.evidence.folders import Keeper, edition_of, folder_of, forget_file, mend_place
from bot.outbox.evidence.kept import set_kept
from bot.outbox.jobs.files import FetchContent, KeepEvidence
from bot.store.tables.records import evidence, submissions
from handlers.questions.links import kind_of, label_of
from scoring.programme import Programme
from sheets.layout.folders import file_name


def keep(keeper: Keeper, job: KeepEvidence, now: datetime) -> None:
    """Keeps one piece in the folder of its report; NotReadyError while LINE's bytes are still on
    their way.
    """
    with keeper.database.reading() as conn:
        piece = conn.execute(select(evidence).where(evidence.c.id == job.evidence)).first()
        sent = conn.execute(select(submissions).where(submissions.c.id == job.submission)).first()
    if piece is None or sent is None or piece.state in {"kept", "gone"}:
        return
    if piece.state == "waiting":
        raise NotReadyError("the content has not been fetched yet")
    programme = edition_of(keeper, sent).programme
    flag_piece(keeper, piece, sent, programme, now)
    folder = folder_of(keeper, sent, piece.question or "")
    file_id = piece.file_id or _reserved_file(keeper, piece.id)
    name = file_name(
        piece.sent_at,
        _label(programme, sent, piece),
        piece.place,
        piece.mime or "",
        piece.name or "",
    )
    content = cast(BinaryIO, spool.SpoolReader(keeper.database, piece.id, piece.size))
    kept = keeper.mirror.keep_file(
        file_id,
        name,
        piece.mime or "application/octet-stream",
        content,
        folder,
        sha256=piece.sha256,
        size=piece.size,
    )
    with keeper.database.writing() as conn:
        set_kept(conn, piece.id, kept.link, now)


def _label(programme: Programme, sent: Row[Any], piece: Row[Any]) -> str:
    """What the file's name says it is: the indicator, and of a web address where it leads."""
    words = f"{sent.indicator} {programme.work(sent.indicator).short_name}"
    return f"{words} ลิงก์ {label_of(kind_of(piece.link))}" if piece.kind == "link" else words


def _reserved_file(keeper: Keeper, piece: str) -> str:
    """A file id, stored before the first byte goes out: a second try then meets its own file."""
    reserved = keeper.mirror.reserve(1)[0]
    with keeper.database.writing() as conn:
        stored: str | None = conn.execute(
            select(evidence.c.file_id).where(evidence.c.id == piece).with_for_update()
        ).scalar()
        if stored is None:
            conn.execute(update(evidence).where(evidence.c.id == piece).values(file_id=reserved))
    return stored or reserved


def find_place_again(keeper: Keeper, job: KeepEvidence) -> None:
    """The folder of a piece's report is gone: it is made again."""
    with keeper.database.reading() as conn:
        piece = conn.execute(select(evidence).where(evidence.c.id == job.evidence)).one()
        sent = conn.execute(select(submissions).where(submissions.c.id == job.submission)).one()
    mend_place(keeper, sent, piece.question or "")
    keep_elsewhere(keeper, piece.id)


def keep_elsewhere(keeper: Keeper, piece: str) -> None:
    """Other bytes lie under the file's id: the next try takes a new one."""
    with keeper.database.writing() as conn:
        forget_file(conn, piece)


def fetch_again(keeper: Keeper, piece: str, now: datetime) -> None:
    """The spooled bytes are not those that came from LINE: they are fetched once more."""
    with keeper.database.writing() as conn:
        conn.execute(
            update(evidence)
            .where(evidence.c.id == piece, evidence.c.state == "spooled")
            .values(state="waiting")
        )
        queue.put(conn, FetchContent(piece), now)


def links(conn: Connection, submission: str) -> Sequence[str]:
    """What opens each piece of a report; of a web address also where it leads."""
    rows = conn.execute(
        select(evidence.c.kind, evidence.c.link)
        .where(evidence.c.submission_id == submission, evidence.c.state != "gone")
        .order_by(evidence.c.place)
    )
    return [
        f"{label_of(kind_of(row.link))}: {row.link}" if row.kind == "link" else row.link
        for row in rows
        if row.link
    ]
