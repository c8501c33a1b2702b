"""LINE's Messaging API on this machine: `start` it, give the bot its address, talk through
`/_emulator/say`.

api.line.me and api-data.line.me lie under one address. Every refusal, status and limit is LINE's
own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from werkzeug import Request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from emulators import faults as trouble
from emulators import serving
from emulators.line import (
    accounts,
    channel,
    chatting,
    content,
    control,
    menu_links,
    menus,
    naming,
    sending,
)
from emulators.line.calls import Answer, Call, Refusal
from emulators.line.clock import Ticking
from emulators.line.memory import Memory
from emulators.line.state import Line
from emulators.phone import page

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ROUTES = [
    *sending.ROUTES,
    *chatting.ROUTES,
    *content.ROUTES,
    *accounts.ROUTES,
    *menus.ROUTES,
    *menu_links.ROUTES,
    *channel.ROUTES,
    *control.ROUTES,
    *page.ROUTES,
]
URLS = Map(
    [Rule(path, methods=[method], endpoint=(path, handler)) for method, path, handler in ROUTES]
)
OPEN = ("/_emulator", "/phone/", "/oauth2/", "/v2/oauth/")
BAD_TOKEN = (
    "Authentication failed due to the following reason: invalid token. "  # noqa: S105 - LINE's sentence
    "Confirm that the access token in the authorization header is valid."
)
NO_TOKEN = (
    "Authentication failed. Confirm that the access token in the authorization header is valid, "  # noqa: S105
    "and that the request header includes it."
)


class Running(serving.Running):
    """The emulator, running; `line` is its state."""

    def __init__(self, line: Line, port: int, memory: Memory | None = None) -> None:
        self.line, self._memory = line, memory
        super().__init__(app(line, memory.changed if memory else None), port)

    def stop(self) -> None:
        """Stops answering; forgets everything, or saves it where it was told to keep it."""
        super().stop()
        if self._memory:
            self._memory.close()


def start(  # noqa: PLR0913 - one keyword a setting
    port: int = 0,
    *,
    secret: str,
    token: str,
    webhook: str | None = None,
    resolve: Mapping[str, str] | None = None,
    now: datetime | Ticking | None = None,
    quota: int | None = 300,
    people: Iterable[Mapping[str, Any] | str] = (),
    on_clock: Callable[[datetime], None] | None = None,
    keep: Path | None = None,
) -> Running:
    """Starts the emulator for one channel on 127.0.0.1; port 0 takes any free one.

    `resolve` maps https beginnings to local servers, `now` is where (or by which clock) its time
    starts, `quota` the messages of a month (None: no limit), `on_clock` is called when somebody
    sets the clock. With a folder to `keep` things in, the next start with it knows people, chats
    and content again, and goes on from the moment of the stop; `now` and `people` are for the
    first.
    """
    line = Line(secret, token, webhook=webhook, resolve=resolve, now=now, quota=quota)
    memory = Memory(line, keep) if keep else None
    line.clock.on_set = on_clock
    if not line.people:
        line.add_people(people)
    return Running(line, port, memory)


def app(line: Line, changed: Callable[[], None] | None = None) -> WSGIApplication:
    """The emulator as a WSGI app, faults in front; `changed` hears of every write."""

    def serve(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        request_id = naming.request_id()
        with Request(environ) as request:
            answer = answered(line, request, request_id)
            note(line, request, request_id, answer)
            if changed and request.method != "GET":
                changed()
        return trouble.send(packed(answer, request_id), start_response)

    def refuse(status: int, reason: str, environ: WSGIEnvironment) -> serving.Answer:
        texts = {
            429: "The API rate limit has been exceeded. Try again later.",
            500: "Internal server error",
        }
        request, request_id = Request(environ), naming.request_id()
        answer = Answer({"message": reason or texts.get(status, HTTPStatus(status).phrase)}, status)
        note(line, request, request_id, answer)
        return packed(answer, request_id)

    return trouble.guard(serve, line.faults, refuse)


def answered(line: Line, request: Request, request_id: str) -> Answer:
    """Finds the route, checks the token and the rate, asks the handler."""
    try:
        (template, handler), args = URLS.bind_to_environ(request.environ).match()
        if not request.path.startswith(OPEN) and request.path != "/":
            authorise(line, request)
            if not line.limits.take(f"{request.method} {template}"):
                raise Refusal(429, "The API rate limit has been exceeded. Try again later.")
        answer: Answer = handler(Call(line, request, args, request_id))
        return answer
    except Refusal as no:
        return Answer(no.body(), no.status, headers=no.headers)
    except HTTPException as no:
        return Answer({"message": "Not found" if no.code == 404 else no.name}, no.code or 404)


def authorise(line: Line, request: Request) -> None:
    """401 without a token that is the channel's own or was issued and still lives (LINE: Channel
    access token).
    """
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not given:
        raise Refusal(401, NO_TOKEN)
    until = line.issued_tokens.get(given)
    if given != line.token and (until is None or until < line.clock.now()):
        raise Refusal(401, BAD_TOKEN)


def note(line: Line, request: Request, request_id: str, answer: Answer) -> None:
    """Writes down what the bot asked and was told; the rehearsal's own calls are not the bot's."""
    if request.path.startswith(("/_emulator", "/phone/")) or request.path == "/":
        return
    raw = request.get_data()
    asked = {
        "requestId": request_id,
        "time": line.clock.now().isoformat(),
        "method": request.method,
    }
    told = {
        "path": request.full_path.rstrip("?"),
        "retryKey": request.headers.get("X-Line-Retry-Key"),
    }
    body = readable(raw) if request.mimetype == "application/json" else None
    said = None if isinstance(answer.body, bytes) else answer.body
    with line.changed:
        line.sent.append(asked | told | {"body": body, "status": answer.status, "answer": said})
        line.changed.notify_all()


def readable(raw: bytes) -> object:
    """JSON if it is that, else the text that came."""
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return raw[:2000].decode(errors="replace")


def packed(answer: Answer, request_id: str) -> serving.Answer:
    """The answer with LINE's headers."""
    phrase = HTTPStatus(answer.status).phrase
    headers = [
        ("Content-Type", answer.kind),
        ("X-Line-Request-Id", request_id),
        *answer.headers.items(),
    ]
    return f"{answer.status} {phrase}", headers, answer.encoded()
