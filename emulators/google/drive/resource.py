"""A file as Drive shows it, with the fields that were asked for."""

from __future__ import annotations

from typing import Any

from emulators.google import masks
from emulators.google.calls import Call, reply
from emulators.google.state import FOLDER, SPREADSHEET, File, Google
from emulators.serving import Answer

SHORT = "kind,id,name,mimeType"


def permissions_of(google: Google, file: File) -> list[dict[str, Any]]:
    """The file's own permissions and those of every folder above it."""
    held = list(file.permissions)
    for parent in file.parents:
        if parent in google.files:
            held += permissions_of(google, google.files[parent])
    return held


def shown(call: Call, file: File, fields: str | None = None) -> Answer:
    """The file as `fields` asks for it."""
    mask = masks.parse(fields or call.say("fields") or SHORT)
    return reply(masks.pick(resource(call.google, file, call.base), mask))


def resource(google: Google, file: File, base: str) -> dict[str, Any]:
    """Everything Drive says about a file; numbers of 64 bits are text."""
    public = any(one["type"] == "anyone" for one in permissions_of(google, file))
    when = file.created.astimezone().isoformat(timespec="milliseconds")
    answer: dict[str, Any] = {
        "kind": "drive#file",
        "id": file.id,
        "name": file.name,
        "mimeType": file.mime,
    }
    answer |= {
        "parents": file.parents,
        "trashed": file.trashed,
        "webViewLink": link(file, base),
        "createdTime": when,
    }
    answer |= {
        "modifiedTime": when,
        "appProperties": file.properties,
        "shared": public or bool(file.permissions),
    }
    answer |= (
        {"ownedByMe": True, "owners": [{"emailAddress": file.owner}]}
        if not file.drive
        else {"driveId": file.drive}
    )
    answer |= {
        "permissions": file.permissions,
        "permissionIds": [one["id"] for one in file.permissions],
    } | file.more
    if file.content is not None:
        answer |= {
            "size": str(file.size),
            "quotaBytesUsed": str(file.size),
            "originalFilename": file.name,
        }
        answer |= {
            "md5Checksum": file.md5,
            "sha1Checksum": file.sha1,
            "sha256Checksum": file.sha256,
        }
        answer |= {"webContentLink": f"{base}/_emulator/file/{file.id}?download=1"}
    return answer


def link(file: File, base: str) -> str:
    """The address that opens a file in a browser."""
    if file.mime == FOLDER:
        return f"{base}/drive/folders/{file.id}"
    return (
        f"{base}/spreadsheets/d/{file.id}/edit"
        if file.mime == SPREADSHEET
        else f"{base}/_emulator/file/{file.id}"
    )
