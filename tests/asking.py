"""Requests to the web process' application itself, from any address, without a server between."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.web import Web

T = TypeVar("T")


def played(what: Coroutine[Any, Any, T]) -> T:
    """Played to its end in a thread of its own: in this one a browser's loop may be running."""
    with ThreadPoolExecutor(1) as own:
        return own.submit(asyncio.run, what).result()


@dataclass
class Answered:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


async def ask(
    web: Web,
    path: str,
    *,
    peer: str = "127.0.0.1",
    through: str = "",
    method: str = "GET",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answered:
    """`peer` connects; `through` is what proxies wrote into X-Forwarded-For."""
    told = {**(headers or {})}
    if through:
        told["x-forwarded-for"] = through
    if body is not None:
        told["content-length"] = str(len(body))
    scope = {
        "type": "http",
        "http_version": "1.1",
        "scheme": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in told.items()],
        "client": (peer, 50_000),
        "server": ("127.0.0.1", 8000),
    }
    found = Answered()

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body or b"", "more_body": False}

    async def send(message: Mapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            found.status = message["status"]
            found.headers = {one.decode(): value.decode() for one, value in message["headers"]}
        else:
            found.body += message.get("body", b"")

    await web(scope, receive, send)
    return found
