"""A whole Raingan for a test: database, web, worker, LINE and Google, people who can talk; nothing
is patched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.running import KEY, OFFICES_SCORED, PROGRAMMES, PUBLIC, SECRET, TOKEN, Running
from tests.talking import Talking

__all__ = [
    "KEY",
    "OFFICES_SCORED",
    "PROGRAMMES",
    "PUBLIC",
    "SECRET",
    "TOKEN",
    "World",
    "number_in",
    "world",
]


class World(Running, Talking):
    """Everything running, and people."""

    def __init__(
        self, folder: Path, database_url: str, *, google: bool = False, sends_on: bool = False
    ) -> None:
        Talking.__init__(self)
        Running.__init__(self, folder, database_url, google=google, sends_on=sends_on)

    def add_person(self, user: str, name: str) -> None:
        self.post("/_emulator/people", {"id": user, "name": name})

    def act(self, name: str, **what: Any) -> list[Mapping[str, Any]]:  # noqa: ANN401
        answer = self.post("/_emulator/say", {"user": self.person(name), **what})
        self.last_status = answer.get("status")
        self.worker.drain()
        return self.heard(name)

    def work(self) -> None:
        self.worker.drain()

    def chat(self, name: str) -> list[dict[str, Any]]:
        messages: list[dict[str, Any]] = self.get(f"/_emulator/chat/{self.person(name)}")[
            "messages"
        ]
        return messages


@contextmanager
def world(
    folder: Path, database_url: str, *, google: bool = False, sends_on: bool = False
) -> Iterator[World]:
    made = World(folder, database_url, google=google, sends_on=sends_on)
    try:
        yield made
    finally:
        made.stop()


def number_in(text: str) -> str:
    """The first number with decimals in a text."""
    found = re.search(r"\d+\.\d+", text)
    return found[0] if found else ""
