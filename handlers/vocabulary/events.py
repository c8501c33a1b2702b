"""What can happen in a chat, as the conversation sees it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Wrote:
    """A text; `quoted` is the id of the message it was written in reply to."""

    text: str
    message_id: str = ""
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button; `picked` is what a date picker adds."""

    action: str
    picked: str = ""


@dataclass(frozen=True, slots=True)
class Forged:
    """A button whose data we never gave out: made up, changed, or from before the channel's secret
    was renewed.
    """

    data: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A photo, video, sound or file. Photos sent at once share `set_id` and know how many they
    are.
    """

    message_id: str
    kind: str
    name: str = ""
    size: int | None = None
    set_id: str = ""
    set_total: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A place on the map, in degrees."""

    latitude: str
    longitude: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Followed:
    pass


@dataclass(frozen=True, slots=True)
class Unfollowed:
    pass


@dataclass(frozen=True, slots=True)
class Unsent:
    message_id: str


@dataclass(frozen=True, slots=True)
class SomethingElse:
    """A sticker, or what LINE may invent next."""

    kind: str


Happening: TypeAlias = (
    Wrote | Tapped | Forged | Sent | Placed | Followed | Unfollowed | Unsent | SomethingElse
)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `at` is LINE's own timestamp, and lateness is judged by it."""

    id: str
    at: datetime
    what: Happening
