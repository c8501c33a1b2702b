"""POST /callback: 200 once every event is durable; the rest of the work happens after commit.

Two ways to be served: in the loop of gunicorn's asyncio worker (`answer`, what Procfile runs), and
as a route of Flask wherever the application is run by threads.
"""

import asyncio

import structlog
from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from bot.bodies import Receive, Refused, Room
from bot.inbox.door import (
    DONE,
    LARGEST_BODY,
    NO_ROOM,
    TOO_LARGE,
    TOO_SLOW,
    UNREACHABLE,
    Answer,
    Door,
)
from bot.inbox.long_way import UNREACHABLE as ERRORS
from bot.inbox.receiving import Receiving

ANSWER_SECONDS = 1.5  # LINE waits for two; what is kept later is known again when it is resent
ROOM = 32 * LARGEST_BODY  # of a process for webhooks: what is sent to pages takes nothing of it
REFUSED = {
    Refused.TOO_LARGE: TOO_LARGE,
    Refused.TOO_SLOW: TOO_SLOW,
    Refused.NO_ROOM: NO_ROOM,
}

log = structlog.get_logger()


class Webhook:
    """A body goes through the door; its events are settled one after the other."""

    def __init__(self, door: Door, receiving: Receiving) -> None:
        self._door, self._receiving = door, receiving
        self._room = Room(ROOM)

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
        with self._room.taken() as coming:
            body = await coming.read(headers, receive)
        if isinstance(body, Refused):
            return REFUSED[body]
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


def _unreachable(error: Exception) -> Answer:
    log.error("database_unreachable", error=str(getattr(error, "orig", error)))
    return UNREACHABLE
