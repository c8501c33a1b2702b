"""What coordinators should look at in the evidence: written once for each piece and reason, read by
report.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from bot.store.dialect import insert_ignoring
from bot.store.tables.records import evidence, flags
from handlers.vocabulary.flags import Flag, Flagged


def add(conn: Connection, piece: str, flag: Flag, now: datetime) -> bool:
    """False when this piece was flagged for this reason before."""
    values = {"evidence_id": piece, "code": flag.code, "detail": dict(flag.values), "at": now}
    return insert_ignoring(conn, flags, values) is not None


def codes_of(conn: Connection, piece: str) -> set[str]:
    """The reasons a piece is flagged for already."""
    return set(conn.execute(select(flags.c.code).where(flags.c.evidence_id == piece)).scalars())


def flags_of(conn: Connection, submissions: Sequence[str]) -> list[Flagged]:
    """Every flag on the evidence of these reports (their ids), by report, then by place; [] for
    none.
    """
    wanted = (
        select(
            evidence.c.submission_id,
            evidence.c.id,
            evidence.c.kind,
            evidence.c.name,
            evidence.c.place,
            flags.c.code,
            flags.c.detail,
        )
        .join(flags, flags.c.evidence_id == evidence.c.id)
        .where(evidence.c.submission_id.in_(submissions), evidence.c.state != "gone")
        .order_by(evidence.c.submission_id, evidence.c.place, flags.c.id)
    )
    return [
        Flagged(
            row.submission_id,
            row.id,
            row.kind,
            row.name or "",
            row.place,
            Flag(row.code, row.detail),
        )
        for row in conn.execute(wanted)
    ]
