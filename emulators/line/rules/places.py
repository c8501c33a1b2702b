"""Where in a request something is wrong, and what (LINE's reference: "Error responses")."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from emulators.line.rules.counting import utf16

Path = tuple[str | int, ...]
WEB = re.compile(r"^https?://[A-Za-z0-9.\-\[\]:_@]+(?:[/?#][!-~]*)?$")
LINKS = re.compile(r"^(?:line://|tel:)[!-~]+$")


@dataclass
class Wrong:
    """One thing that is wrong, at a path from the body's root."""

    path: Path
    message: str


@dataclass
class Place:
    """A value of the body being looked at; what is wrong with it goes to the one list all places
    share.
    """

    value: Any
    path: Path = ()
    found: list[Wrong] = field(default_factory=list)

    def into(self, *keys: str | int) -> Place:
        """The value below; None when there is none."""
        value = self.value
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else value[key]
        return Place(value, self.path + keys, self.found)

    def each(self, key: str) -> list[Place]:
        """The places of a list below; empty when there is none."""
        return [self.into(key, at) for at in range(len(self.value.get(key) or ()))]

    def wrong(self, message: str) -> None:
        """Notes that this value is wrong."""
        self.found.append(Wrong(self.path, message))

    def needed(self, *keys: str) -> bool:
        """Whether all these are there; notes those that are not."""
        missing = [key for key in keys if self.value.get(key) is None]
        for key in missing:
            self.into(key).wrong("must be specified")
        return not missing

    def length(
        self, key: str, most: int, count: Callable[[str], int] = utf16, least: int = 1
    ) -> None:
        """A text's length, if it is there."""
        text = self.value.get(key)
        if isinstance(text, str) and not least <= count(text) <= most:
            message = "May not be empty" if not text else f"Length must be between 0 and {most}"
            self.into(key).wrong(message)

    def size(self, key: str, least: int, most: int) -> None:
        """How many there are in a list."""
        if not least <= len(self.value.get(key) or ()) <= most:
            self.into(key).wrong(f"Size must be between {least} and {most}")

    def url(self, key: str, most: int = 2000, *, https: bool = True) -> None:
        """An address, percent-encoded; https only, or also http, line and tel."""
        url = self.value.get(key)
        if not isinstance(url, str):
            return
        good = (WEB.match(url) and (url.startswith("https://") or not https)) or (
            not https and LINKS.match(url)
        )
        if not good:
            self.into(key).wrong(
                "invalid uri scheme" if https and url.startswith("http:") else "invalid uri"
            )
        elif len(url) > most:
            self.into(key).wrong(f"Length must be between 0 and {most}")

    def form(self, key: str, pattern: re.Pattern[str], message: str = "invalid property") -> None:
        """A text's form, if it is there."""
        text = self.value.get(key)
        if isinstance(text, str) and not pattern.match(text):
            self.into(key).wrong(message)


def dotted(path: Path) -> str:
    """messages[0].text"""
    text = ""
    for key in path:
        text += f"[{key}]" if isinstance(key, int) else f".{key}" if text else key
    return text


def pointer(path: Path) -> str:
    """/body/contents/0, as Flex and template errors name it."""
    return "".join(f"/{key}" for key in path)
