"""A backup is taken: the tables as they stood at one moment, and every kept piece of evidence."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sqlalchemy import Connection, select

from bot.backup import rows
from bot.evidence_bytes import EvidenceBytes
from bot.store.engine import Database
from bot.store.engine.postgres import without_limits
from bot.store.exporting import Attached, attached_of
from bot.store.migrate import newest
from bot.store.tables.records import evidence
from sheets.kept import MirrorError

FORMAT = 1
MANIFEST = "manifest.json"

Told = Callable[[int, int], None]  # pieces of evidence written, of how many


@dataclass(slots=True)
class Taken:
    """What a backup holds; `missing` names each piece the mirror did not give, and why."""

    rows: int = 0
    evidence: int = 0
    missing: list[str] = field(default_factory=list)


def take(
    database: Database, content: EvidenceBytes, file: Path, now: datetime, told: Told
) -> Taken:
    """Writes the backup beside its name first: a file under that name is whole. It holds people's
    names and photos and is readable by its owner only.
    """
    part = file.with_name(f".{file.name}.part")
    taken = Taken()
    try:
        part.touch(mode=0o600)
        with ZipFile(part, "w", ZIP_DEFLATED) as packed:
            pieces = _tables(database, packed, taken)
            for number, piece in enumerate(pieces, start=1):
                _piece(packed, content, piece, taken)
                told(number, len(pieces))
            packed.writestr(MANIFEST, json.dumps(_manifest(taken, now), ensure_ascii=False))
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    return taken


def _manifest(taken: Taken, now: datetime) -> dict[str, object]:
    return {
        "format": FORMAT,
        "migration": newest(),
        "taken": now.isoformat(timespec="seconds"),
        "rows": taken.rows,
        "evidence": taken.evidence,
        "missing": taken.missing,
    }


def _tables(database: Database, packed: ZipFile, taken: Taken) -> list[Attached]:
    """Every table as of one moment; the pieces of evidence that lie in the mirror then."""
    with database.snapshot() as conn, without_limits(conn):
        for table in rows.tables():
            with (
                _entry(packed, f"tables/{table.name}.jsonl") as raw,
                TextIOWrapper(raw, "utf-8") as out,
            ):
                for line in rows.lines(conn, table):
                    out.write(line)
                    taken.rows += 1
        return kept_pieces(conn)


def _entry(packed: ZipFile, name: str) -> AbstractContextManager[BinaryIO]:
    return cast("AbstractContextManager[BinaryIO]", packed.open(name, "w", force_zip64=True))


def kept_pieces(conn: Connection) -> list[Attached]:
    """The pieces whose bytes lie in the mirror and nowhere else."""
    wanted = select(evidence).where(evidence.c.state == "kept", evidence.c.file_id.is_not(None))
    return [attached_of(row) for row in conn.execute(wanted.order_by(evidence.c.id))]


def _piece(packed: ZipFile, content: EvidenceBytes, piece: Attached, taken: Taken) -> None:
    """First whole and checked beside it, then in: no half piece is ever part of a backup."""
    with TemporaryFile() as here:
        try:
            if not content.copy(piece, cast("BinaryIO", here)):
                return  # erased or taken back meanwhile
        except MirrorError as error:
            taken.missing.append(f"{piece.name or piece.id}: {error.sentence}")
            return
        here.seek(0)
        info = ZipInfo(f"evidence/{piece.id}")
        info.compress_type = ZIP_STORED  # photos do not get smaller
        with packed.open(info, "w", force_zip64=True) as out:
            while some := here.read(1 << 20):
                out.write(some)
    taken.evidence += 1
