"""Bytes on their way from LINE to Drive: written in parts, whole or not at all, read like a
file.
"""

import io
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from bot.store.engine import Database
from bot.store.objects import content_of
from bot.store.tables.queue import spool
from bot.store.tables.records import evidence

PART = 1024 * 1024


def parts_of(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes in parts of a megabyte."""
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        while len(waiting) >= PART:
            yield bytes(waiting[:PART])
            del waiting[:PART]
    if waiting:
        yield bytes(waiting)


def set_down(database: Database, content: bytes) -> dict[str, Any]:
    """A part as its row is to hold it: with SPOOL_URL the bytes are in the store by then. Outside
    any transaction.
    """
    if database.objects is None:
        return {"content": content}
    return {"content": b"", "object": database.objects.put(content)}


def put_part(conn: Connection, piece: str, place: int, held: dict[str, Any]) -> None:
    conn.execute(spool.insert(), {"evidence_id": piece, "part": place, **held})


def empty(conn: Connection, piece: str) -> None:
    conn.execute(delete(spool).where(spool.c.evidence_id == piece))


def start_anew(conn: Connection, piece: str) -> bool:
    """Forgets what an interrupted try has left; False when the piece is no longer waited for."""
    waiting = still_waiting(conn, piece)
    if waiting:
        empty(conn, piece)
    return waiting


def still_waiting(conn: Connection, piece: str) -> bool:
    """Whether the bytes have yet to come; the piece is locked until the transaction ends."""
    return _state(conn, piece) == "waiting"


def _state(conn: Connection, piece: str) -> str:
    wanted = select(evidence.c.state).where(evidence.c.id == piece).with_for_update()
    return str(conn.execute(wanted).scalar_one())


def set_whole(conn: Connection, piece: str, parts: int, facts: dict[str, Any]) -> bool:
    """Says that all bytes are here; False when another try has taken some of them away meanwhile.

    Those of a photo that was taken back while they came are forgotten.
    """
    state = _state(conn, piece)
    if state == "gone":
        empty(conn, piece)
    if state != "waiting":
        return True
    here = conn.execute(select(func.count()).where(spool.c.evidence_id == piece)).scalar_one()
    if here != parts:
        return False
    conn.execute(update(evidence).where(evidence.c.id == piece).values(state="spooled", **facts))
    return True


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
        wanted = (
            max(0, self._size - self._at) if size < 0 else max(0, min(size, self._size - self._at))
        )
        whole = bytearray(wanted)
        view, filled = memoryview(whole), 0
        while filled < wanted and (got := self.readinto(view[filled:])):
            filled += got
        return bytes(view[:filled])

    def _part(self, place: int) -> bytes:
        if self._held[0] != place:
            wanted = select(spool.c.content, spool.c.object).where(
                spool.c.evidence_id == self._piece, spool.c.part == place
            )
            with self._database.reading() as conn:
                part = conn.execute(wanted).one()
            self._held = place, content_of(self._database.objects, part.object, part.content)
        return self._held[1]
