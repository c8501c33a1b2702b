"""What the bot can say, in its own words: texts, cards, pictures, and the buttons under them.

LINE's JSON for each is in bot/outbox/line/messages.py; nothing here knows of it.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Tap:
    """A button that tells the bot an action; the label shows in the chat as if it had been
    typed.
    """

    label: str
    action: str


@dataclass(frozen=True, slots=True)
class Type:
    """A button that types its text."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class TakePhoto:
    label: str


@dataclass(frozen=True, slots=True)
class ChoosePhotos:
    label: str


class Clock(Enum):
    """What is picked from a calendar or a clock."""

    DATE = "date"
    TIME = "time"
    MOMENT = "datetime"


@dataclass(frozen=True, slots=True)
class Pick:
    """A calendar or clock to pick from; `earliest` and `latest` as the answer is written, "" for no
    limit.
    """

    label: str
    action: str
    clock: Clock = Clock.DATE
    earliest: str = ""
    latest: str = ""


@dataclass(frozen=True, slots=True)
class SendPlace:
    """Opens the map, to send a place."""

    label: str


@dataclass(frozen=True, slots=True)
class Open:
    label: str
    url: str


Button: TypeAlias = Tap | Type | TakePhoto | ChoosePhotos | Pick | SendPlace | Open


class Tone(Enum):
    """The four states of a piece of work; each has a colour and a shape, and never a colour
    alone.
    """

    NOT_SENT = "not_sent"
    NEAR = "near"
    LATE = "late"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Text:
    """A bubble of text; `asks` is the stop it asks, by report and path, so that it can be quoted
    later.
    """

    text: str
    choices: tuple[Button, ...] = ()
    asks: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list card: what it is, how it stands, one button."""

    title: str
    note: str = ""
    tone: Tone | None = None
    button: Button | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One purpose, one main button. `alt` is the whole card in a sentence, for the notification
    line.
    """

    alt: str
    title: str
    subtitle: str = ""
    figure: str = ""
    bar: Decimal | None = None  # 0 to 5, drawn as five parts
    rows: tuple[Row, ...] = ()
    lines: tuple[str, ...] = ()
    footnotes: tuple[str, ...] = ()
    button: Button | None = None
    second: Button | None = None
    further: tuple[Button, ...] = ()  # quieter ones below these two
    choices: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    url: str
    choices: tuple[Button, ...] = ()


Message: TypeAlias = Text | Card | Picture
