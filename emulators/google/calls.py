"""One request to the Google emulator: who asks, for what, with which words; read once and handed to
everyone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

from emulators.google import refusals
from emulators.google.state import Account, Google
from emulators.serving import Answer

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


@dataclass
class Call:
    """A request. `parts` are the pieces of the path its route caught, decoded."""

    google: Google
    environ: WSGIEnvironment
    parts: tuple[str, ...] = ()

    @property
    def method(self) -> str:
        """The method, the one meant when a long GET comes as a POST."""
        return str(
            self.environ.get("HTTP_X_HTTP_METHOD_OVERRIDE") or self.environ["REQUEST_METHOD"]
        )

    @property
    def raw_path(self) -> str:
        """The path as it was sent, so that an encoded slash in a tab's title stays part of it."""
        sent = str(self.environ.get("REQUEST_URI") or self.environ["PATH_INFO"])
        return urlsplit(sent).path if "://" in sent else sent.partition("?")[0]

    @cached_property
    def body(self) -> bytes:
        """The whole body."""
        sent: bytes = self.environ["wsgi.input"].read()
        return sent

    @cached_property
    def query(self) -> dict[str, list[str]]:
        """The query; a long GET sent as a POST carries it in its body."""
        text: str = self.environ.get("QUERY_STRING", "")
        if self.method != self.environ["REQUEST_METHOD"]:
            text = "&".join(part for part in (text, self.body.decode()) if part)
        return parse_qs(text, keep_blank_values=True)

    def say(self, name: str, default: str = "") -> str:
        """One parameter of the query."""
        return self.query.get(name, [default])[0]

    def flag(self, name: str) -> bool:
        """A yes or no of the query, however the client writes it."""
        return self.say(name).lower() == "true"

    @property
    def json(self) -> dict[str, Any]:
        """The body as a JSON object; 400 when it is none, NaN included."""
        try:
            said = json.loads(self.body or b"{}", parse_constant=no_constant)
        except ValueError:
            said = None
        if not isinstance(said, dict):
            raise refusals.sheets(400, "Invalid JSON payload received. Parse error.")
        return said

    @property
    def base(self) -> str:
        """Where the client finds this server."""
        return (
            f"http://{self.environ.get('HTTP_HOST') or '127.0.0.1:' + self.environ['SERVER_PORT']}"
        )

    @cached_property
    def account(self) -> Account:
        """Who asks; 401 without a token or with one that has run out."""
        kind, _, token = self.environ.get("HTTP_AUTHORIZATION", "").partition(" ")
        known, until = self.google.tokens.get(token, (self.google.account(), None))
        if (
            kind != "Bearer"
            or not token
            or (until is not None and until <= self.google.clock.now())
        ):
            if self.raw_path.startswith("/v4/"):
                message = (
                    "Request had invalid authentication credentials. Expected OAuth 2 access token."
                )
                raise refusals.sheets(401, message)
            raise refusals.drive(
                401,
                "authError",
                "Invalid Credentials",
                locationType="header",
                location="Authorization",
            )
        return known


def no_constant(name: str) -> float:
    """NaN and Infinity are no JSON."""
    raise ValueError(name)


def decoded(parts: tuple[str | Any, ...]) -> tuple[str, ...]:
    """Pieces of a raw path as text."""
    return tuple(unquote(part) for part in parts if part is not None)


def reply(body: object, status: int = 200) -> Answer:
    """A JSON answer."""
    return refusals.reply(status, body)
