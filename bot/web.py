"""The web process as gunicorn's asyncio worker runs it: LINE's webhook in the loop, Flask's pages
beside it in threads.
"""

import asyncio
import gc
import sys
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from typing import Any

from a2wsgi import WSGIMiddleware
from flask import Flask
from gunicorn.arbiter import Arbiter
from sqlalchemy.exc import SQLAlchemyError

from bot.app import create_app
from bot.bodies import Message, Receive, Refused, Room
from bot.health import Health
from bot.inbox.door import LARGEST_BODY, NO_ROOM, UNSIGNED
from bot.inbox.inbox import Inbox
from bot.inbox.webhook import Webhook
from bot.pages.safety import HEADERS
from bot.visitors import Visitors
from handlers.vocabulary.words import say

Send = Callable[[Message], Awaitable[None]]

PAGES_AT_ONCE = 4
ROOM = 32 * LARGEST_BODY  # of a process for what is sent to pages, half of it for one address
ROOM_SECONDS = 5  # until whoever had to make room may send again
TAKE_SECONDS = 20.0  # for each piece of an answer: the slowest phone takes one in a few
SAFE = [
    (b"cache-control", b"no-store"),
    *((name.lower().encode(), told.encode()) for name, told in HEADERS.items()),
]
TEXT, JSON = b"text/plain; charset=utf-8", b"application/json"


class Web:
    """An ASGI application."""

    def __init__(self, app: Flask, take_seconds: float = TAKE_SECONDS) -> None:
        self._take_seconds = take_seconds
        self._at_work: set[asyncio.Task[None]] = set()
        self._webhook: Webhook = app.extensions["webhook"]
        self._health: Health = app.extensions["health"]
        self._visitors: Visitors = app.extensions["visitors"]
        self._room = Room(ROOM, of_one=ROOM // 2)
        self._pages: Any = WSGIMiddleware(app, workers=PAGES_AT_ONCE)  # type: ignore[arg-type]

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        asked = _asked(scope)
        if scope["method"] == "HEAD":
            send = _headers_only(send)
        if asked == "POST /callback":
            await self._called(scope, receive, send)
        elif asked == "GET /healthz":
            await _say(send, 200, b"ok\n")
        elif wait := self._visitors.wait(who := self._visitors.who(scope)):
            await _too_many(send, wait)
        elif asked == "GET /readyz":
            problem = await asyncio.to_thread(self._health.readiness)
            await _say(send, 503 if problem else 200, f"{problem or 'ready'}\n".encode())
        else:
            await self._page(who, scope, receive, send)

    async def _called(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """A webhook; only who cannot sign is ever asked to wait."""
        answer = await self._webhook.answer(dict(scope["headers"]), receive)
        if answer is UNSIGNED and (wait := self._visitors.wait_unsigned(self._visitors.who(scope))):
            await _too_many(send, wait)
            return
        more = [_again(ROOM_SECONDS)] if answer is NO_ROOM else []
        await _send(send, answer.status, answer.body, [(b"content-type", JSON), *more])

    async def _page(self, who: str, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """What is sent to a page is read here, in its time: a slow sender keeps no thread busy. It
        takes its room until the page is made.
        """
        headers = dict(scope["headers"])
        async with AsyncExitStack() as until_made:
            if headers.keys() & {b"content-length", b"transfer-encoding"}:
                body = until_made.enter_context(self._room.taken(who))
                content = await body.read(headers, receive)
                if isinstance(content, Refused):
                    await _refuse(send, content)
                    return
                receive = _read_already(content, receive)
            taker = _Taker(send, self._take_seconds)
            await until_made.enter_async_context(self._visitors.place(who))
            work = asyncio.create_task(self._made(until_made.pop_all(), scope, receive, taker))
        self._at_work.add(work)
        work.add_done_callback(self._at_work.discard)
        try:
            await asyncio.shield(work)
        except asyncio.CancelledError:  # nobody is there any more
            taker.is_gone = True
            raise

    async def _made(
        self, place: AsyncExitStack, scope: dict[str, Any], receive: Receive, taker: "_Taker"
    ) -> None:
        async with place:
            await self._pages(scope, receive, taker)


class _Taker:
    """Whoever takes an answer; once they do not, or have hung up, the rest goes nowhere: a thread
    that waited for them would be lost to everybody.
    """

    def __init__(self, send: Send, seconds: float) -> None:
        self._send, self._seconds = send, seconds
        self.is_gone = False

    async def __call__(self, message: Any) -> None:  # noqa: ANN401 - a message of ASGI's
        if self.is_gone:
            return
        try:
            async with asyncio.timeout(self._seconds):
                await self._send(message)
        except (TimeoutError, OSError):
            self.is_gone = True


def _asked(scope: dict[str, Any]) -> str:
    """Such as `GET /healthz`; what asks for the headers only is the same question."""
    method = "GET" if scope["method"] == "HEAD" else scope["method"]
    return f"{method} {scope['path']}"


def _headers_only(send: Send) -> Send:
    async def without_body(message: Message) -> None:
        await send({**message, "body": b""} if "body" in message else message)

    return without_body


def _read_already(body: bytes, receive: Receive) -> Receive:
    left = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Any:  # noqa: ANN401 - a message of ASGI's
        return left.pop() if left else await receive()

    return again


async def _too_many(send: Send, seconds: int) -> None:
    await _wait(send, 429, "page.too_many", seconds)


async def _refuse(send: Send, why: Refused) -> None:
    """What is sent to a page is not taken."""
    match why:
        case Refused.TOO_LARGE:
            await _say(send, 413, b"the body is larger than 1 MiB\n")
        case Refused.TOO_SLOW:
            await _say(send, 408, b"the body did not come in time\n")
        case Refused.NO_ROOM:
            await _wait(send, 503, "page.no_room", ROOM_SECONDS)


async def _wait(send: Send, status: int, sentence: str, seconds: int) -> None:
    """In both languages: nobody is known here."""
    words = "".join(f"{say(sentence, told, seconds=seconds)}\n" for told in ("th", "en"))
    await _say(send, status, words.encode(), _again(seconds), (b"connection", b"close"))


def _again(seconds: int) -> tuple[bytes, bytes]:
    return b"retry-after", str(seconds).encode()


async def _say(send: Send, status: int, words: bytes, *more: tuple[bytes, bytes]) -> None:
    """Answered in the loop: however many pages hang, whether it lives is known."""
    await _send(send, status, words, [(b"content-type", TEXT), *more])


async def _send(send: Send, status: int, body: bytes, told: list[tuple[bytes, bytes]]) -> None:
    headers = [*told, *SAFE, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _settle_memory(inbox: Inbox) -> None:
    """Reads the programmes now, and tells the collector that all that is here stays: it would look
    through it again and again, for a tenth of each event's time.
    """
    with suppress(SQLAlchemyError), inbox.database.reading() as conn:
        inbox.library.current(conn)
    inbox.database.close()  # no connection of ours is older than the process that uses it
    gc.collect()
    gc.freeze()


def create_web() -> Web:
    """What Procfile names; refuses to start, and names every missing setting at once. Gunicorn ends
    at this one number only: at any other it would start the process again and again.
    """
    try:
        app = create_app()
    except SystemExit as refused:
        sys.stderr.write(f"{refused.code}\n")
        raise SystemExit(Arbiter.APP_LOAD_ERROR) from refused
    _settle_memory(app.extensions["inbox"])
    return Web(app)
