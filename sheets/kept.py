"""What a mirror gives back: folders, kept files, and the one error of this room. No I/O."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Folder:
    """A folder of the mirror; `link` opens it in a browser."""

    id: str
    link: str


@dataclass(frozen=True)
class KeptFile:
    """An evidence file the mirror holds and has checked: `sha256` is hexadecimal, `size` is in
    bytes.
    """

    id: str
    link: str
    sha256: str
    size: int


class MirrorError(Exception):
    """A mirror could not do what was asked.

    `code` is a short stable word. `retry` says whether the very same request may succeed later, on
    its own or once a person has mended the account; without it the request itself is wrong or what
    it names is gone. `pause` says that everything else asked of this mirror will fail the same way
    until a person mends it: wait long, tell somebody, lose nothing. `sentence` says in English what
    is wrong and how to mend it.
    """

    def __init__(self, code: str, retry: bool, sentence: str, *, pause: bool = False) -> None:
        super().__init__(sentence)
        self.code = code
        self.retry = retry
        self.sentence = sentence
        self.pause = pause

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence}"
