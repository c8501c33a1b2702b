"""Jobs that say something in LINE."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Self

from bot.outbox.jobs.job import Job

Messages = Sequence[Mapping[str, Any]]
Asks = Sequence[Sequence[object]]  # (place among the messages, report, path) of those that ask


def person_stream(user: str) -> str:
    return f"person:{user}"


def group_stream(group: str) -> str:
    return f"group:{group}"


@dataclass(frozen=True)
class Saying(Job):
    """Messages in LINE's JSON; `must`: they are pushed at the cost of the quota, else they wait for
    the next free reply.
    """

    lane: ClassVar[str] = "line"
    to: str
    messages: Messages
    must: bool
    asks: Asks = ()
    once: str | None = None

    def stream(self) -> str:
        return person_stream(self.to)

    def only_once(self) -> str | None:
        return self.once

    @classmethod
    def stored(cls, stream: str, content: Mapping[str, Any]) -> Self:
        """Whom it goes to is known by its stream, and what need not arrive is not pushed."""
        return super().stored(stream, {"to": stream.partition(":")[2], "must": False, **content})


@dataclass(frozen=True)
class Push(Saying):
    """Said without having been asked."""

    kind: ClassVar[str] = "push"


@dataclass(frozen=True)
class Reply(Saying):
    """Answers an event with its token, which is free."""

    kind: ClassVar[str] = "reply"
    reply_token: str = ""
    is_in_group: bool = False

    def stream(self) -> str:
        return group_stream(self.to) if self.is_in_group else person_stream(self.to)


@dataclass(frozen=True)
class Remind(Job):
    """A person's reminder of a day (ISO); its words are found when it is said.

    `mornings` and `weeklies` are the programmes whose summary a coordinator or an official gets.
    """

    kind: ClassVar[str] = "remind"
    lane: ClassVar[str] = "line"
    to: str
    person: int
    day: str
    mornings: Sequence[str] = ()
    weeklies: Sequence[str] = ()

    def stream(self) -> str:
        return person_stream(self.to)

    def only_once(self) -> str:
        return remind_once(self.person, date.fromisoformat(self.day))


def remind_once(person: int, day: date) -> str:
    """One message a person a day."""
    return f"remind:{person}:{day.isoformat()}"


@dataclass(frozen=True)
class GroupDigest(Job):
    """The morning's summary of a programme for a group chat."""

    kind: ClassVar[str] = "group_digest"
    lane: ClassVar[str] = "line"
    to: str
    programme: str
    day: str

    def stream(self) -> str:
        return group_stream(self.to)

    def only_once(self) -> str:
        return f"group:{self.to}:{self.programme}:{self.day}"
