"""What changes who is where, and what is held of them."""

from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct

from handlers.vocabulary.people_known import Guesses, Member, Request


class CountGuess(Struct, frozen=True):
    """A wrong invite code: the count as it is now."""

    guesses: Guesses


class AskToJoin(Struct, frozen=True):
    programme: str
    office: str
    role: str
    name: str


class DecideJoining(Struct, frozen=True):
    request: Request
    approved: bool


class MakeInvite(Struct, frozen=True):
    """A new invite code, for so many uses and so many days."""

    code: str
    programme: str
    office: str
    role: str
    uses: int
    days: int


class RevokeInvite(Struct, frozen=True):
    """A code lets nobody in any more, where it is of one of these offices, by programme."""

    code: str
    offices: Mapping[str, tuple[str, ...]]


class Leave(Struct, frozen=True):
    """A membership ends: one's own, or somebody's whom a coordinator lets go."""

    member: Member


class HandOver(Struct, frozen=True):
    """What was begun for an office goes on to a colleague there, and the membership of whoever
    began it ends.
    """

    leaving: Member
    to: Member


class GiveData(Struct, frozen=True):
    """What is held of the person may be fetched under a token, for a while."""

    token: str


class EraseMe(Struct, frozen=True):
    """The person's own data goes, as the law asks; the office's records stay without the name."""


class RetryStuck(Struct, frozen=True):
    """What was given up or set aside is tried once more."""

    ids: tuple[str, ...]


class DiscardStuck(Struct, frozen=True):
    """It is done with, and what it held is forgotten."""

    id: str


OfPeople: TypeAlias = (
    CountGuess
    | AskToJoin
    | DecideJoining
    | MakeInvite
    | RevokeInvite
    | Leave
    | HandOver
    | GiveData
    | EraseMe
    | RetryStuck
    | DiscardStuck
)
