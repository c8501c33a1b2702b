"""What outlives LINE's emulator when it is given a folder: people, chats, content, tokens, counts,
menus, the time.
"""

from __future__ import annotations

import pickle
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from emulators.line.state import Content, Line

KEPT = (
    *("people", "groups", "chats", "reply_tokens", "retry_keys", "quote_tokens", "read_tokens"),
    *("issued_tokens", "link_tokens", "usage", "counts", "units", "menus"),
)
PATIENCE = 20  # a save that took a second is not repeated for twenty


class Memory:
    """Saves a Line in `folder` and brings it back. The files are this emulator's own; never load a
    stranger's.
    """

    def __init__(self, line: Line, folder: Path) -> None:
        self._line, self._file, self._room = line, folder / "line.pickle", folder / "content"
        self._written: set[str] = set()
        self._next, self._dirty = 0.0, False
        self._later: threading.Timer | None = None
        self._room.mkdir(parents=True, exist_ok=True)
        if self._file.exists():
            self._remember(pickle.loads(self._file.read_bytes()))  # noqa: S301 - written below

    def changed(self) -> None:
        """Something may have changed: saves it now, or in a moment when saving has become slow."""
        with self._line.lock:
            self._dirty = True
            wait = self._next - time.monotonic()
            if wait <= 0:
                self.save()
            elif self._later is None:
                self._later = threading.Timer(wait, self.save)
                self._later.daemon = True
                self._later.start()

    def save(self) -> None:
        """Saves in one step what is not saved yet."""
        with self._line.lock:
            self._later = None
            if self._dirty:
                begun = time.monotonic()
                write(self._file, pickle.dumps(self._kept()))
                self._dirty = False
                self._next = time.monotonic() + PATIENCE * (time.monotonic() - begun)

    def close(self) -> None:
        """Saves for the last time, the moment of the stop with it."""
        with self._line.lock:
            if self._later:
                self._later.cancel()
            self._dirty = True
            self.save()

    def _kept(self) -> dict[str, Any]:
        """Everything but the bytes people sent, which are written once, each to a file of its
        own.
        """
        line = self._line
        for id in line.contents.keys() - self._written:
            write(self._room / id, line.contents[id].data)
            self._written.add(id)
        kept = {name: getattr(line, name) for name in KEPT}
        return kept | {
            "contents": {id: replace(one, data=b"") for id, one in line.contents.items()},
            "now": line.clock.now(),
        }

    def _remember(self, kept: dict[str, Any]) -> None:
        """Goes on from there; the time stood still meanwhile."""
        contents: dict[str, Content] = kept.pop("contents")
        for id, content in contents.items():
            content.data = (self._room / id).read_bytes()
        self._written = set(contents)
        self._line.contents = contents
        self._line.clock.set(kept.pop("now"))
        for name, value in kept.items():
            setattr(self._line, name, value)


def write(file: Path, data: bytes) -> None:
    """Writes a file whole or not at all."""
    part = file.with_suffix(".part")
    part.write_bytes(data)
    part.replace(file)
