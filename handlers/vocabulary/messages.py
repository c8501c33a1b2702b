"""What the bot can say, in its own words: texts, cards, pictures, and the buttons under them.

LINE's JSON for each is in bot/outbox/line/messages.py; nothing here knows of it.
"""

from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from msgspec import Struct


class Tap(Struct, frozen=True):
    """A button that tells the bot an action; the label shows in the chat as if it had been
    typed. With `fills` the keyboard opens as well, with that text in it to be mended.
    """

    label: str
    action: str
    fills: str = ""


class Type(Struct, frozen=True):
    """A button that types its text."""

    label: str
    text: str


class TakePhoto(Struct, frozen=True):
    label: str


class ChoosePhotos(Struct, frozen=True):
    label: str


class Clock(Enum):
    """What is picked from a calendar or a clock."""

    DATE = "date"
    TIME = "time"
    MOMENT = "datetime"


class Pick(Struct, frozen=True):
    """A calendar or clock to pick from; `earliest` and `latest` as the answer is written, "" for no
    limit.
    """

    label: str
    action: str
    clock: Clock = Clock.DATE
    earliest: str = ""
    latest: str = ""


class SendPlace(Struct, frozen=True):
    """Opens the map, to send a place."""

    label: str


class Open(Struct, frozen=True):
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


class Text(Struct, frozen=True):
    """A bubble of text; `asks` is the stop it asks, by report and path, so that it can be quoted
    later.
    """

    text: str
    choices: tuple[Button, ...] = ()
    asks: tuple[str, str] | None = None


class Bar(Struct, frozen=True):
    """A thin bar, `share` of it filled (0 to 1), with what it is in front and its figure behind."""

    share: Decimal
    label: str = ""
    note: str = ""


class Row(Struct, frozen=True):
    """One line of a list card: what it is, how it stands, its bars, one button."""

    title: str
    note: str = ""
    tone: Tone | None = None
    button: Button | None = None
    bars: tuple[Bar, ...] = ()


class Card(Struct, frozen=True):
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


class Picture(Struct, frozen=True):
    url: str
    choices: tuple[Button, ...] = ()


Message: TypeAlias = Text | Card | Picture
