"""A room to rehearse in: LINE's emulator, two people, and a bot that does as it is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import requests

from emulators import serving
from emulators.line import server
from emulators.line.clock import BANGKOK

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

SECRET, TOKEN = "a channel secret", "a channel access token"
MORNING = datetime(2013, 3, 20, 9, 0, tzinfo=BANGKOK)
NOBODY = "U" + "0" * 32
GROUP = "C" + "1" * 32


@dataclass
class Heard:
    """One POST the bot received."""

    body: bytes
    signature: str

    @property
    def events(self) -> list[dict[str, Any]]:
        """The events in it."""
        found: list[dict[str, Any]] = json.loads(self.body)["events"]
        return found


class Room:
    """The emulator at nine in the morning; Somchai is a friend, Somying has not added the bot."""

    def __init__(self, keep: Path | None = None) -> None:
        self.heard: list[Heard] = []
        self.status = "200 OK"
        self.then: Callable[[dict[str, Any]], object] | None = None
        people: list[dict[str, Any]] = [{"name": "สมชาย", "friend": True}, {"name": "สมหญิง"}]
        self.bot = serving.start(self.listen)
        at = self.bot.address
        self.running = server.start(
            secret=SECRET, token=TOKEN, now=MORNING, people=people, webhook=at, keep=keep
        )
        self.line = self.running.line
        self.somchai, self.somying, *_ = self.line.people
        self.http = requests.Session()

    def listen(self, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        """The bot: notes what it hears, does what it was told to."""
        heard = Heard(environ["wsgi.input"].read(), environ.get("HTTP_X_LINE_SIGNATURE", ""))
        self.heard.append(heard)
        if self.then is not None:
            for event in heard.events:
                self.then(event)
        start_response(self.status, [])
        return [b"{}"]

    def api(self, method: str, path: str, body: object = None, **headers: str) -> requests.Response:
        """A call of the bot's to LINE."""
        given = {"Authorization": f"Bearer {TOKEN}"} | {
            k.replace("_", "-"): v for k, v in headers.items()
        }
        return self.http.request(
            method, self.running.address + path, json=body, headers=given, timeout=10
        )

    def post(self, path: str, body: object = None, **headers: str) -> requests.Response:
        """A POST of the bot's to LINE, below /v2/bot."""
        return self.api("POST", f"/v2/bot{path}", {} if body is None else body, **headers)

    def get(self, path: str) -> requests.Response:
        """A GET of the bot's from LINE, below /v2/bot."""
        return self.api("GET", f"/v2/bot{path}")

    def reply(
        self, event: dict[str, Any], *messages: dict[str, Any], **headers: str
    ) -> requests.Response:
        """Answers an event."""
        told = {"replyToken": event["replyToken"], "messages": list(messages or (text("ได้รับแล้ว"),))}
        return self.post("/message/reply", told, **headers)

    def push(self, to: str, *messages: dict[str, Any], **headers: str) -> requests.Response:
        """Sends something unasked."""
        return self.post(
            "/message/push", {"to": to, "messages": list(messages or (text("เตือน"),))}, **headers
        )

    def control(self, path: str, body: object = None) -> requests.Response:
        """A call to the rehearsal's own addresses."""
        method = "GET" if body is None else "POST"
        return self.http.request(
            method, f"{self.running.address}/_emulator{path}", json=body, timeout=10
        )

    def say(self, **what: Any) -> dict[str, Any]:  # noqa: ANN401
        """Somchai (or `user`) does something; returns what the emulator tells."""
        answer = self.control("/say", {"user": self.somchai} | what)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def chat(self, user: str, after: int = 0) -> dict[str, Any]:
        """Somebody's chat."""
        told: dict[str, Any] = self.control(f"/chat/{user}?after={after}").json()
        return told

    def shown(self, user: str) -> list[str]:
        """The texts the bot put into somebody's chat."""
        return [m["message"]["text"] for m in self.chat(user)["messages"] if m["from"] == "bot"]

    def later(self, **by: int) -> None:
        """Time passes."""
        assert self.control("/clock", {"forward": by}).status_code == 200

    def stop(self) -> None:
        """Ends both servers."""
        self.http.close()
        self.running.stop()
        self.bot.stop()


@contextmanager
def opened(keep: Path | None = None) -> Iterator[Room]:
    """A room that is tidied up afterwards; what is said in it stays in `keep`."""
    room = Room(keep)
    try:
        yield room
    finally:
        room.stop()


def text(words: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """A text message."""
    return {"type": "text", "text": words, **more}


def message(answer: requests.Response) -> str:
    """The sentence of a refusal."""
    return str(answer.json()["message"])
