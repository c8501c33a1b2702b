"""Whether every kept file is where it was kept."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.backup.taking import kept_pieces
from bot.evidence_bytes import EvidenceBytes
from bot.store.engine import Database

Told = Callable[[int, int], None]


@dataclass(slots=True)
class Found:
    """How many were looked for, of how many, and the names of those that are not there."""

    looked_at: int = 0
    total: int = 0
    lost: list[str] = field(default_factory=list)


def lost_pieces(
    database: Database, content: EvidenceBytes, told: Told, most: int | None = None
) -> Found:
    """Looks for every piece, or for `most` of them spread over all; MirrorError while the mirror is
    away.
    """
    with database.reading() as conn:
        pieces = kept_pieces(conn)
    step = 1 if most is None or len(pieces) <= most else -(-len(pieces) // most)
    found = Found(total=len(pieces))
    some = pieces[::step]
    for number, piece in enumerate(some, start=1):
        if not content.holds(piece):
            found.lost.append(f"{piece.name or piece.kind} ({piece.id})")
        found.looked_at += 1
        told(number, len(some))
    return found
