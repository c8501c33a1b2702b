"""The mirror at Google: Drive and Sheets behind one face."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from typing import BinaryIO, Literal

from sheets.google.credentials import open_credentials, read_credentials
from sheets.google.drive import Drive
from sheets.google.spreadsheet import Spreadsheets
from sheets.google.wire import Wire
from sheets.kept import Folder, KeptFile, MirrorError
from sheets.layout.cells import Cell
from sheets.layout.rows import Batch, Tab


def wait_a_moment(attempt: int) -> None:
    """Longer from try to try, and never the same for two workers."""
    time.sleep(min(8.0, 0.125 * 2**attempt) * (0.5 + random.random() / 2))  # noqa: S311 - no secret


class GoogleMirror:
    """A mirror at Google; see `sheets.mirror.Mirror` for what each method promises. `root` is the
    root folder's id.
    """

    def __init__(
        self,
        credentials: str,
        *,
        base: str | None = None,
        root: str | None = None,
        key: str = "",
        backoff: Callable[[int], None] = wait_a_moment,
    ) -> None:
        info = read_credentials(credentials, key)
        self.email = info.get("client_email")
        wire = Wire(open_credentials(info, base), base)
        self._drive = Drive(wire, backoff)
        self._sheets = Spreadsheets(wire, backoff)
        self._root = root

    def reserve(self, count: int) -> list[str]:
        """Ids from Drive."""
        return self._drive.reserve(count)

    def make_root(self, folder_id: str, name: str) -> Folder:
        """A folder in My Drive, or in the root given at the start (a shared drive, or a folder in
        one).
        """
        try:
            folder = self._drive.make_folder(
                folder_id, name, self._root if folder_id != self._root else None
            )
        except MirrorError as error:
            if error.code != "not_found" or self._root in {None, folder_id}:
                raise
            folder = self._drive.make_folder(
                folder_id, name, None
            )  # the root before this one was deleted
        self._root = folder_id
        return folder

    def make_folder(self, folder_id: str, name: str, parent: str | None) -> Folder:
        """A folder in the parent or the root."""
        return self._drive.make_folder(folder_id, name, self._in(parent))

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
        """An upload in chunks, verified by Drive's own checksum."""
        return self._drive.keep_file(file_id, name, mime, content, parent, sha256=sha256, size=size)

    def share(
        self, folder_id: str, mode: Literal["anyone", "domain", "none"], domain: str | None
    ) -> None:
        """The folder's general access; everything in it inherits it."""
        self._drive.share(folder_id, mode, domain)

    def make_spreadsheet(self, name: str, parent: str | None) -> str:
        """A spreadsheet in the parent or the root."""
        return self._drive.make_spreadsheet(name, self._in(parent))

    def prepare(self, spreadsheet: str, tabs: Sequence[Tab]) -> None:
        """Tabs made and mended, the spreadsheet taken out of the bin if a person put it there."""
        self._drive.rescue(spreadsheet)
        self._sheets.prepare(spreadsheet, tabs)

    def flush(self, spreadsheet: str, batch: Batch) -> None:
        """Rows by key."""
        self._sheets.flush(spreadsheet, batch)

    def read(self, spreadsheet: str, tabs: Sequence[Tab]) -> list[list[list[Cell]]]:
        """The rows as they are now."""
        return self._sheets.read(spreadsheet, tabs)

    def sweep(self, before: float) -> int:  # noqa: ARG002 - uploads end by themselves at Google
        """Nothing is ever half there."""
        return 0

    def _in(self, parent: str | None) -> str | None:
        """The parent, or the root; before there is a root, the top of My Drive."""
        return parent or self._root
