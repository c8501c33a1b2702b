"""What outlives the Google emulator's process when it is given a folder: files, spreadsheets, ids,
tokens.
"""

from __future__ import annotations

import pickle
import time
from pathlib import Path

from emulators.google.state import Google

KEPT = ("files", "spreadsheets", "sessions", "drives", "reserved", "tokens")
PATIENCE = 20  # a save that took a second is not repeated for twenty


class Memory:
    """Saves a Google in `folder` and brings it back. The file is this emulator's own; never load a
    stranger's.
    """

    def __init__(self, google: Google, folder: Path) -> None:
        self._google, self._file = google, folder / "google.pickle"
        self._next, self._dirty = 0.0, False
        if self._file.exists():
            for name, value in pickle.loads(self._file.read_bytes()).items():  # noqa: S301 - written below
                setattr(google, name, value)

    def changed(self) -> None:
        """Something may have changed: saves it now, or with a later change when saving has become
        slow.
        """
        self._dirty = True
        if time.monotonic() >= self._next:
            self.save()

    def save(self) -> None:
        """Saves in one step what is not saved yet."""
        if not self._dirty:
            return
        begun = time.monotonic()
        part = self._file.with_suffix(".part")
        with self._google.lock:
            part.write_bytes(pickle.dumps({name: getattr(self._google, name) for name in KEPT}))
            part.replace(self._file)
            self._dirty = False
        self._next = time.monotonic() + PATIENCE * (time.monotonic() - begun)
