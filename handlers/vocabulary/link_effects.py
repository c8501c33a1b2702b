"""What a step wants opened under an unguessable address, or closed again."""

from typing import TypeAlias

from msgspec import Struct


class ReserveLink(Struct, frozen=True):
    """The evidence folder of an office's report gets its unguessable address before it is sent."""

    programme: str
    office: str
    indicator: str
    token: str


class OpenCalendar(Struct, frozen=True):
    """An office's deadlines become readable under an unguessable address; the office "" is the
    whole programme.
    """

    programme: str
    office: str
    token: str


class OpenBoard(Struct, frozen=True):
    """What an office oversees becomes readable as a board under an unguessable address."""

    programme: str
    office: str
    token: str


class CloseBoard(Struct, frozen=True):
    """Every address of an office's board opens nothing any more."""

    programme: str
    office: str


class OpenOnPage(Struct, frozen=True):
    """This person may go on with a form they have begun in the browser, for a while."""

    token: str
    draft: str


OfLink: TypeAlias = ReserveLink | OpenCalendar | OpenBoard | CloseBoard | OpenOnPage
