"""What can happen in a chat, as the conversation sees it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeAlias

from msgspec import Struct


class Wrote(Struct, frozen=True):
    """A text; `quoted` is the id of the message it was written in reply to."""

    text: str
    message_id: str = ""
    quoted: str = ""


class Tapped(Struct, frozen=True):
    """A button; `picked` is what a date picker adds."""

    action: str
    picked: str = ""


class Forged(Struct, frozen=True):
    """A button whose data we never gave out: made up, changed, or from before the channel's secret
    was renewed.
    """

    data: str


class Sent(Struct, frozen=True):
    """A photo, video, sound or file. Photos sent at once share `set_id` and know how many they
    are.
    """

    message_id: str
    kind: str
    name: str = ""
    size: int | None = None
    set_id: str = ""
    set_total: int = 0


class Placed(Struct, frozen=True):
    """A place on the map, in degrees."""

    latitude: str
    longitude: str
    title: str = ""


class Followed(Struct, frozen=True):
    pass


class Unfollowed(Struct, frozen=True):
    pass


class Unsent(Struct, frozen=True):
    message_id: str


class TableRead(Struct, frozen=True):
    """A file with rows was read: its lines as (number, cells), or what is wrong with it, as JSON.
    `draft` is the form it was sent to, `piece` what is kept of the file.
    """

    draft: str
    piece: Mapping[str, Any]
    lines: tuple[tuple[int, tuple[str, ...]], ...] = ()
    problem: Mapping[str, Any] | None = None


class CodeRead(Struct, frozen=True):
    """A photo of a code was read: what each code in it says. `draft` is the form it was sent to,
    `question` the path of what it answers.
    """

    draft: str
    question: str
    codes: tuple[str, ...] = ()


class PagesCounted(Struct, frozen=True):
    """The paper of a draft has more pages than it may: what is to be said of it."""

    draft: str
    said: tuple[str, ...]


class PaperMade(Struct, frozen=True):
    """A long paper is ready to be fetched, or could not be made."""

    title: str
    is_made: bool


class SetQuiet(Struct, frozen=True):
    """No photo of a set has come for a while. `draft` is the form the first of them was sent to,
    `question` the path of what they answer.
    """

    draft: str
    question: str
    set_id: str


class SomethingElse(Struct, frozen=True):
    """A sticker, or what LINE may invent next."""

    kind: str


Happening: TypeAlias = (
    Wrote
    | Tapped
    | Forged
    | Sent
    | Placed
    | Followed
    | Unfollowed
    | Unsent
    | TableRead
    | CodeRead
    | PagesCounted
    | PaperMade
    | SetQuiet
    | SomethingElse
)


class Event(Struct, frozen=True):
    """One thing that happened; `at` is LINE's own timestamp, and lateness is judged by it."""

    id: str
    at: datetime
    what: Happening
