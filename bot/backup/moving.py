"""Evidence that lies in the mirror of before comes into the one of the settings, after a change
from local to Google or back.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import IO, BinaryIO, cast

from sqlalchemy import select

from bot.backup.again import forget_places, keep_again
from bot.backup.taking import kept_pieces
from bot.evidence_bytes import EvidenceBytes
from bot.store.engine import Database, now_of
from bot.store.exporting import Attached
from bot.store.tables.records import folders
from sheets.kept import MirrorError
from sheets.local.shelf import LOCAL

Told = Callable[[int, int], None]


@dataclass(slots=True)
class Moved:
    """How many pieces are on their way, and why others are not."""

    count: int = 0
    left: list[str] = field(default_factory=list)


def elsewhere(database: Database, content: EvidenceBytes) -> list[Attached]:
    """The pieces that lie in the mirror the settings no longer name."""
    with database.reading() as conn:
        return [one for one in kept_pieces(conn) if content.is_elsewhere(one.file_id)]


def move(database: Database, source: EvidenceBytes, pieces: list[Attached], told: Told) -> Moved:
    """Each piece goes into the spool, and from there the worker brings it to the new mirror; what
    lies in the old one stays as it is. Asked again it goes on where it ended.
    """
    moved = Moved()
    for number, piece in enumerate(pieces, start=1):
        try:
            with TemporaryFile() as here:
                if source.copy(piece, cast("BinaryIO", here)):
                    here.seek(0)
                    with database.writing() as conn:
                        keep_again(conn, piece, _parts(here), now_of(conn))
                    moved.count += 1
        except MirrorError as error:
            moved.left.append(f"{piece.name or piece.id}: {error.sentence}")
        told(number, len(pieces))
    return moved


def forget_old_places(database: Database, *, is_local: bool) -> bool:
    """Once: the folders and tables known so far are those of the other mirror."""
    with database.reading() as conn:
        known = conn.execute(select(folders.c.folder_id).limit(1)).scalar()
    if known is None or known.startswith(LOCAL) == is_local:
        return False
    with database.writing() as conn:
        forget_places(conn, now_of(conn))
    return True


def _parts(out_of: IO[bytes]) -> Iterator[bytes]:
    while some := out_of.read(1 << 20):
        yield some
