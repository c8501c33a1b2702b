"""The phone page in the system's Chromium, with a bot that answers a few words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.cards import ANSWERS
from tests.browser.pages import still
from tests.emulators.line_room import Room, opened, text

CHROMIUM = "/usr/bin/chromium"
WIDE, PHONE = (1280, 900), (390, 844)
Opening = Callable[..., Page]

expect.set_options(timeout=20_000)  # milliseconds: a busy machine is no defect of the page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def room() -> Iterator[Room]:
    """The emulator and a bot: it knows a few words, and says the others back."""
    with opened() as made:
        made.then = lambda event: answer(made, event)
        yield made


def answer(room: Room, event: dict[str, Any]) -> None:
    """The bot's whole wit."""
    if "replyToken" in event:
        said = event.get("message", {}).get("text") or event["type"]
        room.reply(event, ANSWERS.get(said, text(f"ได้ยินว่า {said}")))


@pytest.fixture
def page(browser: Browser, room: Room) -> Iterator[Page]:
    """The page on a desk; an error in it, or a call to anybody else, fails the test."""
    yield from opened_page(browser, room, WIDE)


@pytest.fixture
def small(browser: Browser, room: Room) -> Iterator[Page]:
    """The page on a phone."""
    yield from opened_page(browser, room, PHONE)


def opened_page(browser: Browser, room: Room, size: tuple[int, int]) -> Iterator[Page]:
    """A page of this size, watched."""
    context = still(browser, size)
    made = context.new_page()
    trouble: list[str] = []
    made.on("pageerror", lambda error: trouble.append(str(error)))
    made.on("console", lambda line: trouble.append(line.text) if line.type == "error" else None)
    made.on(
        "request",
        lambda request: trouble.append(request.url) if foreign(request.url, room) else None,
    )
    made.goto(room.running.address)
    made.get_by_role("region", name="โทรศัพท์ของ สมชาย").wait_for()
    yield made
    context.close()
    assert trouble == []


def foreign(url: str, room: Room) -> bool:
    """Whether an address is not the emulator's."""
    return not url.startswith((room.running.address, "data:", "blob:"))
