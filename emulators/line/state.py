"""Everything LINE knows about one channel: people, chats, content, tokens, quota, menus and what
was asked of it.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from emulators.faults import Faults
from emulators.line import naming
from emulators.line.chats import Chat, Group, Message, Person
from emulators.line.clock import Clock, Ticking
from emulators.line.limits import Limits

QUOTABLE = {"text", "textV2", "sticker", "image", "video", "template", "flex"}
SENT_KEPT = 20_000
JAPAN = timezone(timedelta(hours=9))


@dataclass
class Content:
    """A photo, video or file somebody sent. Until `ready` it is being prepared (202); `gone` after
    an unsend (410).
    """

    data: bytes
    kind: str
    type: str
    sent: datetime
    name: str = ""
    ready: datetime | None = None
    failed: bool = False
    gone: bool = False


@dataclass
class ReplyToken:
    """Where a reply goes and whether it still may: once, a minute after delivery, 20 minutes after
    the event.
    """

    chat: str
    event: datetime
    delivered: datetime
    used: bool = False


@dataclass
class Accepted:
    """A request taken under a retry key: what a second one with the same key is told for 24
    hours.
    """

    at: datetime
    request_id: str
    sent: list[dict[str, str]] | None


@dataclass
class Menus:
    """Rich menus, their pictures, their aliases, the default one."""

    menus: dict[str, dict[str, Any]] = field(default_factory=dict)
    images: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    default: str | None = None
    batches: dict[str, str] = field(default_factory=dict)


class Line:
    """The state of the emulator; `lock` guards it, `changed` wakes those who wait for news."""

    patience = 2.0  # seconds until a bot that has not answered a webhook counts as away
    reply_life = timedelta(seconds=60)
    redelivered_life = timedelta(minutes=20)
    retry_key_life = timedelta(hours=24)
    content_life: timedelta | None = None

    def __init__(
        self,
        secret: str,
        token: str,
        *,
        webhook: str | None = None,
        resolve: Mapping[str, str] | None = None,
        now: datetime | Ticking | None = None,
        quota: int | None = 300,
    ) -> None:
        self.secret, self.token, self.webhook = secret, token, webhook
        self.resolve = dict(resolve or {})
        self.quota = quota
        self.bot_id = naming.named("U", f"bot {secret}")
        self.bot_name = "รายงาน"
        self.verified = False
        self.clock = Clock(now)
        self.faults = Faults()
        self.limits = Limits()
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        self.people: dict[str, Person] = {}
        self.groups: dict[str, Group] = {}
        self.chats: dict[str, Chat] = {}
        self.contents: dict[str, Content] = {}
        self.reply_tokens: dict[str, ReplyToken] = {}
        self.retry_keys: dict[str, Accepted] = {}
        self.quote_tokens: dict[str, str] = {}
        self.read_tokens: dict[str, tuple[str, str]] = {}
        self.issued_tokens: dict[str, datetime] = {}
        self.link_tokens: dict[str, tuple[str, datetime]] = {}
        self.usage: dict[str, int] = {}
        self.counts: dict[tuple[str, str], int] = {}
        self.units: dict[str, set[str]] = {}
        self.menus = Menus()
        self.sent: deque[dict[str, Any]] = deque(maxlen=SENT_KEPT)

    def add_person(self, person: Mapping[str, Any] | str) -> Person:
        """Adds somebody, or changes what is known of them. ValueError for an id LINE would not
        give.
        """
        said = {"name": person} if isinstance(person, str) else dict(person)
        with self.changed:
            known = said.pop("id", None) or naming.named(
                "U", f"{said.get('name')} {len(self.people)}"
            )
            if not naming.USER.match(known):
                raise ValueError(f"a user id is U and 32 hexadecimal digits, not {known!r}")
            told = self.people.setdefault(known, Person(known, str(said.get("name", "ผู้ใช้"))))
            for key in {"name", "note", "picture", "friend", "blocked"} & said.keys():
                setattr(told, key, said[key])
            self.chats.setdefault(known, Chat(known)).touch()
            self.changed.notify_all()
            return told

    def add_people(self, people: Iterable[Mapping[str, Any] | str]) -> None:
        """Adds each of them."""
        for person in people:
            self.add_person(person)

    def group(self, id: str, name: str = "กลุ่มทดสอบ") -> Group:
        """The group of this id, made when there is none."""
        self.chats.setdefault(id, Chat(id))
        return self.groups.setdefault(id, Group(id, name, bot=False))

    def members(self, chat: str) -> list[str]:
        """The people a message into `chat` reaches."""
        return sorted(self.groups[chat].members) if chat in self.groups else [chat]

    def new_quote_token(self, chat: str) -> str:
        """A quote token, good in this chat for ever (LINE: Get quote tokens)."""
        token = naming.token()
        self.quote_tokens[token] = chat
        return token

    def deliver(self, chat: str, messages: list[Message]) -> list[dict[str, str]]:
        """Puts the bot's messages into a chat; returns `sentMessages`."""
        sent = []
        with self.changed:
            for message in messages:
                entry = self.chats[chat].add("bot", message, self.clock.now())
                told = {"id": entry.id}
                if message["type"] in QUOTABLE:
                    told["quoteToken"] = self.new_quote_token(chat)
                sent.append(told)
            self.changed.notify_all()
        return sent

    def month(self) -> str:
        """The month that quota is counted in; Bangkok's, LINE does not say whose."""
        return f"{self.clock.now():%Y-%m}"

    def used(self) -> int:
        """Messages counted against the quota this month."""
        return self.usage.get(self.month(), 0)

    def count_sent(self, how: str, many: int = 1) -> None:
        """Counts messages of a day, which LINE reckons in Japan (LINE: Get number of sent
        messages).
        """
        day = f"{self.clock.now().astimezone(JAPAN):%Y%m%d}"
        self.counts[how, day] = self.counts.get((how, day), 0) + many

    def count_units(self, body: Mapping[str, Any]) -> None:
        """Notes the name a request is counted under this month, if it has one."""
        self.units.setdefault(self.month(), set()).update(body.get("customAggregationUnits") or ())
