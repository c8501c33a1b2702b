"""The bytes of a piece of evidence, wherever they are now: still here on their way, or kept in the
mirror.
"""

from dataclasses import dataclass
from typing import BinaryIO

from sqlalchemy import select

from bot.settings import Settings
from bot.store.engine import Database
from bot.store.exporting import Attached, spooled
from bot.store.tables.records import evidence
from sheets.fetching import Fetching, open_fetching
from sheets.kept import MirrorError


@dataclass(frozen=True, slots=True)
class EvidenceBytes:
    database: Database
    fetching: Fetching

    def copy(self, piece: Attached, out: BinaryIO) -> bool:
        """Writes the piece into `out`, a part at a time; False where there are no bytes: not
        fetched yet, or gone.

        Raises MirrorError when the mirror cannot give it or gives other bytes than were kept.
        """
        with self.database.reading() as conn:
            now = conn.execute(
                select(evidence.c.state).where(evidence.c.id == piece.id)
            ).scalar_one()
            if now == "spooled":
                for part in spooled(conn, piece.id):
                    out.write(part)
                return True
            file_id = conn.execute(
                select(evidence.c.file_id).where(evidence.c.id == piece.id)
            ).scalar_one()
        if now != "kept" or not file_id:
            return False
        if self.fetching.copy(file_id, out) != piece.sha256.lower():
            raise MirrorError(
                "stored_differs",
                False,
                f"The mirror keeps other bytes than were sent as {piece.name}.",
            )
        return True


def evidence_bytes(settings: Settings, database: Database) -> EvidenceBytes:
    """Raises MirrorError for credentials that cannot be used."""
    credentials, base = settings.google_credentials or None, settings.google_api_base or None
    fetching = open_fetching(
        credentials, base=base, local=settings.mirror_dir, key=settings.google_key
    )
    return EvidenceBytes(database, fetching)
