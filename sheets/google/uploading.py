"""One upload to Drive in chunks, and what proves that it arrived whole."""

from __future__ import annotations

import hashlib
from typing import Any, BinaryIO

import requests
from googleapiclient.http import MediaIoBaseUpload

CHUNK = 4 << 20


PIECE = 1 << 20


class Chunks(MediaIoBaseUpload):  # type: ignore[misc]
    """Each chunk goes out as bytes, so that it can be sent again; the library's own stream is empty
    the second time.
    """

    def has_stream(self) -> bool:
        """No."""
        return False


def next_chunk(request: Any) -> dict[str, Any] | None:  # noqa: ANN401
    """One chunk more; what Drive says of the file once it is whole. A chunk of which nothing is
    kept was lost.
    """
    before = request.resumable_progress
    _, done = request.next_chunk()
    if done is None and request.resumable_progress <= before:
        raise requests.exceptions.RetryError("Google kept nothing of a chunk it took")
    return dict(done) if done is not None else None


def has(seen: dict[str, Any], sha256: str, size: int) -> bool:
    """Whether Drive keeps exactly these bytes."""
    return (seen.get("sha256Checksum"), int(seen.get("size", -1))) == (sha256.lower(), size)


def measured(content: BinaryIO) -> tuple[str, int]:
    """Checksum and size in bytes, read in pieces; the content stands at its beginning again
    afterwards.
    """
    digest, size = hashlib.sha256(), 0
    content.seek(0)
    while piece := content.read(PIECE):
        digest.update(piece)
        size += len(piece)
    content.seek(0)
    return digest.hexdigest(), size
