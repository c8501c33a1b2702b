"""Whoever asks for a large page or file and takes nothing of it, or hangs up in the middle, keeps
no page from anybody: their thread is free again.
"""

import asyncio
import threading
from collections.abc import Mapping

import pytest
from flask import Flask, Response

from bot.web import PAGES_AT_ONCE, Web
from tests.asking import ask, played
from tests.world import World

PIECES = 50  # more than are held between a thread and whoever takes them
AT_MOST = 30.0  # seconds; nobody waits so long where threads are free


@pytest.fixture
def given_back() -> threading.Semaphore:
    """Counts the files that a thread has done with."""
    return threading.Semaphore(0)


@pytest.fixture
def app(talk_on_sqlite: World, given_back: threading.Semaphore) -> Flask:
    """With a file that is larger than what lies between."""
    made = Flask("large")
    made.extensions.update(talk_on_sqlite.app.extensions)

    @made.get("/large")
    def large() -> Response:
        answer = Response(b"x" * 8192 for _ in range(PIECES))
        answer.call_on_close(given_back.release)
        return answer

    @made.get("/small")
    def small() -> str:
        return "here"

    return made


def asked(web: Web, taken: asyncio.Semaphore) -> "asyncio.Task[None]":
    """Somebody who takes the beginning of the file and no more."""

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Mapping[str, object]) -> None:
        taken.release()
        if message["type"] == "http.response.body":
            await asyncio.Event().wait()

    scope: dict[str, object] = {
        "type": "http",
        "http_version": "1.1",
        "scheme": "http",
        "method": "GET",
        "path": "/large",
        "query_string": b"",
        "headers": [],
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 8000),
    }

    async def play() -> None:
        await web(scope, receive, send)

    return asyncio.create_task(play())


@pytest.mark.parametrize("hangs_up", [False, True], ids=["takes nothing", "hangs up"])
def test_a_thread_is_never_lost_to_whoever_does_not_take_an_answer(
    app: Flask, given_back: threading.Semaphore, hangs_up: bool
) -> None:
    async def play() -> bytes:
        web, taken = Web(app, take_seconds=0.2), asyncio.Semaphore(0)
        idle = [asked(web, taken) for _ in range(PAGES_AT_ONCE)]
        for _ in range(2 * PAGES_AT_ONCE):  # the head and the first piece of each
            await taken.acquire()
        if hangs_up:
            for one in idle:
                one.cancel()
        small = await asyncio.wait_for(ask(web, "/small"), AT_MOST)
        for _ in idle:
            assert await asyncio.to_thread(given_back.acquire, timeout=AT_MOST)
        return small.body

    assert played(play()) == b"here"
