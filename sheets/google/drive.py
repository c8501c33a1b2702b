"""The door to Google Drive: folders and files under ids that were reserved and stored before."""

from __future__ import annotations

import json
import threading
from contextlib import suppress
from typing import Any, BinaryIO, Literal

import requests
from googleapiclient.discovery import build_from_document
from googleapiclient.discovery_cache import get_static_doc
from googleapiclient.errors import HttpError

from sheets.google.refusals import mirror_error, understood
from sheets.google.tries import Backoff, passing, tries
from sheets.google.uploading import CHUNK, Chunks, has, measured, next_chunk
from sheets.google.wire import Wire
from sheets.kept import Folder, KeptFile, MirrorError
from sheets.layout.folders import safe_name

FOLDER = "application/vnd.google-apps.folder"
SPREADSHEET = "application/vnd.google-apps.spreadsheet"
FILE_FIELDS = "id,size,sha256Checksum,webViewLink,trashed,driveId"
IDS = 1000
TRIES = 4
SPARE = 20  # ids asked for at once, so that not every file costs a call of its own


class Drive:
    """Drive as one account sees it. `backoff(n)` waits before try n of an upload's chunk."""

    def __init__(self, wire: Wire, backoff: Backoff) -> None:
        document = json.loads(get_static_doc("drive", "v3"))
        if wire.base:
            document["rootUrl"] = document["mtlsRootUrl"] = f"{wire.base}/"
        service = build_from_document(document, http=wire)
        self._files, self._permissions, self._about = (
            service.files(),
            service.permissions(),
            service.about(),
        )
        self._backoff = backoff
        self._spare: list[str] = []
        self._sparing = threading.Lock()

    def reserve(self, count: int) -> list[str]:
        """New ids, up to a thousand a call, a few of them kept for next time."""
        with self._sparing, understood():
            while len(self._spare) < count:
                wanted = min(max(count - len(self._spare), SPARE), IDS)
                call = self._files.generateIds(count=wanted, space="drive", type="files")
                self._spare += self._done(call)["ids"]
            ids, self._spare = self._spare[:count], self._spare[count:]
        return ids

    def _done(self, call: Any) -> dict[str, Any]:  # noqa: ANN401 - the library's own request
        """What a call answers, asked again a few times where that may help at once; a full minute
        is the queue's.
        """
        return dict(tries(TRIES, self._backoff)(call.execute) or {})

    def about(self) -> dict[str, Any]:
        """Who Google says we are (`user`) and how many bytes are left (`storageQuota`, numbers as
        text).
        """
        with understood():
            return self._done(
                self._about.get(fields="user(emailAddress),storageQuota(limit,usage)")
            )

    def make_folder(self, folder_id: str, name: str, parent: str | None) -> Folder:
        """The folder with this id, made if it is not there, taken out of the bin if a person put it
        there.
        """
        meta = {"id": folder_id, "name": safe_name(name), "mimeType": FOLDER} | (
            {"parents": [parent]} if parent else {}
        )
        with understood():
            made = self._create(meta) or self._look(folder_id)
            self._out_of_bin(folder_id, made)
        return Folder(folder_id, str(made["webViewLink"]))

    def rescue(self, file_id: str) -> None:
        """Takes a file out of the bin, where Google would empty it after a month."""
        with understood():
            self._out_of_bin(file_id, self._look(file_id))

    def _out_of_bin(self, file_id: str, seen: dict[str, Any]) -> None:
        if seen.get("trashed"):
            self._done(
                self._files.update(fileId=file_id, body={"trashed": False}, supportsAllDrives=True)
            )

    def _into_bin(self, file_id: str) -> None:
        """Takes a file with wrong bytes out of people's sight; where Drive does not allow it, it
        stays.
        """
        with suppress(HttpError):
            self._done(
                self._files.update(fileId=file_id, body={"trashed": True}, supportsAllDrives=True)
            )

    def _create(self, meta: dict[str, Any]) -> dict[str, Any] | None:
        """What was made, None when the id is used already."""
        try:
            call = self._files.create(body=meta, fields=FILE_FIELDS, supportsAllDrives=True)
            return (
                self._done(call) if "id" in meta else dict(call.execute())
            )  # without an id a second try makes another
        except HttpError as error:
            if error.resp.status == 409:
                return None
            raise

    def look(self, file_id: str) -> dict[str, Any]:
        """What Drive knows of a file or folder: the fields of FILE_FIELDS."""
        with understood():
            return self._look(file_id)

    def _look(self, file_id: str) -> dict[str, Any]:
        return self._done(
            self._files.get(fileId=file_id, fields=FILE_FIELDS, supportsAllDrives=True)
        )

    def keep_file(
        self,
        file_id: str,
        name: str,
        mime: str,
        content: BinaryIO,
        parent: str,
        *,
        sha256: str,
        size: int,
    ) -> KeptFile:
        """Uploads in chunks that are sent again when lost, and compares Drive's checksum with
        `sha256`.
        """
        if measured(content) != (sha256.lower(), size):
            raise MirrorError(
                "content_differs",
                False,
                f"The bytes handed over for {name} are not the ones promised.",
            )
        meta = {"id": file_id, "name": safe_name(name), "mimeType": mime, "parents": [parent]}
        with understood():
            done = self._upload(meta, content, mime) or self._look(file_id)
            if not has(done, sha256, size):
                done = self._look(file_id)  # an answer may be wrong where the file is right
            if not has(done, sha256, size):
                self._into_bin(file_id)
        if not has(done, sha256, size):
            raise MirrorError(
                "stored_differs",
                False,
                f"Drive keeps other bytes under the id of {name}; reserve a new id.",
            )
        return KeptFile(file_id, str(done["webViewLink"]), sha256.lower(), size)

    def _upload(self, meta: dict[str, Any], content: BinaryIO, mime: str) -> dict[str, Any] | None:
        """The whole upload; None when the id is used already, which is an earlier try that did
        arrive.
        """
        request, failures = self._begin(meta, content, mime), 0
        while True:
            try:
                if (done := next_chunk(request)) is not None:
                    return done
                failures = 0
            except HttpError as error:
                if error.resp.status == 409:
                    return None
                session_gone = error.resp.status in {404, 410} and request.resumable_uri is not None
                failures += 1
                if not (session_gone or passing(error)):
                    raise
                if failures >= TRIES:
                    raise mirror_error("google_failed") from error
                request = self._begin(meta, content, mime) if session_gone else request
                self._backoff(failures)
            except requests.RequestException:
                failures += 1
                if failures >= TRIES:
                    raise
                self._backoff(failures)

    def _begin(self, meta: dict[str, Any], content: BinaryIO, mime: str) -> Any:  # noqa: ANN401
        media = Chunks(content, mime, chunksize=CHUNK, resumable=True)
        return self._files.create(
            body=meta, media_body=media, fields=FILE_FIELDS, supportsAllDrives=True
        )

    def share(
        self, folder_id: str, mode: Literal["anyone", "domain", "none"], domain: str | None
    ) -> None:
        """Makes the folder's general access what `mode` says; people who were invited by name
        stay.
        """
        wanted = {"anyone": ("anyone", ""), "domain": ("domain", domain or "")}.get(mode)
        with understood():
            fields = "permissions(id,type,role,domain)"
            listed = self._done(
                self._permissions.list(fileId=folder_id, fields=fields, supportsAllDrives=True)
            )
            general = {
                (one["type"], one.get("domain", "")): one["id"]
                for one in listed.get("permissions", [])
            }
            for kind, id in general.items():
                if kind[0] in {"anyone", "domain"} and kind != wanted:
                    self._permissions.delete(
                        fileId=folder_id, permissionId=id, supportsAllDrives=True
                    ).execute()
            if wanted and wanted not in general:
                body = {"type": wanted[0], "role": "reader", "allowFileDiscovery": False}
                body |= {"domain": wanted[1]} if wanted[1] else {}
                self._done(
                    self._permissions.create(fileId=folder_id, body=body, supportsAllDrives=True)
                )

    def make_spreadsheet(self, name: str, parent: str | None) -> str:
        """The spreadsheet of this name in the parent; looked for first, because its id cannot be
        reserved.
        """
        plain = safe_name(name)
        quoted = plain.replace("\\", "\\\\").replace("'", "\\'")
        query = (
            f"name = '{quoted}' and mimeType = '{SPREADSHEET}' and trashed = false and "
            f"'{parent or 'root'}' in parents"
        )
        with understood():
            listed = self._files.list(
                q=query,
                fields="files(id)",
                orderBy="createdTime",
                supportsAllDrives=True,
                includeItemsFromAllDrives=True,
            )
            found = self._done(listed)["files"]
            if found:
                return str(found[0]["id"])
            meta = {"name": plain, "mimeType": SPREADSHEET} | (
                {"parents": [parent]} if parent else {}
            )
            made = self._create(meta)
        if made is None:
            raise mirror_error("refused", "a spreadsheet without an id conflicts")
        return str(made["id"])
