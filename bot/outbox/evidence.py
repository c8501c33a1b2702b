"""Evidence from the spool into its folder: ids stored before use, checked, and only then forgotten here."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO, cast

from sqlalchemy import Connection, Row, delete, func, select, update

from bot.outbox import queue
from bot.outbox.content import PART
from bot.outbox.errors import NotReadyError
from bot.outbox.queue import Job
from bot.store.dialect import insert_ignoring
from bot.store.engine import Database
from bot.store.library import Library
from bot.store.notes import note, set_note
from bot.store.queue_tables import spool
from bot.store.tables import evidence, folders, submissions
from scoring.programme import Programme
from sheets.folders import file_name, indicator_folder, office_folder, programme_folder
from sheets.mirror import Mirror

ROOT_NOTE = "google_drive_folder"
ROOT_NAME = "Raingan รายงาน"


@dataclass(frozen=True, slots=True)
class Keeper:
    """What keeping evidence needs; `root` is the folder given in the settings, "" to have one made."""

    database: Database
    library: Library
    mirror: Mirror
    root: str = ""


def keep(keeper: Keeper, job: Job, now: datetime) -> None:
    """Keeps one piece in the folder of its report; NotReadyError while LINE's bytes are still on their way."""
    with keeper.database.reading() as conn:
        piece = conn.execute(select(evidence).where(evidence.c.id == job.payload["evidence"])).first()
        sent = conn.execute(select(submissions).where(submissions.c.id == job.payload["submission"])).first()
    if piece is None or sent is None or piece.state in {"kept", "gone"}:
        return
    if piece.state == "waiting":
        raise NotReadyError("the content has not been fetched yet")
    folder = folder_of(keeper, sent)
    file_id = piece.file_id or _reserved_file(keeper, piece.id)
    name = file_name(piece.sent_at, _label(keeper, sent), piece.place, piece.mime or "", piece.name or "")
    content = cast(BinaryIO, SpoolReader(keeper.database, piece.id, piece.size))
    kept = keeper.mirror.keep_file(
        file_id, name, piece.mime or "application/octet-stream", content, folder, sha256=piece.sha256, size=piece.size
    )
    with keeper.database.writing() as conn:
        _set_kept(conn, piece.id, kept.link, sent, now)


def _label(keeper: Keeper, sent: Row[Any]) -> str:
    programme = _programme(keeper, sent)
    return f"{sent.indicator} {programme.indicator(sent.indicator).short_name}"


def _programme(keeper: Keeper, sent: Row[Any]) -> Programme:
    with keeper.database.reading() as conn:
        edition = keeper.library.edition(conn, sent.programme, sent.programme_version)
    assert edition is not None
    return edition.programme


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


def _set_kept(conn: Connection, piece: str, link: str, sent: Row[Any], now: datetime) -> None:
    conn.execute(update(evidence).where(evidence.c.id == piece).values(state="kept", link=link))
    conn.execute(delete(spool).where(spool.c.evidence_id == piece))
    waiting = select(func.count()).where(
        evidence.c.submission_id == sent.id, evidence.c.state.in_(["waiting", "spooled"])
    )
    if conn.execute(waiting).scalar_one() == 0:
        queue.put(conn, "mirror", f"sheet:{sent.programme}", {"submission": sent.id}, now)


def folder_of(keeper: Keeper, sent: Row[Any]) -> str:
    """The id of programme / office / indicator, made level by level where it is missing."""
    programme = _programme(keeper, sent)
    office, indicator = programme.office(sent.office), programme.indicator(sent.indicator)
    names = (
        (sent.programme, programme_folder(programme.key, programme.short_name)),
        (office.code, office_folder(office.code, office.name)),
        (indicator.code, indicator_folder(indicator.code, indicator.short_name)),
    )
    parent, path = root_of(keeper), ""
    for code, name in names:
        path = f"{path}/{code}".lstrip("/")
        parent = _folder(keeper, path, name, parent)
    return parent


def forget_place(keeper: Keeper, piece: str) -> None:
    """Somebody deleted the folder for good: folders and file are made anew at the next try."""
    with keeper.database.writing() as conn:
        conn.execute(delete(folders))
        conn.execute(update(evidence).where(evidence.c.id == piece, evidence.c.state != "kept").values(file_id=None))


def root_of(keeper: Keeper) -> str:
    """The folder everything lies in: the one of the settings, or one of our own making."""
    if keeper.root:
        return keeper.root
    folder_id, is_made = _reserved(keeper, "")
    if not is_made:
        made = keeper.mirror.make_root(folder_id, ROOT_NAME)
        with keeper.database.writing() as conn:
            _set_made(conn, "", made.link)
            set_note(conn, ROOT_NOTE, folder_id)
    return folder_id


def _folder(keeper: Keeper, path: str, name: str, parent: str) -> str:
    folder_id, is_made = _reserved(keeper, path)
    if not is_made:
        made = keeper.mirror.make_folder(folder_id, name, parent)
        with keeper.database.writing() as conn:
            _set_made(conn, path, made.link)
    return folder_id


def _reserved(keeper: Keeper, path: str) -> tuple[str, bool]:
    """(folder id, whether it was made): the id is stored before the folder is asked for."""
    wanted = select(folders.c.folder_id, folders.c.link).where(folders.c.path == path)
    with keeper.database.reading() as conn:
        row = conn.execute(wanted).first()
    if row is None:
        reserved = keeper.mirror.reserve(1)[0]
        with keeper.database.writing() as conn:
            insert_ignoring(conn, folders, {"path": path, "folder_id": reserved})
            row = conn.execute(wanted).one()
    return row.folder_id, row.link is not None


def _set_made(conn: Connection, path: str, link: str) -> None:
    conn.execute(update(folders).where(folders.c.path == path).values(link=link))


def stored_root(conn: Connection) -> str:
    return note(conn, ROOT_NOTE)


class SpoolReader(io.RawIOBase):
    """The spooled bytes as a file: seekable, one part in memory at a time."""

    def __init__(self, database: Database, piece: str, size: int) -> None:
        super().__init__()
        self._database, self._piece, self._size, self._at = database, piece, size, 0
        self._held: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - any writable buffer
        part, offset = divmod(self._at, PART)
        piece = self._part(part)[offset : offset + len(buffer)] if self._at < self._size else b""
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def read(self, size: int = -1) -> bytes:
        """As much as was asked for, across parts: uploads count on whole chunks."""
        wanted = self._size - self._at if size < 0 else min(size, self._size - self._at)
        pieces: list[bytes] = []
        while wanted > 0:
            piece = super().read(wanted) or b""
            if not piece:
                break
            pieces.append(piece)
            wanted -= len(piece)
        return b"".join(pieces)

    def _part(self, place: int) -> bytes:
        if self._held[0] != place:
            wanted = select(spool.c.content).where(spool.c.evidence_id == self._piece, spool.c.part == place)
            with self._database.reading() as conn:
                self._held = (place, bytes(conn.execute(wanted).scalar_one()))
        return self._held[1]


def links(conn: Connection, submission: str) -> Sequence[str]:
    rows = conn.execute(
        select(evidence.c.link).where(evidence.c.submission_id == submission).order_by(evidence.c.place)
    )
    return [row.link for row in rows if row.link]
