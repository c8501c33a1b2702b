"""A backup comes back: into an empty database, and its evidence to the mirror, as far as that does
not have it already.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from sqlalchemy import Connection, Table, func, inspect, select

from bot.backup import rows
from bot.backup.again import forget_places, keep_again
from bot.backup.taking import FORMAT, MANIFEST, kept_pieces
from bot.evidence_bytes import EvidenceBytes
from bot.outbox.evidence import whose_mirror
from bot.store.engine import Database, now_of
from bot.store.engine.postgres import without_limits
from bot.store.exporting import Attached
from bot.store.migrate import revisions, upgrade
from bot.store.tables.records import events, people, submissions
from sheets.kept import MirrorError

Told = Callable[[int, int], None]


class RestoreError(Exception):
    """Why nothing was restored, as a sentence."""


@dataclass(frozen=True, slots=True)
class Restored:
    """`again` pieces are on their way to the mirror, `there` lie in it as before, `missing` are in
    neither.
    """

    rows: int
    there: int
    again: int
    missing: int


def restore(database: Database, content: EvidenceBytes, file: Path, told: Told) -> Restored:
    """RestoreError, and nothing is changed, for a file that is no whole backup and for a database
    that holds something already.
    """
    try:
        with ZipFile(file) as packed:
            manifest = _manifest(packed)
            _refuse_unless_empty(database)
            upgrade(database, manifest["migration"])
            with database.writing() as conn, without_limits(conn):
                count = sum(_table(conn, packed, table.name) for table in rows.tables())
            upgrade(database)
            return _evidence(database, content, packed, count, told)
    except (BadZipFile, KeyError, ValueError) as error:
        raise RestoreError(f"{file} is no whole backup of Raingan: {error}") from error


def _manifest(packed: ZipFile) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads(packed.read(MANIFEST))
    if manifest.get("format") != FORMAT or manifest["migration"] not in revisions():
        raise RestoreError("this backup was made by a newer version of Raingan: install that first")
    damaged = packed.testzip()
    if damaged is not None:
        raise RestoreError(f"this backup is damaged at {damaged}: take an older one")
    return manifest


def _refuse_unless_empty(database: Database) -> None:
    with database.reading() as conn:
        there = set(inspect(conn).get_table_names())
        for table in (people, submissions, events):
            if table.name in there and _count(conn, table):
                raise RestoreError(
                    "this database holds something already: name an empty one in DATABASE_URL, "
                    "such as a new file, and restore into that"
                )


def _count(conn: Connection, table: Table) -> int:
    return conn.execute(select(func.count()).select_from(table)).scalar_one()


def _table(conn: Connection, packed: ZipFile, name: str) -> int:
    entry = f"tables/{name}.jsonl"
    if entry not in packed.namelist():
        return 0
    table = next(one for one in rows.tables() if one.name == name)
    conn.execute(table.delete()) if name == "notes" else None
    with packed.open(entry) as told:
        return rows.insert(conn, table, told)


def _evidence(
    database: Database, content: EvidenceBytes, packed: ZipFile, count: int, told: Told
) -> Restored:
    with database.reading() as conn:
        pieces = kept_pieces(conn)
    inside = set(packed.namelist())
    there = again = missing = 0
    for number, piece in enumerate(pieces, start=1):
        if _is_there(content, piece):
            there += 1
        elif (name := f"evidence/{piece.id}") in inside:
            with packed.open(name) as bytes_of, database.writing() as conn:
                keep_again(conn, piece, _parts(bytes_of), now_of(conn))
            again += 1
        else:
            missing += 1
        told(number, len(pieces))
    if again:
        whose_mirror.accept(database)
        with database.writing() as conn:
            forget_places(conn, now_of(conn))
    return Restored(count, there, again, missing)


def _is_there(content: EvidenceBytes, piece: Attached) -> bool:
    try:
        return not content.is_elsewhere(piece.file_id) and content.holds(piece)
    except MirrorError:
        return False


def _parts(out_of: IO[bytes]) -> Iterator[bytes]:
    while some := out_of.read(1 << 20):
        yield some
