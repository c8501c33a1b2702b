"""Which id is which path of the local mirror: one small file for each id, so that any process may
go on.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from sheets.kept import MirrorError

ID = re.compile(r"[A-Za-z0-9_-]{1,128}")


@dataclass(frozen=True)
class Entry:
    """What an id stands for: `path` below the mirror, and for a file its checksum and size in
    bytes.
    """

    path: str
    sha256: str = ""
    size: int = 0


class Shelf:
    """The index of a local mirror, kept in `directory`."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One writer at a time, over all threads and processes of this machine."""
        self._directory.mkdir(parents=True, exist_ok=True)
        with (self._directory / "lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def find(self, id: str) -> Entry | None:
        """What this id stands for, None when it was never used."""
        try:
            return Entry(**json.loads(self._file(id).read_text("utf-8")))
        except FileNotFoundError:
            return None

    def put(self, id: str, entry: Entry) -> None:
        """Remembers what the id stands for."""
        with replacing(self._file(id)) as out:
            out.write(json.dumps(asdict(entry), ensure_ascii=False).encode())

    def _file(self, id: str) -> Path:
        if not ID.fullmatch(id):
            raise MirrorError(
                "bad_id", False, f"{id!r} is no id of this mirror; ids come from reserve()."
            )
        return self._directory / f"{id}.json"


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file that appears under `path` whole or not at all; what stood there before is replaced."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with part.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
