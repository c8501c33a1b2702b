"""The real demo in a process of its own, and people who hold its phones."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
from playwright.sync_api import Browser, Locator, Page, expect

from bot.demo.ports import is_free
from tests.browser.pages import still

PROGRAMMES = Path(__file__).parents[2] / "programmes"
ENDS_WITHIN = 30  # seconds; the demo gives the bot and its worker ten each
SLOW = 30_000  # milliseconds that an answer may take while everything else runs too
ANOTHER = "+ เพิ่มคนใหม่"


@dataclass(frozen=True, slots=True)
class Demo:
    """Where the running demo's phone page and its Google are."""

    page: str
    google: str

    def ask(self, path: str) -> dict[str, Any]:
        """One of the rehearsal's own addresses, as JSON."""
        answer = requests.get(f"{self.page}/_emulator{path}", timeout=30)
        assert answer.ok, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def person(self, name: str) -> str:
        """The id of who is called so."""
        return str(
            next(one["id"] for one in self.ask("/people")["people"] if one["name"].startswith(name))
        )

    def kept(self) -> list[str]:
        """The names of the pictures that lie in the Google emulator's Drive by now."""
        files = requests.get(f"{self.google}/_emulator/files", timeout=30).json()["files"]
        return [one["name"] for one in files if one["mimeType"].startswith("image/")]

    def refused(self) -> list[dict[str, Any]]:
        """Requests of the bot's that LINE would not take."""
        return [one for one in self.ask("/sent")["sent"] if one["status"] >= 400]


@contextmanager
def demo(folder: Path, **settings: str) -> Iterator[Demo]:
    """`raingan demo` in this folder; a second time with the same folder it goes on. Ended by its
    own id.
    """
    if not (folder / "programmes").exists():
        (folder / "programmes").symlink_to(PROGRAMMES)
    command = [str(Path(sys.executable).with_name("raingan")), "demo", "--port", str(_free_port())]
    with (folder / "demo.err").open("a") as errors:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=_environment() | settings,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    try:
        yield _greeting(process, folder)
    finally:
        _end(process)


def _end(process: subprocess.Popen[str]) -> None:
    """Asks it to stop; what does not stop in time is killed, and fails."""
    process.terminate()
    try:
        process.wait(timeout=ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    finally:
        with process:  # waits, and closes the pipe
            pass


def _environment() -> dict[str, str]:
    """The demo's own settings, whatever is set around the tests."""
    return {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "RAINGAN_NOW"}
    }


def _greeting(process: subprocess.Popen[str], folder: Path) -> Demo:
    """Reads what the demo prints once it can be used."""
    assert process.stdout is not None
    said = process.stdout.readline() + process.stdout.readline()
    found = re.search(r"demo: (http://\S+)/\n.*Sheets (http://\S+)/", said)
    assert found, f"{said}\n{(folder / 'demo.err').read_text()}"
    return Demo(*found.groups())


def _free_port() -> int:
    """A port whose next two are free as well, the demo's own: below those that outgoing calls of
    this machine take for themselves between the choice and the start.
    """
    return next(
        port
        for port in iter(lambda: random.randrange(20_000, 32_000), 0)
        if all(map(is_free, (port, port + 1, port + 2)))
    )


@contextmanager
def desk(
    browser: Browser, at: Demo, left: str, right: str, size: tuple[int, int]
) -> Iterator[Page]:
    """The phone page, a phone each for two people. An error in it or a call to anybody else
    fails.
    """
    context = still(browser, size)
    page = context.new_page()
    page.set_default_timeout(SLOW)
    trouble: list[str] = []
    own = (at.page, "data:", "blob:")
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda line: trouble.append(line.text) if line.type == "error" else None)
    page.on(
        "request",
        lambda request: None if request.url.startswith(own) else trouble.append(request.url),
    )
    page.goto(f"{at.page}/?left={at.person(left)}&right={at.person(right)}")
    expect(page.locator(".phone")).to_have_count(2)
    yield page
    context.close()
    assert trouble == []


class Holder:
    """Somebody with a phone in hand: reads, writes, taps, takes pictures."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.phone = page.get_by_role("region", name=f"โทรศัพท์ของ {name}")

    @staticmethod
    def new(page: Page, name: str) -> Holder:
        """Somebody nobody knows yet picks up the first phone."""
        page.get_by_label("คนที่ถือเครื่องที่ 1").select_option(label=ANOTHER)
        dialog = page.get_by_role("dialog", name="เพิ่มคนใหม่")
        dialog.get_by_label("ชื่อคนใหม่").fill(name)
        dialog.get_by_role("button", name="เพิ่มคน", exact=True).click()
        return Holder(page, name)

    @property
    def card(self) -> Locator:
        """The newest card."""
        return self.phone.locator(".bubble").last

    def sees(self, words: str) -> Locator:
        """The newest place where these words stand, once they do."""
        found = self.phone.get_by_text(words).last
        expect(found).to_be_visible(timeout=SLOW)
        return found

    def _hears(self, words: str, before: int) -> None:
        """One more place where these words stand than there were: what stood there is no answer."""
        expect(self.phone.get_by_text(words).nth(before)).to_be_visible(timeout=SLOW)

    def writes(self, words: str, *, sees: str) -> None:
        """Types and sends; then the answer."""
        before = self.phone.get_by_text(sees).count()
        box = self.phone.get_by_label("ข้อความ", exact=True)
        box.fill(words)
        box.press("Enter")
        self._hears(sees, before)

    def taps(self, label: str, *, sees: str, row: str = "") -> None:
        """Taps the newest button with this label, of a card's row if need be; then the answer."""
        before = self.phone.get_by_text(sees).count()
        button = self.page.get_by_role("button", name=label, exact=True)
        rows = self.phone.locator(".box").filter(has_text=row).filter(has=button)
        (rows.last if row else self.phone).locator(button).last.click()
        self._hears(sees, before)

    def sends(self, files: list[Path], *, sees: str) -> None:
        """Taps the quick reply for photos and chooses them from the disk."""
        with self.page.expect_file_chooser() as chooser:
            self.phone.get_by_role("group", name="คำตอบด่วน").get_by_role(
                "button", name="เลือกรูป"
            ).click()
        chooser.value.set_files(files)
        self.sees(sees)

    def sends_file(self, file: Path, *, sees: str) -> None:
        """Attaches a file from the disk."""
        self.phone.get_by_role("button", name="แนบ").click()
        with self.page.expect_file_chooser() as chooser:
            self.page.get_by_role("dialog").get_by_role("button", name="ไฟล์จากเครื่อง").click()
        chooser.value.set_files(file)
        self.sees(sees)

    def replies_to(self, words: str, answer: str, *, sees: str) -> None:
        """Replies to the newest message with these words."""
        quoted = self.phone.locator(".message", has_text=words).last
        quoted.hover()
        quoted.get_by_role("button", name="ตอบกลับข้อความนี้").click()
        self.writes(answer, sees=sees)
