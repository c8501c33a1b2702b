"""Drive v3 uploads: resumable sessions, multipart and media, with the bytes on disk."""

from __future__ import annotations

import json
import re
import secrets
from typing import Any

from emulators.google import refusals
from emulators.google.calls import Call
from emulators.google.drive.files import admit, enter, keep, seen
from emulators.google.drive.resource import shown
from emulators.google.state import Session
from emulators.serving import Answer

SPAN = re.compile(r"bytes (?:(\d+)-(\d+)|\*)/(\d+|\*)")
BLANK = re.compile(rb"\r?\n\r?\n")
QUARTER = 256 * 1024


def begin(call: Call) -> Answer:
    """`POST /upload/…`: by `uploadType` a session, or everything at once."""
    kind = call.say("uploadType")
    if kind == "resumable":
        return open_session(call)
    if kind not in {"multipart", "media"}:
        raise refusals.drive(400, "badRequest", f"Invalid uploadType: {kind}")
    meta, mime, content = (
        parts(call)
        if kind == "multipart"
        else ({}, call.environ.get("CONTENT_TYPE", ""), call.body)
    )
    file = admit(
        call.google, call.account, {"mimeType": mime} | meta, call.flag("supportsAllDrives")
    )
    path = call.google.room / file.id
    path.write_bytes(content)
    keep(call.google, file, path)
    enter(call.google, file)
    return shown(call, file)


def parts(call: Call) -> tuple[dict[str, Any], str, bytes]:
    """The metadata, the kind and the bytes of a multipart/related body."""
    boundary = re.search(r'boundary="?([^";]+)', call.environ.get("CONTENT_TYPE", ""))
    pieces = call.body.split(b"--" + boundary[1].encode()) if boundary else []
    if len(pieces) != 4:
        raise refusals.drive(400, "badContent", "Malformed multipart body.")
    (_, meta), (head, content) = (BLANK.split(piece, maxsplit=1) for piece in pieces[1:3])
    kind = re.search(rb"(?i)content-type:\s*([^\s;]+)", head)
    content = content[:-2] if content.endswith(b"\r\n") else content.removesuffix(b"\n")
    return json.loads(meta), kind[1].decode() if kind else "", content


def open_session(call: Call) -> Answer:
    """A new session; whatever would refuse the file refuses it here already."""
    meta, account = call.json, call.account
    announced = call.environ.get("HTTP_X_UPLOAD_CONTENT_TYPE")
    meta = ({"mimeType": announced} if announced else {}) | meta
    admit(call.google, account, meta, call.flag("supportsAllDrives"))
    id, length = (
        f"AEmu{secrets.token_urlsafe(32)}",
        call.environ.get("HTTP_X_UPLOAD_CONTENT_LENGTH"),
    )
    part = call.google.room / f"part-{id}"
    part.touch()
    fields = call.say("fields")
    call.google.sessions[id] = Session(
        meta, account, fields, call.flag("supportsAllDrives"), part, int(length) if length else None
    )
    where = f"{call.base}/upload/drive/v3/files?uploadType=resumable&upload_id={id}"
    return refusals.empty(200, [("Location", where), ("X-GUploader-UploadID", id)])


def go_on(call: Call) -> Answer:
    """`PUT` to a session: bytes, or only the question how many there are. The session's address is
    its own secret.
    """
    session = call.google.sessions.get(call.say("upload_id"))
    if session is None:
        return refusals.line(404), [("Content-Type", "text/html; charset=UTF-8")], b"Not Found"
    if session.done is not None:
        return shown(call, call.google.files[session.done], session.fields)
    stored = session.part.stat().st_size
    span = (
        SPAN.fullmatch(call.environ.get("HTTP_CONTENT_RANGE", ""))
        if "HTTP_CONTENT_RANGE" in call.environ
        else None
    )
    if span is None and "HTTP_CONTENT_RANGE" in call.environ:
        raise refusals.drive(400, "badRequest", "Failed to parse Content-Range header.")
    if span is not None and span[3] != "*":
        session.total = int(span[3])
    if span is None or span[1] is not None:
        start = int(span[1]) if span else 0
        if span and len(call.body) != int(span[2]) - start + 1:
            raise refusals.drive(
                400, "badRequest", "Content-Length does not agree with Content-Range."
            )
        if start == stored:
            stored = store(session, call.body, last=span is None)
    return finish(call, session) if session.total == stored else so_far(stored)


def store(session: Session, piece: bytes, *, last: bool) -> int:
    """Adds bytes; all but the last piece in quarters of a MiB. Answers how many there are."""
    with session.part.open("ab") as out:
        if last:
            session.total = out.tell() + len(piece)
        whole = session.total is not None and out.tell() + len(piece) >= session.total
        out.write(piece if whole else piece[: len(piece) // QUARTER * QUARTER])
        return out.tell()


def so_far(stored: int) -> Answer:
    """308 with the range that is safe; no range when nothing is."""
    return refusals.empty(308, [("Range", f"bytes=0-{stored - 1}")] if stored else [])


def finish(call: Call, session: Session) -> Answer:
    """The file is whole: it gets its id (which meanwhile may be used: 409) and its checksums."""
    file = admit(call.google, session.account, session.meta, session.all_drives)
    path = session.part.rename(call.google.room / file.id)
    keep(call.google, file, path)
    enter(call.google, file)
    session.done = file.id
    return shown(call, file, session.fields)


def replace(call: Call) -> Answer:
    """`PATCH /upload/…`: new bytes for a file that is there, all at once."""
    file = seen(call, call.parts[0])
    path = call.google.room / f"{file.id}-{secrets.token_hex(4)}"
    path.write_bytes(parts(call)[2] if call.say("uploadType") == "multipart" else call.body)
    keep(call.google, file, path)
    return shown(call, file)
