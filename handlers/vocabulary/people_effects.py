"""What changes who is where, and what is held of them."""

from dataclasses import dataclass
from typing import TypeAlias

from handlers.vocabulary.people_known import Guesses, Member, Request


@dataclass(frozen=True, slots=True)
class CountGuess:
    """A wrong invite code: the count as it is now."""

    guesses: Guesses


@dataclass(frozen=True, slots=True)
class AskToJoin:
    programme: str
    office: str
    role: str
    name: str


@dataclass(frozen=True, slots=True)
class DecideJoining:
    request: Request
    approved: bool


@dataclass(frozen=True, slots=True)
class Leave:
    """A membership ends: one's own, or somebody's whom a coordinator lets go."""

    member: Member


@dataclass(frozen=True, slots=True)
class HandOver:
    """What was begun for an office goes on to a colleague there, and the membership of whoever
    began it ends.
    """

    leaving: Member
    to: Member


@dataclass(frozen=True, slots=True)
class GiveData:
    """What is held of the person may be fetched under a token, for a while."""

    token: str


@dataclass(frozen=True, slots=True)
class EraseMe:
    """The person's own data goes, as the law asks; the office's records stay without the name."""


OfPeople: TypeAlias = CountGuess | AskToJoin | DecideJoining | Leave | HandOver | GiveData | EraseMe
