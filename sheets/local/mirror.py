"""The mirror on this machine: the same folders, files and tables under one directory, with nobody's
account.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from sheets.kept import Folder, KeptFile, MirrorError
from sheets.layout.cells import Cell
from sheets.layout.folders import safe_name, unique
from sheets.layout.placing import check_rows
from sheets.layout.rows import Batch, Tab
from sheets.local import workbook
from sheets.local.shelf import Entry, Shelf, replacing

INDEX = ".index"
PIECE = 1 << 20


@contextmanager
def disk() -> Iterator[None]:
    """Turns trouble with the disk into the one error of this room."""
    try:
        yield
    except PermissionError as error:
        raise MirrorError(
            "disk_refused",
            True,
            f"The mirror may not write {error.filename}; give the service that folder.",
            pause=True,
        ) from error
    except OSError as error:
        raise MirrorError(
            "disk",
            True,
            f"The mirror's disk answered {error}; look at its free space and whether it is "
            "mounted.",
        ) from error


class LocalMirror:
    """A mirror under `directory`; see `sheets.mirror.Mirror` for what each method promises."""

    def __init__(self, directory: Path) -> None:
        self._top = directory
        self._shelf = Shelf(directory / INDEX)

    def reserve(self, count: int) -> list[str]:
        """New ids; nothing is written yet."""
        return [f"local-{secrets.token_hex(12)}" for _ in range(count)]

    def make_root(self, folder_id: str, name: str) -> Folder:  # noqa: ARG002 - the directory has its name already
        """The directory itself."""
        with disk(), self._shelf.locked():
            self._shelf.put(folder_id, Entry("."))
            self._top.mkdir(parents=True, exist_ok=True)
        return Folder(folder_id, link(self._top))

    def make_folder(self, folder_id: str, name: str, parent: str | None) -> Folder:
        """A directory in the parent's; a namesake gets ` (2)`."""
        with disk(), self._shelf.locked():
            entry = self._shelf.find(folder_id) or Entry(self._free(self._place(parent), name))
            self._shelf.put(folder_id, entry)
            (self._top / entry.path).mkdir(parents=True, exist_ok=True)
        return Folder(folder_id, link(self._top / entry.path))

    def keep_file(
        self,
        file_id: str,
        name: str,
        mime: str,  # noqa: ARG002 - on a disk the ending of `name` says it
        content: BinaryIO,
        parent: str,
        *,
        sha256: str,
        size: int,
    ) -> KeptFile:
        """Copies in pieces to a hidden file, checks it, then gives it its name."""
        with disk(), self._shelf.locked():
            entry = self._shelf.find(file_id)
            if entry is None or not same(self._top / entry.path, sha256, size):
                entry = Entry(self._free(self._place(parent), name), sha256, size)
                self._shelf.put(file_id, entry)
                with replacing(self._top / entry.path) as out:
                    check(copy(content, out), sha256, size)
        return KeptFile(file_id, link(self._top / entry.path), sha256, size)

    def share(
        self,
        folder_id: str,
        mode: Literal["anyone", "domain", "none"],  # noqa: ARG002
        domain: str | None,  # noqa: ARG002
    ) -> None:
        """A directory is shared by whoever runs the machine; only whether it is known is checked
        here.
        """
        with disk():
            self._place(folder_id)

    def make_spreadsheet(self, name: str, parent: str | None) -> str:
        """An .xlsx file in the parent's directory; the same name there is the same spreadsheet."""
        with disk(), self._shelf.locked():
            path = (self._place(parent) / f"{safe_name(name)}.xlsx").as_posix()
            id = f"local-xlsx-{hashlib.sha256(path.encode()).hexdigest()[:20]}"
            self._shelf.put(id, Entry(path))
            if not (self._top / path).exists():
                save(Workbook(), self._top / path)
        return id

    def prepare(self, spreadsheet: str, tabs: Sequence[Tab]) -> None:
        """Makes and mends the tabs in the .xlsx file."""
        with disk(), self._shelf.locked():
            path = self._workbook(spreadsheet)
            book = load(path)
            for tab in tabs:
                workbook.prepare(book, tab)
            save(book, path)

    def flush(self, spreadsheet: str, batch: Batch) -> None:
        """Writes the rows and replaces the file in one step: a reader sees the old table or the new
        one.
        """
        for tab, rows in batch:
            check_rows(tab, rows)
        with disk(), self._shelf.locked():
            path = self._workbook(spreadsheet)
            book = load(path)
            for tab, rows in batch:
                workbook.upsert(workbook.prepare(book, tab), tab, rows)
            save(book, path)

    def read(self, spreadsheet: str, tabs: Sequence[Tab]) -> list[list[list[Cell]]]:
        """What the .xlsx file says now."""
        with disk():
            book = load(self._workbook(spreadsheet))
            found = [(tab, workbook.find(book, tab)) for tab in tabs]
            return [workbook.read(sheet, tab) if sheet else [] for tab, sheet in found]

    def _place(self, folder: str | None) -> Path:
        """The folder's path below the top; MirrorError for one this mirror never made."""
        if folder is None:
            return Path()
        entry = self._shelf.find(folder)
        if entry is None:
            raise MirrorError(
                "folder_unknown", False, f"This mirror has no folder {folder}; make it first."
            )
        return Path(entry.path)

    def _workbook(self, spreadsheet: str) -> Path:
        entry = self._shelf.find(spreadsheet)
        if entry is None:
            raise MirrorError(
                "spreadsheet_unknown",
                False,
                f"This mirror has no table {spreadsheet}; make it first.",
            )
        return self._top / entry.path

    def _free(self, parent: Path, name: str) -> str:
        """A path in `parent` that nothing on the disk has yet, in any letter case."""
        there = self._top / parent
        taken = {path.name.casefold() for path in there.iterdir()} if there.is_dir() else set()
        return (parent / unique(safe_name(name), taken)).as_posix()


