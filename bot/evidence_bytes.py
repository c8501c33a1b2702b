"""The bytes of a piece of evidence, wherever they are now: still here on their way, or kept in the
mirror, the one of the settings or the one that was used before.
"""

from dataclasses import dataclass
from typing import BinaryIO

from sqlalchemy import select

from bot.settings import Settings
from bot.store.engine import Database
from bot.store.exporting import Attached, spooled
from bot.store.tables.records import evidence
from sheets.fetching import Fetching, LocalFiles, open_fetching
from sheets.kept import MirrorError
from sheets.local.shelf import LOCAL


@dataclass(frozen=True, slots=True)
class EvidenceBytes:
    """`fetching` is the mirror of the settings; `local` the folder on this machine, where there is
    another mirror besides.
    """

    database: Database
    fetching: Fetching
    local: Fetching | None = None

    def copy(self, piece: Attached, out: BinaryIO) -> bool:
        """Writes the piece into `out`, a part at a time; False where there are no bytes: not
        fetched yet, or gone.

        Raises MirrorError when the mirror cannot give it or gives other bytes than were kept.
        """
        with self.database.reading() as conn:
            wanted = select(evidence.c.state, evidence.c.file_id).where(evidence.c.id == piece.id)
            now = conn.execute(wanted).one()
            if now.state == "spooled":
                for part in spooled(conn, piece.id):
                    out.write(part)
                return True
        if now.state != "kept" or not now.file_id:
            return False
        if self._mirror_of(now.file_id).copy(now.file_id, out) != piece.sha256.lower():
            raise MirrorError(
                "stored_differs",
                False,
                f"The mirror keeps other bytes than were sent as {piece.name}.",
            )
        return True

    def holds(self, piece: Attached) -> bool:
        """Whether the mirror still has the file of a piece that is kept."""
        return self._mirror_of(piece.file_id).holds(piece.file_id, piece.sha256, piece.size)

    def is_elsewhere(self, file_id: str) -> bool:
        """Whether a file lies in the mirror that the settings no longer name."""
        return file_id.startswith(LOCAL) == (self.local is not None)

    def _mirror_of(self, file_id: str) -> Fetching:
        if self.local is not None and file_id.startswith(LOCAL):
            return self.local
        if self.local is None and not file_id.startswith(LOCAL):
            raise MirrorError(
                "elsewhere",
                True,
                "This file lies in Google Drive, and GOOGLE_CREDENTIALS is not set.",
                pause=True,
            )
        return self.fetching


def evidence_bytes(settings: Settings, database: Database) -> EvidenceBytes:
    """Raises MirrorError for credentials that cannot be used."""
    credentials, base = settings.google_credentials or None, settings.google_api_base or None
    fetching = open_fetching(
        credentials, base=base, local=settings.mirror_dir, key=settings.google_key
    )
    local = LocalFiles(settings.mirror_dir) if credentials else None
    return EvidenceBytes(database, fetching, local)
