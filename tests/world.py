"""A whole Raingan for a test: database, web, worker, LINE and Google, people who can talk; nothing is patched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import requests
from sqlalchemy import select

from bot.app import create_app
from bot.assemble import worker_of
from bot.clock import write_clock
from bot.programme_files import read_folder
from bot.seals import Seals
from bot.settings import Settings
from bot.store.engine import Database, open_database
from bot.store.form_tables import surveys, uploads
from bot.store.library import save
from bot.store.migrate import upgrade
from bot.store.people import make_invite
from bot.store.tables import people
from emulators import google as google_emulator
from emulators import line as line_emulator
from emulators import openrosa as openrosa_emulator
from emulators import serving
from emulators.google_accounts import write_credentials
from handlers.known import Invite
from tests.shown import buttons, shown
from thai.dates import BANGKOK

SECRET, TOKEN = "a-channel-secret-for-tests", "a-channel-token-for-tests"
PROGRAMMES = Path(__file__).parents[1] / "programmes"
KEY = "CBI-2556-R1"
PUBLIC = "https://raingan.test"


class World:
    """Everything running. `say`, `tap` and `send` speak as a person and answer with what the bot said since."""

    def __init__(self, folder: Path, database_url: str, *, google: bool = False, sends_on: bool = False) -> None:
        self.folder = folder
        self.clock_file = folder / "clock"
        self.now = datetime(2013, 3, 18, 9, 0, tzinfo=BANGKOK)
        write_clock(self.clock_file, self.now)
        self.line = line_emulator.start(secret=SECRET, token=TOKEN, now=self.now)
        self.google = google_emulator.start() if google else None
        self.openrosa = openrosa_emulator.start(user="รายงาน", password="ลับ") if sends_on else None
        self.settings = self._settings(database_url)
        self.database: Database = open_database(database_url)
        upgrade(self.database)
        programme, forms = read_folder(PROGRAMMES / "cbi-2556-r1")
        with self.database.writing() as conn:
            save(conn, programme, forms, self.now)
        self.worker = worker_of(self.settings)
        self.app = create_app(self.settings)
        self.web = serving.start(self.app)
        self.line.line.webhook = f"{self.web.address}/callback"
        self._seen: dict[str, int] = {}
        self._codes = 0
        self.names: dict[str, str] = {}

    def _settings(self, database_url: str) -> Settings:
        return Settings(
            database_url=database_url,
            line_channel_secret=SECRET,
            line_channel_access_token=TOKEN,
            line_api_base=self.line.address,
            line_data_api_base=self.line.address,
            google_credentials=self._credentials(),
            google_api_base=self.google.address if self.google else "",
            openrosa_server=f"{self.openrosa.address}/v1/projects/1" if self.openrosa else "",
            openrosa_user="รายงาน" if self.openrosa else "",
            openrosa_password="ลับ" if self.openrosa else "",
            public_url=PUBLIC,
            mirror_dir=self.folder / "mirror",
            raingan_now=str(self.clock_file),
            log_level="ERROR",
        )

    def _credentials(self) -> str:
        if self.google is None:
            return ""
        path = self.folder / "google.json"
        write_credentials(path, self.google.address)
        return str(path)

    def stop(self) -> None:
        for server in (self.web, self.line, self.google, self.openrosa):
            if server:
                server.stop()
        for database in (self.database, self.worker.parts.database, self.app.extensions["database"]):
            database.close()

    # time

    def set_clock(self, now: datetime) -> None:
        self.now = now
        write_clock(self.clock_file, now)
        self.post("/_emulator/clock", {"set": now.isoformat()})

    def forward(self, **span: int) -> None:
        self.set_clock(self.now + timedelta(**span))

    # people

    def person(self, name: str) -> str:
        """The LINE id of someone called this, met for the first time if need be."""
        if name not in self.names:
            user = f"U{len(self.names) + 1:032x}"
            self.post("/_emulator/people", {"id": user, "name": name})
            self.names[name] = user
        return self.names[name]

    def invite(self, office: str, role: str, *, code: str = "", uses: int = 1, days: int = 3650) -> str:
        self._codes += 1
        code = code or f"TEST-{self._codes:03d}X"
        with self.database.writing() as conn:
            make_invite(conn, Invite(code, KEY, office, role), uses=uses, days=days, now=self.now)
        return code

    def enrolled(self, name: str, office: str, role: str) -> str:
        """Someone who has come in through the front door: follow, consent, code, name, confirmation."""
        code = self.invite(office, role)
        self.act(name, follow=True)
        for tap in ("ยินยอม",):
            self.tap(name, tap)
        self.say(name, code)
        self.say(name, f"{name} ใจดี")
        self.tap(name, "ถูกต้อง")
        return self.person(name)

    def at_evidence(self, name: str = "สมชาย", office: str = "CBI-BB") -> None:
        """Someone in the middle of indicator 4: 88 of 97 answered, the evidence question on screen."""
        self.enrolled(name, office, "reporter")
        self.say(name, "รายงาน")
        self.tap(name, "เริ่มรายงาน 4")
        for answer in ("97", "88"):
            self.say(name, answer)

    # talking

    def act(self, name: str, **what: Any) -> list[Mapping[str, Any]]:  # noqa: ANN401 - the emulator's own words
        """Does something as a person, lets the worker finish, and answers with the bot's new messages."""
        answer = self.post("/_emulator/say", {"user": self.person(name), **what})
        self.last_status = answer.get("status")
        self.worker.drain()
        return self.heard(name)

    def say(self, name: str, text: str) -> str:
        return shown(self.act(name, text=text))

    def send(self, name: str, **what: Any) -> str:  # noqa: ANN401
        return shown(self.act(name, **what))

    def tap(self, name: str, label: str) -> str:
        """Taps the newest button with this label (of a row of a card: "เริ่มรายงาน 4")."""
        return shown(self.act(name, **_doing(self._button(name, label))))

    def pick(self, name: str, label: str, value: str) -> str:
        """Taps a button that opens a calendar or a clock, and picks."""
        found = self._button(name, label)
        return shown(self.act(name, postback={"data": found["data"], "params": {found["mode"]: value}}))

    def quote(self, name: str, words: str, text: str) -> str:
        """Types in reply to the newest message, of the bot's or their own, that has these words."""
        chat = [one for one in self.chat(name) if words in one["message"].get("text", "")]
        assert chat, f"{name} sees no message with {words!r}"
        return shown(self.act(name, text=text, quote=chat[-1]["id"]))

    def unsend(self, name: str) -> str:
        """Takes the newest photo or file back."""
        mine = [one for one in self.chat(name) if one["from"] == "user" and not one["unsent"]]
        sent = [one["id"] for one in mine if one["message"]["type"] != "text"]
        return shown(self.act(name, unsend=sent[-1]))

    def sealed(self, data: str) -> str:
        """The data of a button as the bot would have sent it: what somebody keeps from an old message."""
        return Seals(SECRET).seal(data)

    def survey_code(self) -> str:
        """The code of the survey that was opened last, as its coordinator would hand it out."""
        with self.database.reading() as conn:
            code: str = (
                conn.execute(select(surveys.c.code).order_by(surveys.c.opened_at.desc())).scalars().first() or ""
            )
        return code

    def upload(self) -> str:
        """The id of the form file that was brought last."""
        with self.database.reading() as conn:
            return str(conn.execute(select(uploads.c.id).order_by(uploads.c.created_at.desc())).scalars().first())

    def conversation(self, name: str) -> Mapping[str, Any]:
        """What is kept of where someone's conversation stands."""
        with self.database.reading() as conn:
            found: Mapping[str, Any] = conn.execute(
                select(people.c.conversation).where(people.c.line_user_id == self.person(name))
            ).scalar_one()
        return found

    def _button(self, name: str, label: str) -> Mapping[str, Any]:
        for message in reversed(self.chat(name)):
            found = message["from"] == "bot" and buttons(message["message"]).get(label)
            if found:
                return found
        raise AssertionError(f"{name} sees no button {label!r}")

    def chat(self, name: str) -> list[dict[str, Any]]:
        answer = requests.get(f"{self.line.address}/_emulator/chat/{self.person(name)}", timeout=10)
        messages: list[dict[str, Any]] = answer.json()["messages"]
        return messages

    def heard(self, name: str) -> list[Mapping[str, Any]]:
        """The bot's messages since the last look."""
        chat = self.chat(name)
        new = [one["message"] for one in chat[self._seen.get(name, 0) :] if one["from"] == "bot"]
        self._seen[name] = len(chat)
        return new

    def remind(self) -> dict[str, str]:
        """Lets the clock bring what it brings; what each person then hears."""
        self.worker.drain()
        heard = {name: shown(self.heard(name)) for name in self.names}
        return {name: text for name, text in heard.items() if text}

    def get(self, path: str) -> dict[str, Any]:
        found: dict[str, Any] = requests.get(f"{self.line.address}{path}", timeout=10).json()
        return found

    def post(self, path: str, body: object) -> dict[str, Any]:
        answer = requests.post(f"{self.line.address}{path}", json=body, timeout=30)
        assert answer.ok, answer.text
        made: dict[str, Any] = answer.json()
        return made


def _doing(action: Mapping[str, Any]) -> dict[str, Any]:
    if action["type"] == "postback":
        return {"postback": {"data": action["data"], "displayText": action.get("displayText", "")}}
    if action["type"] == "message":
        return {"text": action["text"]}
    raise AssertionError(f"a person cannot tap {action['type']} here")


@contextmanager
def world(folder: Path, database_url: str, *, google: bool = False, sends_on: bool = False) -> Iterator[World]:
    made = World(folder, database_url, google=google, sends_on=sends_on)
    try:
        yield made
    finally:
        made.stop()


def number_in(text: str) -> str:
    """The first number with decimals in a text."""
    found = re.search(r"\d+\.\d+", text)
    return found[0] if found else ""
