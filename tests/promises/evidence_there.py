"""Where every piece of evidence is, for the tests that take its places away."""

from pathlib import Path

from sqlalchemy import select

from bot.evidence_bytes import evidence_bytes
from bot.settings import Settings
from bot.store.engine import Database
from bot.store.exporting import attached_of
from bot.store.tables.queue import outbox
from bot.store.tables.records import evidence


def states(database: Database) -> list[str]:
    with database.reading() as conn:
        return list(conn.execute(select(evidence.c.state).order_by(evidence.c.place)).scalars())


def given_up(database: Database) -> list[str]:
    with database.reading() as conn:
        rows = conn.execute(select(outbox.c.error).where(outbox.c.state == "given_up"))
        return list(rows.scalars())


def contents(settings: Settings, database: Database, folder: Path) -> list[bytes]:
    """The bytes of every piece of evidence, wherever they are."""
    source = evidence_bytes(settings, database)
    with database.reading() as conn:
        pieces = [attached_of(row) for row in conn.execute(select(evidence).order_by("place"))]
    found = []
    for piece in pieces:
        with (folder / "piece").open("w+b") as out:
            assert source.copy(piece, out)
            out.seek(0)
            found.append(out.read())
    return found
