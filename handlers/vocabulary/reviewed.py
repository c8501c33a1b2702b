"""What is known of a report's review: where it stands, who decided, what waits for whom."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from msgspec import Struct, field


class Colleague(Struct, frozen=True):
    """Someone who can be told something."""

    id: int
    name: str
    language: str = "th"


class Review(Struct, frozen=True):
    """Where a report stands: `state` waiting, returned or accepted; `at_office` is the office whose
    turn it is.

    `reasons` of the last return by question path; `verified` the verifier's values, reason and
    score, {} without one; `restarts` when a correction's own day counts; `reviewer` who decided
    last.
    """

    state: str
    at_office: str
    reviewer: Colleague | None = None
    decided_at: datetime | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)
    verified: Mapping[str, Any] = field(default_factory=dict)
    restarts: bool = False


class Waiting(Struct, frozen=True):
    """A line of the queue."""

    submission: str
    programme: str
    version: str
    indicator: str
    office: str
    reporter: str
    submitted_at: datetime
    revision: int
    urgent_on: date
    final: Decimal | None
    corrects: bool  # it was sent back before
    cursor: str  # where the queue goes on after it


class Queue(Struct, frozen=True):
    """A page of what waits in one programme, most urgent first."""

    lines: tuple[Waiting, ...] = ()
    goes_on: bool = False


class Awaits(Struct, frozen=True):
    """Whose turn a report is to be reviewed by once it is sent, and by when."""

    at_office: str
    urgent_on: date
