"""Which folder of a disk holds this database's evidence: the two know each other by a mark, so that
a folder that is away, empty or another host's is waited for and nothing is written beside it.
"""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select, update

from bot.store.dialect import insert_ignoring
from bot.store.engine import Database
from bot.store.notes import note, set_note
from bot.store.tables.records import evidence, notes
from sheets.local.shelf import LOCAL, Shelf

NOTE = "local_mirror"
ANY = "*"  # the next one that offers itself

Agreeing = Callable[[str], str]


def owner_of(database: Database, directory: Path) -> Agreeing:
    """What says by which mark the folder is known: the stored one, or on first use the one that is
    offered, "" as long as none is.
    """

    def agreed(offered: str) -> str:
        with database.reading() as conn:
            known = note(conn, NOTE)
            kept = select(evidence.c.id).where(evidence.c.file_id.startswith(LOCAL)).limit(1)
            is_first = conn.execute(kept.where(evidence.c.state == "kept")).first() is None
        if known and known != ANY:
            return known
        if not known and not is_first and Shelf.of(directory).is_empty():
            return "the folder that was there before"
        if not offered:
            return ""
        with database.writing() as conn:
            insert_ignoring(conn, notes, {"name": NOTE, "value": offered})
            first = update(notes).where(notes.c.name == NOTE, notes.c.value == ANY)
            conn.execute(first.values(value=offered))
            return note(conn, NOTE)

    return agreed


def accept(database: Database) -> None:
    """Whatever folder is there when next something is kept becomes the one that holds the
    evidence.
    """
    with database.writing() as conn:
        set_note(conn, NOTE, ANY)
