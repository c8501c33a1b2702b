"""People, groups and the chats between them and the bot."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from emulators.line import naming

Message = dict[str, Any]


@dataclass
class Person:
    """One LINE user. `friend` has added the bot; `blocked` has blocked it since."""

    id: str
    name: str
    note: str = ""
    picture: str = ""
    friend: bool = False
    blocked: bool = False
    wrote: datetime | None = None
    pc_only: bool = False

    def shown(self) -> dict[str, Any]:
        """The person for the phone page."""
        return {k: getattr(self, k) for k in ("id", "name", "note", "picture", "friend", "blocked")}


@dataclass
class Group:
    """A group chat; `bot` says whether the bot is in it."""

    id: str
    name: str
    members: set[str] = field(default_factory=set)
    bot: bool = True


@dataclass
class Entry:
    """One line of a chat: who wrote what when. `cursor` grows when the entry changes."""

    id: str
    sender: str
    time: datetime
    message: Message
    cursor: int
    user: str | None = None
    read: bool = False
    unsent: bool = False

    def shown(self) -> dict[str, Any]:
        """The entry for the phone page."""
        told = {
            "id": self.id,
            "from": self.sender,
            "time": self.time.isoformat(timespec="milliseconds"),
        }
        more = {
            "message": self.message,
            "user": self.user,
            "read": self.read,
            "unsent": self.unsent,
        }
        return told | more | {"cursor": self.cursor}


@dataclass
class Chat:
    """What one person (or group) and the bot said to each other, oldest first."""

    id: str
    entries: list[Entry] = field(default_factory=list)
    cursor: int = 0
    loading_until: datetime | None = None
    menu: str | None = None

    def add(
        self,
        sender: str,
        message: Message,
        time: datetime,
        *,
        id: str | None = None,
        user: str | None = None,
    ) -> Entry:
        """Writes one message down; a message ends the loading sign (LINE: Display a loading
        animation).
        """
        self.loading_until = None
        entry = Entry(id or naming.message_id(), sender, time, message, self.touch(), user)
        self.entries.append(entry)
        return entry

    def touch(self) -> int:
        """Something changed: whoever waits for this chat wants to know."""
        self.cursor += 1
        return self.cursor

    def find(self, message_id: str) -> Entry | None:
        """The entry with this message id."""
        return next((e for e in reversed(self.entries) if e.id == message_id), None)

    def after(self, cursor: int) -> list[Entry]:
        """What is new or changed since `cursor`."""
        return [e for e in self.entries if e.cursor > cursor]
