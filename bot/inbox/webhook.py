"""POST /callback: 200 once every event is durable; the rest of the work happens after commit.

Two ways to be served: in the loop of gunicorn's asyncio worker (`answer`, what Procfile runs), and
as a route of Flask wherever the application is run by threads.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import structlog
from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from bot.inbox.door import DONE, LARGEST_BODY, TOO_LARGE, TOO_SLOW, UNREACHABLE, Answer, Door
from bot.inbox.long_way import UNREACHABLE as ERRORS
from bot.inbox.receiving import Receiving

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

BODY_SECONDS = 10.0  # for a whole body: LINE needs milliseconds
ANSWER_SECONDS = 1.5  # LINE waits for two; what is kept later is known again when it is resent

log = structlog.get_logger()


class Webhook:
    """A body goes through the door; its events are settled one after the other."""

    def __init__(self, door: Door, receiving: Receiving) -> None:
        self._door, self._receiving = door, receiving

    def blueprint(self) -> Blueprint:
        """The route for Flask's threads."""
        blueprint = Blueprint("webhook", __name__)

        @blueprint.post("/callback")
        def callback() -> Response:
            answer = self._in_thread()
            return Response(answer.body, answer.status, mimetype="application/json")

        return blueprint

    def _in_thread(self) -> Answer:
        if (request.content_length or 0) > LARGEST_BODY:
            return TOO_LARGE
        signature = request.headers.get("X-Line-Signature", "")
        request.max_content_length = LARGEST_BODY  # a body that does not tell its size, too
        try:
            content = request.get_data()
        except RequestEntityTooLarge:
            return TOO_LARGE
        found = self._door.read(content, signature)
        if isinstance(found, Answer):
            return found
        try:
            for incoming in found:
                self._receiving.put(incoming).result()
        except ERRORS as error:
            return _unreachable(error)
        return DONE

    async def answer(self, headers: dict[bytes, bytes], receive: Receive) -> Answer:
        """To one request in the loop."""
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await whole_body(headers, receive)
        except TimeoutError:
            return TOO_SLOW
        if body is None:
            return TOO_LARGE
        signature = headers.get(b"x-line-signature", b"").decode("latin-1")
        found = self._door.read(body, signature)
        if isinstance(found, Answer):
            return found
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                for incoming in found:
                    await asyncio.wrap_future(self._receiving.put(incoming))
        except (*ERRORS, TimeoutError) as error:
            return _unreachable(error)
        return DONE


async def whole_body(headers: dict[bytes, bytes], receive: Receive) -> bytes | None:
    """The whole body; None as soon as it is seen to be too large."""
    told = headers.get(b"content-length", b"0")
    if told.isdigit() and int(told) > LARGEST_BODY:
        return None
    parts, size = [], 0
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > LARGEST_BODY:
            return None
        if not message.get("more_body"):
            return b"".join(parts)


def _unreachable(error: Exception) -> Answer:
    log.error("database_unreachable", error=str(getattr(error, "orig", error)))
    return UNREACHABLE
