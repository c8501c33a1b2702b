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
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from sheets.kept import MirrorError

INDEX = ".index"
LOCAL = "local-"  # what every id of a local mirror begins with
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

    @classmethod
    def of(cls, mirror: Path) -> Shelf:
        """The shelf of the mirror in a folder."""
        return cls(mirror / INDEX)

    def mark(self) -> str:
        """What tells this mirror from every other, "" before it was given any."""
        try:
            return self._marked.read_text("utf-8").strip()
        except (FileNotFoundError, NotADirectoryError):
            return ""

    def set_mark(self, mark: str) -> None:
        with replacing(self._marked) as out:
            out.write(f"{mark}\n".encode())

    def is_empty(self) -> bool:
        """Whether nothing was ever kept here: the folder is new, or its disk is not mounted."""
        return not self._directory.is_dir() or not any(self._directory.glob("*.json"))

    @property
    def _marked(self) -> Path:
        return self._directory / "mark"

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


def _sync(directory: Path) -> None:
    """A name that was given outlives the power."""
    place = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)


def sweep(directory: Path, before: float) -> int:
    """Takes away what a killed process left half-written, older than a moment (seconds since
    1970); how many.
    """
    found = 0
    for part in directory.rglob(".*.part"):
        with suppress(FileNotFoundError):
            if part.stat().st_mtime < before:
                part.unlink()
                found += 1
    return found


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
        _sync(path.parent)
    finally:
        part.unlink(missing_ok=True)
