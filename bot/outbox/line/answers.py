"""What LINE answers, read with care: an odd answer costs what was asked for, and no more."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bot.outbox.errors import LineError

Json = dict[str, Any]


@contextmanager
def understood() -> Iterator[None]:
    """An answer of LINE's that is not as it should be costs what was asked for, and no more."""
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        raise LineError(f"LINE gave an odd answer: {error!r}", retry=True) from error


def read_answer(content: Any) -> Json:  # noqa: ANN401 - text or bytes
    """The JSON object of an answer. What was asked for has been done, however odd it reads."""
    try:
        told = json.loads(content or "{}")
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def sent_ids(answer: Json) -> list[str]:
    sent = answer.get("sentMessages")
    return (
        [str(one.get("id", "")) for one in sent if isinstance(one, dict)]
        if isinstance(sent, list)
        else []
    )
