"""The rules of a message request; see the tables of LINE's reference, "Message objects"."""

from __future__ import annotations

from typing import Any

from emulators.line_calls import Refusal


def check(body: dict[str, Any], schema: str) -> None:  # noqa: ARG001
    """Refuses a body LINE would refuse; `schema` is its name in LINE's OpenAPI file."""
    messages = body.get("messages")
    if not isinstance(messages, list) or not 1 <= len(messages) <= 5:
        detail = {"message": "Size must be between 1 and 5", "property": "messages"}
        raise Refusal(400, "The request body has 1 error(s)", [detail])
