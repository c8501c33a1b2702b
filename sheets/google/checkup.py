"""Whether Google will take evidence and rows, who the mirror is there, and how to mend what is
wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sheets.google.credentials import is_sealed, open_credentials, read_credentials
from sheets.google.drive import Drive
from sheets.google.spreadsheet import Spreadsheets
from sheets.google.wire import Wire
from sheets.kept import MirrorError

Subject = Literal["credentials", "seal", "account", "storage", "folder", "spreadsheet"]
NOBODYS = "a-table-that-nobody-made"  # asking for it shows whether anything at all is answered
LOW = 1 << 30  # bytes: about 500 photos
NOT_SHARED = (
    "The folder of GOOGLE_DRIVE_FOLDER is not shared with {service}, or there is none of that "
    "id: add that address to "
    "the shared drive as Content manager."
)
NOT_OURS = (
    "Google does not show the root folder to the program: an office account sees only what the "
    "program made itself. "
    "Leave GOOGLE_DRIVE_FOLDER unset and it makes its own; if it was deleted, it is made anew."
)


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `sentence` says what is so, and when it is not `ok` how to mend it."""

    subject: Subject
    ok: bool
    sentence: str


def examine(
    credentials: str,
    *,
    base: str | None = None,
    folder: str | None = None,
    spreadsheet: str | None = None,
    key: str = "",
    now: datetime | None = None,
) -> list[Finding]:
    """Looks without changing anything; what cannot be asked because something before it failed is
    left out.

    `folder` and `spreadsheet` are the ids in use, if any; `key` opens sealed credentials. With
    `now` a sign-in that is about to end is named.
    """
    try:
        info = read_credentials(credentials, key)
        wire = Wire(open_credentials(info, base), base)
    except MirrorError as error:
        return [Finding("credentials", False, error.sentence)]
    drive, sheets = Drive(wire, lambda _: None), Spreadsheets(wire, lambda _: None)
    kind = "a service account" if info["type"] == "service_account" else "an office account"
    findings = [Finding("credentials", True, f"The credentials are those of {kind}.")]
    findings += [*seal_of(credentials), *(life_of(info, now) if now else ())]
    service = info["type"] == "service_account"
    looks: list[Callable[[], Iterator[Finding]]] = [lambda: account(drive, service)]
    looks += [lambda: folder_of(drive, folder, str(info.get("client_email", "")))]
    looks += [lambda: spreadsheet_of(drive, sheets, spreadsheet)]
    for look in looks:
        try:
            findings += look()
        except MirrorError as error:
            subject: Subject = (
                "account" if error.pause else "folder" if look is looks[1] else "spreadsheet"
            )
            findings.append(Finding(subject, False, error.sentence))
            if error.pause:
                break
    return findings


def seal_of(credentials: str) -> Iterator[Finding]:
    """Whether the file would be of use to whoever finds it."""
    if is_sealed(credentials):
        yield Finding("seal", True, "The credentials file is sealed with GOOGLE_KEY.")
    elif not credentials.lstrip().startswith("{"):
        yield Finding(
            "seal",
            True,
            "The credentials file is not sealed: whoever reads it can act as the account. Set "
            "GOOGLE_KEY (`raingan "
            "google key` makes one) and run `raingan google seal` on the file.",
        )


def life_of(info: Mapping[str, Any], now: datetime) -> Iterator[Finding]:
    """A sign-in of an app in testing mode dies after seven days; Google says so when it is
    given.
    """
    if not info.get("ends_at"):
        return
    left = datetime.fromisoformat(str(info["ends_at"])) - now
    words = (
        f"in {left.days} days"
        if left > timedelta(days=1)
        else "within a day"
        if left > timedelta(0)
        else "already"
    )
    yield Finding(
        "credentials",
        False,
        f"The sign-in ends {words} ({info['ends_at'][:16]}), because the OAuth app is in testing "
        "mode. Press “Publish "
        "app” on the OAuth consent screen, then run `raingan google login` again.",
    )


def account(drive: Drive, service: bool) -> Iterator[Finding]:
    """Who Google says we are, and how much room is left."""
    told = drive.about()
    yield Finding(
        "account", True, f"Google knows the mirror as {told['user'].get('emailAddress', 'nobody')}."
    )
    quota = told.get("storageQuota", {})
    if service or "limit" not in quota:
        return
    left = int(quota["limit"]) - int(quota.get("usage", 0))
    room = f"{left / LOW:.1f} GiB of storage are left in the account"
    yield Finding(
        "storage",
        left >= LOW,
        f"{room}." if left >= LOW else f"Only {room}; free some or buy more.",
    )


def folder_of(drive: Drive, folder: str | None, service: str) -> Iterator[Finding]:
    """Whether the root folder is there, out of the bin, and in a shared drive where it has to be.

    `service` is the service account's address, "" for an office account.
    """
    if folder is None:
        sentence = "The root folder is made on first use."
        if service:
            sentence = (
                "A service account needs a shared drive: add it there as Content manager and set "
                "GOOGLE_DRIVE_FOLDER."
            )
        yield Finding("folder", not service, sentence)
        return
    try:
        seen = drive.look(folder)
    except MirrorError as error:
        if error.code != "not_found":
            raise
        yield Finding("folder", False, NOT_SHARED.format(service=service) if service else NOT_OURS)
        return
    if seen.get("trashed"):
        yield Finding(
            "folder",
            False,
            "The root folder is in the bin; take it out before Google empties the bin.",
        )
    elif service and not seen.get("driveId"):
        yield Finding(
            "folder",
            False,
            "The folder of GOOGLE_DRIVE_FOLDER lies in somebody's own drive, where a service "
            "account cannot keep "
            "files; name a shared drive or a folder in one.",
        )
    else:
        yield Finding(
            "folder", True, f"The root folder is there: {seen.get('webViewLink', folder)}"
        )


def spreadsheet_of(
    drive: Drive, sheets: Spreadsheets, spreadsheet: str | None
) -> Iterator[Finding]:
    """Whether the table can be opened and is not in the bin; before there is one, whether the
    Sheets API is on.
    """
    try:
        titles = sheets.titles(spreadsheet or NOBODYS)
    except MirrorError as error:
        if spreadsheet or error.code != "not_found":
            raise
        yield Finding(
            "spreadsheet", True, "The Sheets API answers; the table is made on first use."
        )
        return
    if spreadsheet and drive.look(spreadsheet).get("trashed"):
        yield Finding(
            "spreadsheet",
            False,
            "The table is in the bin; take it out before Google empties the bin.",
        )
    else:
        yield Finding("spreadsheet", True, f"The table opens and has {len(titles)} tabs.")
