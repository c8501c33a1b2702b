"""What LINE answers, read with care: an odd answer costs what was asked for, and no more."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import structlog
from linebot.v3.messaging import ApiException

from bot.cause import event_id
from bot.outbox.errors import PASSING, LineError

REQUEST_ID = "x-line-request-id"

Json = dict[str, Any]

log = structlog.get_logger()


def note(path: str, status: int, headers: Mapping[str, str]) -> None:
    """Into the log, by which id LINE's support finds what followed from an event."""
    if event_id():
        asked = headers.get(REQUEST_ID, "")
        log.info("line_answered", path=path, status=status, line_request_id=asked)


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


def refused(error: ApiException) -> LineError:
    """What LINE said to a call it did not take, with the id its support asks for."""
    status = error.status or 0
    retry = status >= 500 or (status in PASSING and not is_monthly_limit(str(error.body)))
    given = (error.headers or {}).get(REQUEST_ID, "")
    asked = f" (x-line-request-id {given})" if given else ""
    return LineError(
        f"LINE answered {status}: {str(error.body)[:500]}{asked}",
        retry=retry,
        status=status,
        unknown=status >= 500,
    )


def is_monthly_limit(text: str) -> bool:
    """LINE has no code for it, only this sentence."""
    return "monthly limit" in text