def load(path: Path) -> Workbook:
    """The workbook, or a new one when a person deleted the file; MirrorError when it is no workbook
    any more.
    """
    if not path.exists():
        return Workbook()
    try:
        return load_workbook(path)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, SyntaxError) as error:
        raise MirrorError(
            "workbook_unreadable",
            True,
            f"{path} is not an .xlsx table any more; move it away and it is written anew.",
        ) from error


def save(book: Workbook, path: Path) -> None:
    """Writes the workbook in one step, without the empty sheet it was born with once it has
    others.
    """
    born = book["Sheet"] if "Sheet" in book.sheetnames and len(book.sheetnames) > 1 else None
    if born is not None and born.max_row == 1 and born.max_column == 1 and born["A1"].value is None:
        book.remove(born)
    with replacing(path) as out:
        book.save(out)


def copy(content: BinaryIO, out: BinaryIO | None) -> tuple[str, int]:
    """Copies from the beginning, a piece at a time; answers the checksum and the number of
    bytes.
    """
    digest, size = hashlib.sha256(), 0
    content.seek(0)
    while piece := content.read(PIECE):
        digest.update(piece)
        size += len(piece)
        if out is not None:
            out.write(piece)
    return digest.hexdigest(), size


def check(seen: tuple[str, int], sha256: str, size: int) -> None:
    """MirrorError unless the bytes are the promised ones."""
    if seen != (sha256.lower(), size):
        raise MirrorError(
            "content_differs",
            False,
            f"The bytes handed over are {seen[1]} with checksum {seen[0]}, not {size} as kept.",
        )


def same(path: Path, sha256: str, size: int) -> bool:
    """Whether the file is there with exactly these bytes."""
    if not path.is_file() or path.stat().st_size != size:
        return False
    with path.open("rb") as content:
        return copy(content, None)[0] == sha256.lower()


def link(path: Path) -> str:
    """The path as an address a browser on this machine opens."""
    return path.resolve().as_uri()
