"""What a review wants done; each is written with the audit's old and new."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from msgspec import Struct

from handlers.vocabulary.messages import Message


class Accept(Struct, frozen=True):
    """A report passed; `next_office` is whose turn it is now, "" when it was the last of its
    way.
    """

    submission: str
    next_office: str
    final: str | None


class SendBack(Struct, frozen=True):
    """A report goes back with a reason for each question; `restarts`: why the correction's own day
    counts, or "".
    """

    submission: str
    reasons: Mapping[str, str]
    restarts: str = ""


class Verify(Struct, frozen=True):
    """The verifier's value beside the reported one: `verified` as Review keeps it, `old` what
    counted before.
    """

    submission: str
    verified: Mapping[str, Any]
    old: str | None


class Tell(Struct, frozen=True):
    """Messages to other people; `must` ones are pushed, others wait for the person's next free
    reply.
    """

    people: tuple[int, ...]
    messages: tuple[Message, ...]
    must: bool = False


OfReview: TypeAlias = Accept | SendBack | Verify | Tell
