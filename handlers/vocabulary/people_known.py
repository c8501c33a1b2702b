"""What is known of people: wrong codes, requests to join, who is where, what is held of
somebody.
"""

from datetime import datetime, timedelta

from msgspec import Struct

WINDOW = timedelta(minutes=10)
LOCKED_FOR = timedelta(minutes=15)
MOST_WRONG = 5


class Guesses(Struct, frozen=True):
    """Wrong invite codes of one person since a moment."""

    wrong: int = 0
    since: datetime | None = None
    locked_until: datetime | None = None

    def minutes_locked(self, now: datetime) -> int:
        """How long nothing is looked up yet, in whole minutes; 0 when it is."""
        if self.locked_until is None or self.locked_until <= now:
            return 0
        return -(-(self.locked_until - now) // timedelta(minutes=1))

    def with_one_more(self, now: datetime) -> "Guesses":
        """After another wrong code: after a handful within the window, locked."""
        is_fresh = self.since is None or now - self.since > WINDOW or self.wrong >= MOST_WRONG
        wrong, since = (1, now) if is_fresh else (self.wrong + 1, self.since)
        return Guesses(wrong, since, now + LOCKED_FOR if wrong >= MOST_WRONG else None)


class Request(Struct, frozen=True):
    """Someone without a code asks to join an office; `state` waiting, approved or refused."""

    id: int
    person: int
    name: str
    programme: str
    office: str
    role: str
    state: str = "waiting"
    language: str = "th"


class Member(Struct, frozen=True):
    """Someone at an office, with how many reports they have begun for it."""

    id: int
    name: str
    programme: str
    office: str
    role: str
    begun: int = 0
    language: str = "th"


class Stuck(Struct, frozen=True):
    """A job that was given up or a message that was set aside; `concerns` is what it is about:
    programme/office/indicator, a programme, or "" where nobody can tell.
    """

    id: str
    kind: str
    reason: str
    since: datetime
    concerns: str


class Held(Struct, frozen=True):
    """What is held of the person who asks."""

    consented_at: datetime | None
    reports: int
    evidence: int
