"""What the Google emulator knows: people's accounts, files, spreadsheets, upload sessions, and
every request.
"""

from __future__ import annotations

import secrets
import threading
from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from emulators.faults import Faults
from emulators.google.sheets.book import Book
from emulators.line.clock import Clock, Ticking

FOLDER = "application/vnd.google-apps.folder"
SPREADSHEET = "application/vnd.google-apps.spreadsheet"
DRIVE_FILE = "https://www.googleapis.com/auth/drive.file"
DRIVE = "https://www.googleapis.com/auth/drive"
SPREADSHEETS = "https://www.googleapis.com/auth/spreadsheets"
ROOT = "0AMyDriveRootUk9PVA"
MINUTE_LIMIT = 60
USER = "office@example.go.th"
SERVICE_ACCOUNT = "raingan@project.iam.gserviceaccount.com"


@dataclass(frozen=True)
class Account:
    """Who asks: `kind` is `user` or `service_account`; `scopes` is what the token allows."""

    kind: str
    email: str
    scopes: frozenset[str]


@dataclass
class File:
    """A file or folder of Drive. `by_app` is whether the program made it, which is all `drive.file`
    lets it see.
    """

    id: str
    name: str
    mime: str
    parents: list[str]
    owner: str
    by_app: bool
    created: datetime
    drive: str | None = None
    content: Path | None = None
    size: int = 0
    md5: str = ""
    sha1: str = ""
    sha256: str = ""
    trashed: bool = False
    properties: dict[str, str] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)
    permissions: list[dict[str, Any]] = field(default_factory=list)
    listed_from: datetime | None = None


@dataclass
class Session:
    """A resumable upload: what was announced, what has arrived, and the answer once it is whole."""

    meta: dict[str, Any]
    account: Account
    fields: str
    all_drives: bool
    part: Path
    total: int | None
    done: str | None = None


@dataclass
class Google:
    """One Google. `lock` guards everything; take it for any look at more than one field.

    `room` is where the bytes of files lie: in `keep`, which outlives the process, or in a passing
    folder.
    """

    identity: str = "user"
    start: datetime | Ticking | None = None
    keep: Path | None = None
    faults: Faults = field(default_factory=Faults)
    files: dict[str, File] = field(default_factory=dict)
    spreadsheets: dict[str, Book] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    drives: dict[str, dict[str, Any]] = field(default_factory=dict)
    reserved: set[str] = field(default_factory=set)
    tokens: dict[str, tuple[Account, datetime]] = field(default_factory=dict)
    devices: dict[str, tuple[str, str]] = field(default_factory=dict)
    requests: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=200_000))
    minutes: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    grant_dead: bool = False
    app_in_testing: bool = False
    no_public_links: int = 0
    list_delay: float = 0.0
    storage_limit: int = 15 * 1024**3
    minute_limit: int | None = MINUTE_LIMIT
    lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        self.clock = Clock(self.start)
        self._passing = (
            None if self.keep else TemporaryDirectory(prefix="google-", ignore_cleanup_errors=True)
        )
        self.room = self.keep or Path(self._passing.name if self._passing else "")
        self.room.mkdir(parents=True, exist_ok=True)

    def close(self) -> None:
        """Forgets the bytes, unless they are to be kept."""
        if self._passing:
            self._passing.cleanup()

    def new_id(self, length: int = 33) -> str:
        """An id as Drive makes them."""
        return ("1" + secrets.token_urlsafe(length))[:length].replace("-", "x")

    def account(self, kind: str | None = None, scopes: frozenset[str] | None = None) -> Account:
        """The account of this kind; the emulator's own kind when none is named."""
        which = kind or self.identity
        email = (
            SERVICE_ACCOUNT if which == "service_account" else USER if which == "user" else which
        )
        known = "service_account" if email.endswith("gserviceaccount.com") else "user"
        return Account(known, email, scopes or frozenset({DRIVE_FILE}))

    def add_shared_drive(
        self, name: str, members: tuple[str, ...] = (SERVICE_ACCOUNT, USER)
    ) -> str:
        """A shared drive as an administrator makes it; its id serves as a parent."""
        id = f"0A{secrets.token_hex(8)}Uk9PVA"
        self.drives[id] = {"id": id, "name": name, "members": set(members)}
        root = File(id, name, FOLDER, [], name, False, self.clock.now(), drive=id)
        self.files[id] = root
        return id

    def by_hand(
        self, name: str, mime: str = FOLDER, parent: str = ROOT, share_with: str | None = None
    ) -> File:
        """A folder or file a person makes in the browser: the program cannot see it with
        `drive.file`.
        """
        file = File(
            self.new_id(),
            name,
            mime,
            [parent],
            USER,
            False,
            self.clock.now(),
            self.drive_of(parent),
        )
        if share_with:
            shared = {
                "id": self.new_id(20),
                "type": "user",
                "role": "writer",
                "emailAddress": share_with,
            }
            file.permissions.append(shared)
        self.files[file.id] = file
        if mime == SPREADSHEET:
            self.spreadsheets[file.id] = Book(file.id, name)
        return file

    def drive_of(self, parent: str) -> str | None:
        """The shared drive a folder lies in, None for My Drive."""
        return self.files[parent].drive if parent in self.files else None

    def path_of(self, id: str) -> str:
        """Where a file lies, as a path of names."""
        names: list[str] = []
        while id in self.files:
            names.append(self.files[id].name)
            id = next(iter(self.files[id].parents), "")
        return "/".join(reversed(names))

    def kept(self) -> list[File]:
        """The files that have bytes and are not in the bin."""
        return [
            file for file in self.files.values() if file.content is not None and not file.trashed
        ]

    def forget_sessions(self) -> None:
        """Every upload under way starts again."""
        self.sessions.clear()

    def expire_tokens(self) -> None:
        """The next call with any token gets 401 and has to fetch a new one."""
        long_ago = datetime.fromtimestamp(0, tz=self.clock.now().tzinfo)
        self.tokens = {token: (account, long_ago) for token, (account, _) in self.tokens.items()}

    def count(self, account: Account, kind: str) -> bool:
        """Counts a read or a write of Sheets in this minute; False when it is one too many."""
        if self.minute_limit is None:
            return True
        minute = (account.email, kind, int(self.clock.now().timestamp() // 60))
        if self.minutes[minute] >= self.minute_limit:
            return False
        self.minutes[minute] += 1
        return True
