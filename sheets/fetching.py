"""Evidence back out of the mirror, a piece at a time: from Drive, or from the folder on this
machine.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import BinaryIO, Protocol

from sheets.google.credentials import open_credentials, read_credentials
from sheets.google.refusals import mirror_error, refusal, understood
from sheets.google.wire import Wire
from sheets.kept import MirrorError
from sheets.local.bytes_on_disk import copy, disk
from sheets.local.shelf import Shelf

DRIVE_FILE = "https://www.googleapis.com/drive/v3/files/{id}"
NOT_FOUND = 404
RANGE = 8 << 20  # bytes of a file asked for at once


class Fetching(Protocol):
    """Gives kept files back."""

    def copy(self, file_id: str, out: BinaryIO) -> str:
        """Writes the whole file into `out` and answers its SHA-256, hexadecimal; MirrorError when
        it cannot be had.
        """
        ...

    def holds(self, file_id: str, sha256: str, size: int) -> bool:
        """Whether the file is there with these bytes, as far as can be told without reading them
        all; MirrorError when nobody can say.
        """
        ...


def open_fetching(
    credentials: str | None, *, base: str | None, local: Path, key: str = ""
) -> Fetching:
    """From Google when there are `credentials` (a path or the JSON itself), else from the mirror
    under `local`.

    `key` opens sealed credentials.
    """
    return DriveFiles(credentials, base, key) if credentials else LocalFiles(local)


class LocalFiles:
    """Files of the local mirror under `directory`."""

    def __init__(self, directory: Path) -> None:
        self._top, self._shelf = directory, Shelf.of(directory)

    def copy(self, file_id: str, out: BinaryIO) -> str:
        """Copies from the disk."""
        with disk():
            entry = self._shelf.find(file_id)
            if entry is None or not (self._top / entry.path).is_file():
                raise MirrorError(
                    "not_found",
                    False,
                    f"The mirror no longer has {entry.path if entry else file_id}.",
                )
            with (self._top / entry.path).open("rb") as content:
                return copy(content, out)[0]

    def holds(self, file_id: str, sha256: str, size: int) -> bool:  # noqa: ARG002 - not read
        """By its size: the bytes were checked when they were kept."""
        with disk():
            entry = self._shelf.find(file_id)
            path = self._top / entry.path if entry else None
            return path is not None and path.is_file() and path.stat().st_size == size


class DriveFiles:
    """Files of Google Drive."""

    def __init__(self, credentials: str, base: str | None, key: str) -> None:
        self._wire = Wire(open_credentials(read_credentials(credentials, key), base), base)

    def copy(self, file_id: str, out: BinaryIO) -> str:
        """Downloads range by range, so that one lost answer does not cost the whole file."""
        digest, at, size = hashlib.sha256(), 0, self._size(file_id)
        while at < size:
            content = self._range(file_id, at, min(at + RANGE, size) - 1)
            digest.update(content)
            out.write(content)
            at += len(content)
        return digest.hexdigest()

    def holds(self, file_id: str, sha256: str, size: int) -> bool:
        """By what Drive says of it; what lies in the bin is not kept."""
        with understood():
            fields = {"fields": "size,sha256Checksum,trashed", "supportsAllDrives": "true"}
            told = self._wire.send("GET", DRIVE_FILE.format(id=file_id), params=fields)
            if told.status_code == NOT_FOUND:
                return False
            if not told.ok:
                raise refusal(told.status_code, told.content)
        seen = told.json()
        told_of = int(seen.get("size", -1)), str(seen.get("sha256Checksum", sha256))
        return told_of == (size, sha256.lower()) and not seen.get("trashed")

    def _size(self, file_id: str) -> int:
        with understood():
            uri = DRIVE_FILE.format(id=file_id)
            told = self._wire.send(
                "GET", uri, params={"fields": "size", "supportsAllDrives": "true"}
            )
            if not told.ok:
                raise refusal(told.status_code, told.content)
        return int(told.json()["size"])

    def _range(self, file_id: str, first: int, last: int) -> bytes:
        with understood():
            answer = self._wire.send(
                "GET",
                DRIVE_FILE.format(id=file_id),
                params={"alt": "media", "supportsAllDrives": "true"},
                headers={"Range": f"bytes={first}-{last}"},
            )
            if not answer.ok:
                raise refusal(answer.status_code, answer.content)
        if not answer.content or len(answer.content) > last - first + 1:
            raise mirror_error("google_failed")
        return answer.content
