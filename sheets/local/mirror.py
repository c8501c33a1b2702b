"""The mirror on this machine: the same folders, files and tables under one directory, with nobody's
account.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterator, Sequence
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
from sheets.local.bytes_on_disk import check, copy, disk, same
from sheets.local.shelf import LOCAL, Entry, Shelf, replacing, sweep


class LocalMirror:
    """A mirror under `directory`; see `sheets.mirror.Mirror` for what each method promises."""

    def __init__(self, directory: Path, agreed: Callable[[str], str] | None = None) -> None:
        """`agreed` is told this folder's mark, "" for none, and says by which one the evidence's
        folder is known, "" while none is; without it any folder will do.
        """
        self._top, self._agreed = directory, agreed
        self._shelf = Shelf.of(directory)

    def reserve(self, count: int) -> list[str]:
        """New ids; nothing is written yet."""
        return [f"{LOCAL}{secrets.token_hex(12)}" for _ in range(count)]

    def make_root(self, folder_id: str, name: str) -> Folder:  # noqa: ARG002 - the directory has its name already
        """The directory itself."""
        with disk(), self._ours():
            self._shelf.put(folder_id, Entry("."))
            self._top.mkdir(parents=True, exist_ok=True)
        return Folder(folder_id, link(self._top))

    def make_folder(self, folder_id: str, name: str, parent: str | None) -> Folder:
        """A directory in the parent's; a namesake gets ` (2)`."""
        with disk(), self._ours():
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
        with disk(), self._ours():
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
        with disk(), self._ours():
            self._place(folder_id)

    def make_spreadsheet(self, name: str, parent: str | None) -> str:
        """An .xlsx file in the parent's directory; the same name there is the same spreadsheet."""
        with disk(), self._ours():
            path = (self._place(parent) / f"{safe_name(name)}.xlsx").as_posix()
            id = f"local-xlsx-{hashlib.sha256(path.encode()).hexdigest()[:20]}"
            self._shelf.put(id, Entry(path))
            if not (self._top / path).exists():
                save(Workbook(), self._top / path)
        return id

    def prepare(self, spreadsheet: str, tabs: Sequence[Tab]) -> None:
        """Makes and mends the tabs in the .xlsx file."""
        with disk(), self._ours():
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
        with disk(), self._ours():
            path = self._workbook(spreadsheet)
            book = load(path)
            for tab, rows in batch:
                workbook.upsert(workbook.prepare(book, tab), tab, rows)
            save(book, path)

    def read(self, spreadsheet: str, tabs: Sequence[Tab]) -> list[list[list[Cell]]]:
        """What the .xlsx file says now."""
        with disk(), self._ours():
            book = load(self._workbook(spreadsheet))
            found = [(tab, workbook.find(book, tab)) for tab in tabs]
            return [workbook.read(sheet, tab) if sheet else [] for tab, sheet in found]

    def sweep(self, before: float) -> int:
        """Half-written copies of photos, which nobody will finish."""
        with disk():
            return sweep(self._top, before)

    @contextmanager
    def _ours(self) -> Iterator[None]:
        """Only one process at a time, and only while the folder is the one that holds the evidence:
        nothing is made, not even a folder, where its disk is not mounted.
        """
        wanted = self._agreed(self._shelf.mark()) if self._agreed else ""
        if wanted and wanted != self._shelf.mark():
            raise self._away()
        with self._shelf.locked():
            if self._agreed and not wanted:
                self._introduce(self._agreed)
            yield

    def _introduce(self, agreed: Callable[[str], str]) -> None:
        """The folder has its mark before anybody else knows it: whoever dies in between leaves a
        folder that can introduce itself again.
        """
        if not self._shelf.mark():
            self._shelf.set_mark(secrets.token_hex(8))
        if agreed(self._shelf.mark()) != self._shelf.mark():
            raise self._away()

    def _away(self) -> MirrorError:
        return MirrorError(
            "mirror_away",
            True,
            f"{self._top} is not the folder that holds the evidence so far: it is empty, not "
            "mounted, or another machine's. Bring that folder back or let all machines share "
            "it; if it is gone for good: raingan mirror accept.",
            pause=True,
        )

    def _place(self, folder: str | None) -> Path:
        """The folder's path below the top; MirrorError for one this mirror never made."""
        if folder is None:
            return Path()
        entry = self._shelf.find(folder)
        if entry is None:
            raise MirrorError(
                "not_found", False, f"This mirror has no folder {folder}; make it first."
            )
        return Path(entry.path)

    def _workbook(self, spreadsheet: str) -> Path:
        entry = self._shelf.find(spreadsheet)
        if entry is None:
            raise MirrorError(
                "not_found",
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


def link(path: Path) -> str:
    """The path as an address a browser on this machine opens."""
    return path.resolve().as_uri()
