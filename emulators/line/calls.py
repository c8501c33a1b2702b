"""One call to the Messaging API: what was asked, how it is refused, how it is answered (LINE: Error
responses).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from werkzeug import Request

from emulators.line.state import Line

LARGEST = 2 * 1024 * 1024


class Refusal(Exception):  # noqa: N818 - LINE's answer, not our error
    """LINE says no: a status, a sentence, and which property is wrong."""

    def __init__(
        self,
        status: int,
        message: str,
        details: list[dict[str, str]] | None = None,
        **extra: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(message)
        self.status, self.message, self.details = status, message, details
        self.headers: dict[str, str] = extra.pop("headers", {})
        self.extra = extra

    def body(self) -> dict[str, Any]:
        """LINE's error body; `details` is left out when there are none."""
        return (
            {"message": self.message}
            | ({"details": self.details} if self.details else {})
            | self.extra
        )


@dataclass
class Answer:
    """What is sent back: JSON, or bytes of some kind."""

    body: Any = field(default_factory=dict)
    status: int = 200
    kind: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)

    def encoded(self) -> bytes:
        """The bytes on the wire."""
        return (
            self.body
            if isinstance(self.body, bytes)
            else json.dumps(self.body, ensure_ascii=False).encode()
        )


@dataclass
class Call:
    """A request that has been matched to a route."""

    line: Line
    request: Request
    args: Mapping[str, str]
    request_id: str

    def json(self) -> dict[str, Any]:
        """The JSON object in the body. Refuses with 413 above 2 MB, 415 for another content type,
        400 for no JSON.
        """
        raw = self.request.get_data()
        if len(raw) > LARGEST:
            raise Refusal(413, "Request Entity Too Large")
        if self.request.mimetype != "application/json":
            raise Refusal(
                415, f"The content type, {self.request.mimetype or 'null'}, is not supported"
            )
        return parsed(raw)

    @property
    def retry_key(self) -> str | None:
        """The value of `X-Line-Retry-Key`."""
        return self.request.headers.get("X-Line-Retry-Key")


def parsed(raw: bytes) -> dict[str, Any]:
    """The JSON object these bytes are, or LINE's 400."""
    try:
        told = json.loads(raw, parse_constant=refuse_constant)
    except (ValueError, RecursionError) as wrong:
        line, column = getattr(wrong, "lineno", 1), getattr(wrong, "colno", 1)
        message = f"The request body could not be parsed as JSON (line: {line}, column: {column})"
        raise Refusal(400, message) from wrong
    if not isinstance(told, dict):
        raise Refusal(400, "The request body could not be parsed as JSON (line: 1, column: 1)")
    return told


def refuse_constant(word: str) -> None:
    """NaN and Infinity are Python's, not JSON's."""
    raise ValueError(word)


Handler = Callable[[Call], Answer]
Route = tuple[str, str, Handler]
