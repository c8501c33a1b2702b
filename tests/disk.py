"""A disk that can be full at once, or take nothing in, in memory; to mount it needs root."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Disk:
    """A disk of memory that can be full or read-only at once; `mounted` needs root."""

    folder: Path
    megabytes: int = 700

    @contextmanager
    def mounted(self) -> Iterator[Disk]:
        self._mount("-t", "tmpfs", "-o", f"size={self.megabytes}m", "tmpfs", str(self.folder))
        try:
            yield self
        finally:
            subprocess.run(["umount", "-l", str(self.folder)], check=False)

    def full(self) -> None:
        with suppress(OSError), self._filler.open("wb") as filler:
            while free := shutil.disk_usage(self.folder).free:
                os.posix_fallocate(filler.fileno(), filler.seek(0, os.SEEK_END), free)

    def has_room(self) -> None:
        self._filler.unlink(missing_ok=True)

    def is_read_only(self) -> bool:
        """From now on it takes nothing in; False as long as anybody has a file open to write."""
        told = ["mount", "-o", "remount,ro", str(self.folder)]
        return subprocess.run(told, stderr=subprocess.DEVNULL, check=False).returncode == 0

    def takes_in(self) -> None:
        self._mount("-o", "remount,rw", str(self.folder))

    @property
    def _filler(self) -> Path:
        return self.folder / "filler"

    def _mount(self, *told: str) -> None:
        subprocess.run(["mount", *told], check=True)
