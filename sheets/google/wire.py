"""The one HTTP connection to Google, for both client libraries: signed in, with time-outs, one
session a thread.

googleapiclient brings httplib2, which mixes up the answers of threads, sends a cut POST a second
time and follows 308; so its calls go over requests like gspread's.
"""

from __future__ import annotations

import threading
from typing import Any

import gspread
import httplib2
import requests
from google.auth.transport.requests import AuthorizedSession, Request

from sheets.google.refusals import refusal

HOSTS = ("https://sheets.googleapis.com", "https://www.googleapis.com")
TIMEOUT = (5.0, 60.0)  # seconds to connect, seconds of silence


class Wire:
    """Signed-in HTTP. `base` replaces Google's own hosts and then no proxy of the environment is
    used.
    """

    def __init__(
        self,
        credentials: Any,  # noqa: ANN401
        base: str | None,
        timeout: tuple[float, float] = TIMEOUT,
    ) -> None:
        self.credentials = credentials
        self.base = base.rstrip("/") if base else None
        self.timeout = timeout
        self._mine = threading.local()

    @property
    def session(self) -> requests.Session:
        """This thread's session."""
        if not hasattr(self._mine, "session"):
            tokens = requests.Session()
            session = AuthorizedSession(
                self.credentials, auth_request=Request(tokens), refresh_timeout=self.timeout[1]
            )
            session.trust_env = tokens.trust_env = self.base is None
            self._mine.session = session
        found: requests.Session = self._mine.session
        return found

    def send(self, method: str, uri: str, **more: Any) -> requests.Response:  # noqa: ANN401
        """One request, sent once; redirects are answers."""
        host = next((host for host in HOSTS if uri.startswith(host)), None)
        if self.base and host:
            uri = self.base + uri.removeprefix(host)
        return self.session.request(
            method, uri, timeout=self.timeout, allow_redirects=False, **more
        )

    def request(
        self,
        uri: str,
        method: str = "GET",
        body: bytes | str | None = None,
        headers: dict[str, str] | None = None,
        **_: object,
    ) -> tuple[httplib2.Response, bytes]:
        """As httplib2 answers, for googleapiclient."""
        answer = self.send(method, uri, data=body, headers=headers)
        told = httplib2.Response(
            {"status": str(answer.status_code)} | {k.lower(): v for k, v in answer.headers.items()}
        )
        told.reason = answer.reason
        return told, answer.content


class SheetsClient(gspread.HTTPClient):  # type: ignore[misc]
    """gspread's calls over our wire; the refusal is ours, as gspread's stumbles over bodies it does
    not expect.
    """

    def __init__(self, wire: Wire) -> None:
        super().__init__(None, session=requests.Session())
        self._wire = wire

    def request(self, method: str, endpoint: str, **more: Any) -> requests.Response:  # noqa: ANN401
        """One request; `Refusal` unless Google says yes."""
        answer = self._wire.send(method, endpoint, **more)
        if not answer.ok or answer.status_code >= 300:
            raise refusal(answer.status_code, answer.content)
        return answer
