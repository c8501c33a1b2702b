"""People who talk with the bot in a test, whatever carries their words: how they join, say, tap,
send, and read what they were told.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.programme_files import read_folder
from bot.seals import Seals
from bot.store import conversations
from bot.store.engine import Database
from bot.store.library import save
from bot.store.people import make_invite
from bot.store.tables.forms import surveys, uploads
from handlers.vocabulary.known import Invite
from handlers.vocabulary.state import State
from tests.running import KEY, MORNING, SECRET
from tests.shown import buttons, shown


class Talking(ABC):
    """`say`, `tap` and `send` speak as a person and answer with what the bot said.

    World (tests/world.py) carries it over HTTP to everything running, Shell (tests/shell.py)
    calls it in this process.
    """

    folder: Path
    database: Database

    def __init__(self) -> None:
        self.now = MORNING
        self.key = KEY
        self.names: dict[str, str] = {}
        self._seen: dict[str, int] = {}
        self._codes = 0

    @abstractmethod
    def act(self, name: str, **what: Any) -> list[Mapping[str, Any]]:  # noqa: ANN401 - the emulator's own words
        """Does something as a person, lets the worker finish, and answers with the bot's new
        messages.
        """

    @abstractmethod
    def chat(self, name: str) -> list[dict[str, Any]]:
        """Everything in a person's chat, as the emulator of LINE shows it."""

    @abstractmethod
    def add_person(self, user: str, name: str) -> None:
        """Makes somebody known to LINE."""

    @abstractmethod
    def set_clock(self, now: datetime) -> None:
        """It is then, for the bot and for LINE."""

    @abstractmethod
    def work(self) -> None:
        """Lets the worker do all it can do now."""

    def forward(self, **span: int) -> None:
        self.set_clock(self.now + timedelta(**span))

    def brings(self, folder: Path) -> None:
        """Loads a programme's folder; whoever is invited from now on is invited to it."""
        programme, forms = read_folder(folder)
        with self.database.writing() as conn:
            save(conn, programme, forms, self.now)
        self.key = programme.key

    # people

    def person(self, name: str) -> str:
        """The LINE id of someone called this, met for the first time if need be."""
        if name not in self.names:
            user = f"U{len(self.names) + 1:032x}"
            self.add_person(user, name)
            self.names[name] = user
        return self.names[name]

    def invite(
        self, office: str, role: str, *, code: str = "", uses: int = 1, days: int = 3650
    ) -> str:
        self._codes += 1
        code = code or f"TEST-{self._codes:03d}X"
        with self.database.writing() as conn:
            make_invite(
                conn, Invite(code, self.key, office, role), uses=uses, days=days, now=self.now
            )
        return code

    def enrolled(self, name: str, office: str, role: str) -> str:
        """Someone who has come in through the front door: follow, consent, code, name,
        confirmation.
        """
        code = self.invite(office, role)
        self.act(name, follow=True)
        for tap in ("ยินยอม",):
            self.tap(name, tap)
        self.say(name, code)
        self.say(name, f"{name} ใจดี")
        self.tap(name, "ถูกต้อง")
        return self.person(name)

    def at_evidence(self, name: str = "สมชาย", office: str = "CBI-BB") -> None:
        """Someone in the middle of indicator 4: 88 of 97 answered, the evidence question on
        screen.
        """
        self.enrolled(name, office, "reporter")
        self.say(name, "รายงาน")
        self.tap(name, "เริ่มรายงาน 4")
        for answer in ("97", "88"):
            self.say(name, answer)

    # talking

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
        return shown(
            self.act(name, postback={"data": found["data"], "params": {found["mode"]: value}})
        )

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
        """The data of a button as the bot would have sent it: what somebody keeps from an old
        message.
        """
        return Seals(SECRET).seal(data)

    def survey_code(self) -> str:
        """The code of the survey that was opened last, as its coordinator would hand it out."""
        with self.database.reading() as conn:
            code: str = (
                conn.execute(select(surveys.c.code).order_by(surveys.c.opened_at.desc()))
                .scalars()
                .first()
                or ""
            )
        return code

    def upload(self) -> str:
        """The id of the form file that was brought last."""
        with self.database.reading() as conn:
            return str(
                conn.execute(select(uploads.c.id).order_by(uploads.c.created_at.desc()))
                .scalars()
                .first()
            )

    def state(self, name: str) -> State:
        """Where someone's conversation stands, as it is kept."""
        user = self.person(name)
        with self.database.reading() as conn:
            return conversations.see(conn, [user])[user].state

    def _button(self, name: str, label: str) -> Mapping[str, Any]:
        for message in reversed(self.chat(name)):
            found = message["from"] == "bot" and buttons(message["message"]).get(label)
            if found:
                return found
        raise AssertionError(f"{name} sees no button {label!r}")

    def heard(self, name: str) -> list[Mapping[str, Any]]:
        """The bot's messages since the last look."""
        chat = self.chat(name)
        new = [one["message"] for one in chat[self._seen.get(name, 0) :] if one["from"] == "bot"]
        self._seen[name] = len(chat)
        return new

    def remind(self) -> dict[str, str]:
        """Lets the clock bring what it brings; what each person then hears."""
        self.work()
        heard = {name: shown(self.heard(name)) for name in self.names}
        return {name: text for name, text in heard.items() if text}


def _doing(action: Mapping[str, Any]) -> dict[str, Any]:
    if action["type"] == "postback":
        return {"postback": {"data": action["data"], "displayText": action.get("displayText", "")}}
    if action["type"] == "message":
        return {"text": action["text"]}
    raise AssertionError(f"a person cannot tap {action['type']} here")
