"""Bytes on a disk: copied in pieces, held against their checksum; trouble with the disk is the one
error of this room.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from sheets.kept import MirrorError

PIECE = 1 << 20


@contextmanager
def disk() -> Iterator[None]:
    """Turns trouble with the disk into the one error of this room."""
    try:
        yield
    except PermissionError as error:
        raise MirrorError(
            "disk_refused",
            True,
            f"The mirror may not write {error.filename}; give the service that folder.",
            pause=True,
        ) from error
    except OSError as error:
        raise MirrorError(
            "disk",
            True,
            f"The mirror's disk answered {error}; look at its free space and whether it is "
            "mounted.",
        ) from error


def copy(content: BinaryIO, out: BinaryIO | None) -> tuple[str, int]:
    """Copies from the beginning, a piece at a time; answers the checksum and the number of
    bytes.
    """
    digest, size = hashlib.sha256(), 0
    content.seek(0)
    while piece := content.read(PIECE):
        digest.update(piece)
        size += len(piece)
        if out is not None:
            out.write(piece)
    return digest.hexdigest(), size


def check(seen: tuple[str, int], sha256: str, size: int) -> None:
    """MirrorError unless the bytes are the promised ones."""
    if seen != (sha256.lower(), size):
        raise MirrorError(
            "content_differs",
            False,
            f"The bytes handed over are {seen[1]} with checksum {seen[0]}, not {size} as kept.",
        )


def same(path: Path, sha256: str, size: int) -> bool:
    """Whether the file is there with exactly these bytes."""
    if not path.is_file() or path.stat().st_size != size:
        return False
    with path.open("rb") as content:
        return copy(content, None)[0] == sha256.lower()
