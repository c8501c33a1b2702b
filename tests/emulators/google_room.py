"""A client of the Google emulator that knows nothing but HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from emulators.google import server as emulator
from emulators.google.state import FOLDER, SPREADSHEET, Google


class Client:
    """Asks the emulator as one account."""

    def __init__(self, running: emulator.Running, token: str = "test") -> None:
        self.google: Google = running.google
        self.address = running.address
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.headers["Authorization"] = f"Bearer {token}"

    def ask(self, method: str, path: str, **more: Any) -> requests.Response:  # noqa: ANN401
        """One request."""
        return self.session.request(
            method, self.address + path, timeout=10, allow_redirects=False, **more
        )

    def ids(self, count: int = 1) -> list[str]:
        """Reserved ids."""
        found: list[str] = self.ask("GET", f"/drive/v3/files/generateIds?count={count}").json()[
            "ids"
        ]
        return found

    def make(self, mime: str = FOLDER, query: str = "", **meta: Any) -> requests.Response:  # noqa: ANN401
        """A file without bytes."""
        return self.ask(
            "POST", f"/drive/v3/files?{query}", json={"name": "ก", "mimeType": mime} | meta
        )

    def spreadsheet(self) -> str:
        """A new spreadsheet's id."""
        return str(self.make(SPREADSHEET).json()["id"])

    def batch(self, id: str, *asked: dict[str, Any]) -> requests.Response:
        """`spreadsheets.batchUpdate`."""
        return self.ask(
            "POST", f"/v4/spreadsheets/{id}:batchUpdate", json={"requests": list(asked)}
        )

    def put(
        self, id: str, range_: str, values: list[list[Any]], option: str = "RAW"
    ) -> requests.Response:
        """`values.update`."""
        path = f"/v4/spreadsheets/{id}/values/{range_}?valueInputOption={option}"
        return self.ask("PUT", path, json={"values": values})

    def values(self, id: str, range_: str, **query: str) -> dict[str, Any]:
        """`values.get`."""
        found: dict[str, Any] = self.ask(
            "GET", f"/v4/spreadsheets/{id}/values/{range_}", params=query
        ).json()
        return found

    def begin(self, total: int | None = None, **meta: Any) -> str:  # noqa: ANN401
        """A resumable session's path."""
        headers = {"X-Upload-Content-Length": str(total)} if total is not None else {}
        answer = self.ask(
            "POST",
            "/upload/drive/v3/files?uploadType=resumable&fields=id,size",
            json=meta,
            headers=headers,
        )
        assert answer.status_code == 200
        return answer.headers["Location"].removeprefix(self.address)


@pytest.fixture
def google() -> Iterator[Client]:
    """A user with `drive.file`, at a Google where nothing has happened."""
    with emulator.start() as running:
        assert isinstance(running, emulator.Running)
        yield Client(running)


def reason(answer: requests.Response) -> tuple[int, str]:
    """Status and Drive's reason."""
    return answer.status_code, answer.json()["error"]["errors"][0]["reason"]


def message(answer: requests.Response) -> tuple[int, str]:
    """Status and message."""
    return answer.status_code, answer.json()["error"]["message"]
