"""What is let in at POST /callback: signed, of a size, JSON. The same for both ways to be served.

LINE's reference: "Verify webhook signature": base64 of HMAC-SHA256 over the raw bytes.
"""

import base64
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.inbox.inbox import Inbox
from bot.inbox.line_events import Incoming, read_events

LARGEST_BODY = 1024 * 1024
UNSOUND = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")  # escapes of what may be no letter


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and its JSON."""

    status: int
    body: bytes


DONE = Answer(200, b"{}")


def refusal(status: int, reason: str) -> Answer:
    return Answer(status, json.dumps({"message": reason}).encode())


TOO_LARGE = refusal(413, "the body is larger than 1 MiB")
TOO_SLOW = refusal(408, "the body did not come in time")
NO_ROOM = refusal(503, "too much is being sent at once; send this again")
UNSIGNED = refusal(400, "the signature is missing or wrong")
NO_JSON = refusal(400, "the body is not a JSON object")
UNREACHABLE = refusal(503, "the database cannot be reached; send this again")


class Door:
    """Reads bodies with one channel's secret."""

    def __init__(self, inbox: Inbox, channel_secret: str) -> None:
        self._inbox = inbox
        self._key = hmac.new(channel_secret.encode(), digestmod="sha256")

    def read(self, body: bytes, signature: str) -> list[Incoming] | Answer:
        """The events of a body in the order they happened, or why there are none."""
        if len(body) > LARGEST_BODY:
            return TOO_LARGE
        if not self._is_signed(body, signature):
            return UNSIGNED
        told = _json(body)
        if told is None:
            return NO_JSON
        return read_events(told, self._inbox.clock(), self._inbox.seals)

    def _is_signed(self, body: bytes, signature: str) -> bool:
        key = self._key.copy()
        key.update(body)
        return hmac.compare_digest(base64.b64encode(key.digest()), signature.encode())


def _json(body: bytes) -> Mapping[str, object] | None:
    try:
        told = json.loads(body)
        told = _sound(told) if UNSOUND.search(body) else told
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _sound(told: Any) -> Any:  # noqa: ANN401 - JSON
    """Without what no database keeps, wherever it stands: the letter 0, and halves of letters."""
    match told:
        case str():
            halves = told.replace("\0", "").encode("utf-16", "surrogatepass")
            return halves.decode("utf-16", "replace")
        case list():
            return [_sound(one) for one in told]
        case dict():
            return {_sound(key): _sound(one) for key, one in told.items()}
    return told
