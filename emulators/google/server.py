"""Google on this machine: Drive, Sheets and tokens under one address, refusing what the real ones
refuse.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from emulators import serving
from emulators.google import accounts, pages, refusals, trouble
from emulators.google.calls import Call, decoded, reply
from emulators.google.drive import files as drive
from emulators.google.drive import sharing, uploads
from emulators.google.memory import Memory
from emulators.google.sheets import spreadsheets as sheets
from emulators.google.state import Account, Google
from emulators.line.clock import Ticking
from emulators.serving import Answer

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

ID = r"([A-Za-z0-9_-]+)"
VALUES = rf"/v4/spreadsheets/{ID}/values"


class Running(serving.Running):
    """The emulator, running; `google` is everything it knows."""

    def __init__(self, google: Google, port: int = 0) -> None:
        self.google = google
        self._memory = Memory(google, google.room) if google.keep else None
        super().__init__(application(google, self._memory.changed if self._memory else None), port)

    def stop(self) -> None:
        """Stops answering; forgets everything, or saves it where it was told to keep it."""
        super().stop()
        if self._memory:
            self._memory.save()
        self.google.close()


def start(
    port: int = 0,
    *,
    now: datetime | Ticking | None = None,
    identity: str = "user",
    keep: Path | None = None,
) -> Running:
    """Starts on 127.0.0.1. `identity` is who an unknown token belongs to: `user` or
    `service_account`.

    With a folder to `keep` things in, the next start with it knows all files and spreadsheets
    again.
    """
    return Running(Google(identity, now, keep), port)


def application(google: Google, changed: Callable[[], None] | None = None) -> WSGIApplication:
    """Everything, with the log outermost and trouble on order in front of the work; `changed` hears
    of every write.
    """

    def work(environ: WSGIEnvironment) -> Answer:
        done = answer(google, environ)
        if changed and environ["REQUEST_METHOD"] != "GET":
            changed()
        return done

    return trouble.noted(google, trouble.guarded(google, work))


def answer(google: Google, environ: WSGIEnvironment) -> Answer:
    """One answer, worked out alone: the emulator does one thing at a time."""
    call = Call(google, environ)
    for method, pattern, act in ROUTES:
        match = re.fullmatch(pattern, call.raw_path)
        if match and method == call.method:
            call.parts = decoded(match.groups())
            with google.lock:
                try:
                    identify(call)
                    return act(call)
                except refusals.Refused as refused:
                    return refused.answer
    return refusals.of_status(404, "", call.raw_path)


def identify(call: Call) -> Account | None:
    """Who asks the API, or 401; an upload's session is its own secret, and pages are for
    everyone.
    """
    session = call.method == "PUT" and call.raw_path.startswith("/upload/")
    api = call.raw_path.startswith(("/drive/v3/", "/v4/", "/upload/"))
    return call.account if api and not session else None


def clock(call: Call) -> Answer:
    """`{"set": "<ISO>"}` or `{"forward": {"seconds": 60}}`; without words, what time it is."""
    said = call.json if call.method == "POST" else {}
    if "set" in said:
        call.google.clock.set(datetime.fromisoformat(said["set"]))
    if "forward" in said:
        call.google.clock.forward(timedelta(**said["forward"]))
    return reply({"now": call.google.clock.now().isoformat(timespec="seconds")})


def requests(call: Call) -> Answer:
    """Every request since the start, the control ones left out."""
    return reply({"requests": list(call.google.requests)})


def files(call: Call) -> Answer:
    """Every file and folder with its path; `size` in bytes."""
    google = call.google
    listed = [
        {
            "id": file.id,
            "path": google.path_of(file.id),
            "name": file.name,
            "mimeType": file.mime,
            "size": file.size,
        }
        | {"sha256": file.sha256, "trashed": file.trashed, "permissions": file.permissions}
        for file in google.files.values()
    ]
    return reply({"files": listed})


def tabs(call: Call) -> Answer:
    """A spreadsheet's tabs as rows of values."""
    book = call.google.spreadsheets.get(call.parts[0])
    if book is None:
        return refusals.of_status(404, "", "/v4/")
    return reply(
        {"title": book.title, "tabs": {sheet.title: sheet.values() for sheet in book.sheets}}
    )


Act = Callable[[Call], Answer]
ROUTES: list[tuple[str, str, Act]] = [
    ("POST", "/token", accounts.token),
    ("POST", "/device/code", accounts.device_code),
    ("POST", "/_emulator/device", accounts.device_answer),
    ("GET", "/drive/v3/files/generateIds", drive.generate_ids),
    ("GET", "/drive/v3/files", drive.find),
    ("POST", "/drive/v3/files", drive.create),
    ("GET", f"/drive/v3/files/{ID}", drive.get),
    ("PATCH", f"/drive/v3/files/{ID}", drive.patch),
    ("DELETE", f"/drive/v3/files/{ID}", drive.delete),
    ("GET", f"/drive/v3/files/{ID}/permissions", sharing.show),
    ("POST", f"/drive/v3/files/{ID}/permissions", sharing.add),
    ("DELETE", f"/drive/v3/files/{ID}/permissions/{ID}", sharing.remove),
    ("GET", "/drive/v3/about", sharing.about),
    ("GET", "/drive/v3/drives", sharing.drives),
    ("POST", "/upload/drive/v3/files", uploads.begin),
    ("PUT", "/upload/drive/v3/files", uploads.go_on),
    ("PATCH", f"/upload/drive/v3/files/{ID}", uploads.replace),
    ("POST", "/v4/spreadsheets", sheets.make),
    ("GET", f"/v4/spreadsheets/{ID}", sheets.get),
    ("POST", f"/v4/spreadsheets/{ID}:batchUpdate", sheets.batch_update),
    ("GET", f"{VALUES}:batchGet", sheets.batch_get),
    ("POST", f"{VALUES}:batchUpdate", sheets.batch_update_values),
    ("POST", f"{VALUES}:batchClear", sheets.batch_clear),
    ("POST", f"{VALUES}/(.+):append", sheets.append_values),
    ("POST", f"{VALUES}/(.+):clear", sheets.clear_values),
    ("GET", f"{VALUES}/(.+)", sheets.get_values),
    ("PUT", f"{VALUES}/(.+)", sheets.update_values),
    ("GET", "/_emulator/requests", requests),
    ("GET", "/_emulator/files", files),
    ("GET", f"/_emulator/sheet/{ID}", tabs),
    ("GET", "/_emulator/clock", clock),
    ("POST", "/_emulator/clock", clock),
    ("GET", f"/_emulator/file/{ID}", pages.content),
    ("GET", f"/spreadsheets/d/{ID}(?:/edit)?", pages.spreadsheet),
    ("GET", f"/drive/folders/{ID}", pages.folder),
    ("GET", "/", pages.home),
]
