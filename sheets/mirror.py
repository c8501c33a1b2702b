"""What the bot may ask of a mirror, whether Google or a folder on this machine keeps it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, Literal, Protocol

from sheets.google.mirror import GoogleMirror
from sheets.kept import Folder, KeptFile, MirrorError
from sheets.layout.cells import Cell
from sheets.layout.rows import Batch, Tab
from sheets.local.mirror import LocalMirror

__all__ = [
    "Batch",
    "Cell",
    "Folder",
    "KeptFile",
    "Mirror",
    "MirrorError",
    "Mode",
    "Tab",
    "open_mirror",
]

Mode = Literal["anyone", "domain", "none"]


class Mirror(Protocol):
    """Every method may be repeated without harm and raises `MirrorError`, nothing else."""

    def reserve(self, count: int) -> list[str]:
        """`count` new ids for folders or files. The caller stores an id before using it."""
        ...

    def make_root(self, folder_id: str, name: str) -> Folder:
        """The folder everything else lies in; from then on `parent=None` means this one."""
        ...

    def make_folder(self, folder_id: str, name: str, parent: str | None) -> Folder:
        """The folder with this id: made now, or the one that is there already, whatever people call
        it by now.
        """
        ...

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
        """Keeps `content` (seekable, `size` bytes, read in pieces) and answers only when its
        checksum is right.

        `sha256` is hexadecimal. An interrupted call goes on or starts again under the same id;
        never two files.
        """
        ...

    def share(self, folder_id: str, mode: Mode, domain: str | None) -> None:
        """Lets anyone with the link, or everyone of `domain`, read the folder; "none" takes both
        away again.
        """
        ...

    def make_spreadsheet(self, name: str, parent: str | None) -> str:
        """The id of the spreadsheet of this name in `parent`; the caller stores it."""
        ...

    def prepare(self, spreadsheet: str, tabs: Sequence[Tab]) -> None:
        """Makes and mends the tabs: header in two rows, frozen, widths, number formats, colours.
        Keeps people's own.
        """
        ...

    def flush(self, spreadsheet: str, batch: Batch) -> None:
        """Writes each row (its cells in its tab's order, the key first) where its key stands, or
        below the last.

        At most one read and one write however many rows and tabs. One writer at a time for a
        spreadsheet.
        """
        ...

    def read(self, spreadsheet: str, tabs: Sequence[Tab]) -> list[list[list[Cell]]]:
        """Of each tab every row below the header, cells in its order, for the comparison; [] for a
        missing tab.
        """
        ...

    def sweep(self, before: float) -> int:
        """Takes away what a killed process left half-written before a moment (seconds since 1970);
        how many.
        """
        ...


def open_mirror(
    credentials: str | None,
    *,
    base: str | None = None,
    local: Path,
    root: str | None = None,
    key: str = "",
    agreed: Callable[[str], str] | None = None,
) -> Mirror:
    """Google's mirror when there are `credentials` (a path or the JSON itself), else the one under
    `local`.

    `base` is where Google is, None for Google's own. `root` is the id of the root folder stored
    earlier, if any. `key` opens sealed credentials. `agreed` says by which mark the folder is known
    that holds the evidence.
    """
    return (
        GoogleMirror(credentials, base=base, root=root, key=key)
        if credentials
        else LocalMirror(local, agreed)
    )
