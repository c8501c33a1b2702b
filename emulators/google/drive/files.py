"""Drive v3: files, folders, permissions, the bin, reserved ids; refuses what Drive refuses."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

from emulators.google import masks, refusals
from emulators.google.calls import Call, reply
from emulators.google.drive.query import test_of
from emulators.google.drive.resource import SHORT, permissions_of, resource, shown
from emulators.google.sheets.book import Book
from emulators.google.state import DRIVE, FOLDER, ROOT, SPREADSHEET, Account, File, Google
from emulators.serving import Answer


def visible(google: Google, account: Account, file: File) -> bool:
    """Whether the account may see the file: by membership, ownership or sharing, and by what its
    token allows.
    """
    if file.drive and account.email not in google.drives[file.drive]["members"]:
        return False
    shared = any(one.get("emailAddress") == account.email for one in permissions_of(google, file))
    mine = bool(file.drive) or file.owner == account.email or shared
    return mine and (file.by_app or file.id in google.drives or DRIVE in account.scopes)


def seen(call: Call, id: str) -> File:
    """The file, or 404, also when it is there and the caller may not see it."""
    google = call.google
    file = google.files.get(id)
    if (
        file is None
        or not visible(google, call.account, file)
        or (file.drive and not call.flag("supportsAllDrives"))
    ):
        raise refusals.file_not_found(id)
    return file


def generate_ids(call: Call) -> Answer:
    """Reserves ids that `create` accepts."""
    count = int(call.say("count", "10"))
    if not 1 <= count <= 1000:
        raise refusals.drive(
            400,
            "invalidParameter",
            f"Invalid value '{count}'. Values must be within the range: [1, 1000]",
        )
    ids = [call.google.new_id() for _ in range(count)]
    call.google.reserved.update(ids)
    return reply({"kind": "drive#generatedIds", "space": "drive", "ids": ids})


def admit(google: Google, account: Account, meta: dict[str, Any], all_drives: bool) -> File:
    """The new file an upload or a create may make; refuses used ids, unseen parents and accounts
    without storage.
    """
    parents = [ROOT if one == "root" else one for one in meta.get("parents") or [ROOT]]
    if len(parents) > 1:
        raise refusals.drive(
            400, "multipleParentsNotSupported", "A file cannot have more than one parent."
        )
    id, mime = (
        meta.get("id"),
        re.sub(r"[^!-~]", "", meta.get("mimeType") or "") or "application/octet-stream",
    )
    if id in google.files:
        raise refusals.drive(409, "fileIdInUse", "A file already exists with the provided ID.")
    if id and (id not in google.reserved or mime == SPREADSHEET):
        raise refusals.drive(
            400, "invalid", "The provided file ID is not usable.", location="file.id"
        )
    drive = google.drive_of(parents[0]) if all_drives else None
    if account.kind == "service_account" and drive is None and mime != FOLDER:
        raise refusals.drive(403, "storageQuotaExceeded", refusals.SERVICE_QUOTA)
    parent = google.files.get(parents[0])
    if drive is None and google.drive_of(parents[0]):
        raise refusals.file_not_found(parents[0])
    if parents[0] != ROOT and (
        parent is None or parent.mime != FOLDER or not visible(google, account, parent)
    ):
        raise refusals.file_not_found(parents[0])
    file = File(
        id or google.new_id(),
        meta.get("name") or "Untitled",
        mime,
        parents,
        account.email,
        True,
        google.clock.now(),
        drive,
    )
    file.properties = dict(meta.get("appProperties", {}))
    file.more = {name: meta[name] for name in ("description", "shortcutDetails") if name in meta}
    file.listed_from = google.clock.now() + timedelta(seconds=google.list_delay)
    return file


def enter(google: Google, file: File) -> None:
    """The file is there from now on; a spreadsheet has its first sheet."""
    google.files[file.id] = file
    if file.mime == SPREADSHEET:
        google.spreadsheets[file.id] = Book(file.id, file.name)


def keep(google: Google, file: File, content: Path) -> None:
    """Gives the file its bytes; 403 when the account is full."""
    size = content.stat().st_size
    if (
        file.drive is None
        and size + sum(one.size for one in google.files.values()) > google.storage_limit
    ):
        raise refusals.drive(403, "storageQuotaExceeded")
    with content.open("rb") as stream:
        sums = {
            name: hashlib.new(name, usedforsecurity=False) for name in ("md5", "sha1", "sha256")
        }
        while piece := stream.read(1 << 20):
            for one in sums.values():
                one.update(piece)
    file.content, file.size = content, size
    file.md5, file.sha1, file.sha256 = (
        sums[name].hexdigest() for name in ("md5", "sha1", "sha256")
    )


def create(call: Call) -> Answer:
    """A folder, a spreadsheet, a shortcut: anything without bytes."""
    file = admit(call.google, call.account, call.json, call.flag("supportsAllDrives"))
    enter(call.google, file)
    return shown(call, file)


def get(call: Call) -> Answer:
    """Metadata, or with `alt=media` the bytes, whole or a range of them."""
    if call.parts[0] == "root":
        raise refusals.file_not_found("root")
    file = seen(call, call.parts[0])
    if call.say("alt") != "media":
        return shown(call, file)
    if file.content is None:
        message = (
            "Only files with binary content can be downloaded. Use Export with Docs Editors files."
        )
        raise refusals.drive(
            403, "fileNotDownloadable", message, location="alt", locationType="parameter"
        )
    return download(file, call.environ.get("HTTP_RANGE", ""))


def download(file: File, wanted: str) -> Answer:
    """The bytes; 206 for a part, 416 for one that lies behind the end."""
    assert file.content is not None
    whole = re.fullmatch(r"bytes=(\d+)-(\d*)", wanted)
    headers = [("Content-Type", file.mime)]
    if whole is None:
        return refusals.line(200), headers, file.content.read_bytes()
    start, end = int(whole[1]), min(int(whole[2] or file.size), file.size - 1)
    if start > end:
        return refusals.empty(416, [("Content-Range", f"bytes */{file.size}")])
    with file.content.open("rb") as stream:
        stream.seek(start)
        piece = stream.read(end - start + 1)
    return (
        refusals.line(206),
        [*headers, ("Content-Range", f"bytes {start}-{end}/{file.size}")],
        piece,
    )


def patch(call: Call) -> Answer:
    """Renames, moves, puts into the bin."""
    file, said = seen(call, call.parts[0]), call.json
    file.name = said.get("name", file.name)
    file.trashed = said.get("trashed", file.trashed)
    file.properties |= said.get("appProperties", {})
    if add := call.say("addParents"):
        seen(call, add) if add != ROOT else None
        file.parents, file.drive = [add], call.google.drive_of(add)
    if file.id in call.google.spreadsheets:
        call.google.spreadsheets[file.id].title = file.name
    return shown(call, file)


def delete(call: Call) -> Answer:
    """For ever."""
    file = seen(call, call.parts[0])
    call.google.files.pop(file.id)
    call.google.spreadsheets.pop(file.id, None)
    return refusals.empty(204)


def find(call: Call) -> Answer:
    """Files by query; new ones may stay out of lists for a while, never out of `get`."""
    google, test, now = call.google, test_of(call.say("q")), call.google.clock.now()
    drives = call.flag("includeItemsFromAllDrives") and call.flag("supportsAllDrives")
    found = [
        file
        for file in google.files.values()
        if file.id not in google.drives
        and (drives or not file.drive)
        and visible(google, call.account, file)
        and (file.listed_from is None or file.listed_from <= now)
        and test(file)
    ]
    size, start = min(int(call.say("pageSize", "100")), 1000), int(call.say("pageToken", "0"))
    listed = [resource(google, file, call.base) for file in found[start : start + size]]
    answer: dict[str, Any] = {"kind": "drive#fileList", "incompleteSearch": False, "files": listed}
    answer |= {"nextPageToken": str(start + size)} if start + size < len(found) else {}
    return reply(
        masks.pick(answer, masks.parse(call.say("fields") or f"kind,nextPageToken,files({SHORT})"))
    )
