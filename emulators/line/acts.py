"""What a person can do in LINE, each as the events it causes (LINE's reference: "Webhook Event
Objects").
"""

from __future__ import annotations

import base64
import itertools
import mimetypes
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from emulators.line import naming, pictures
from emulators.line.chats import Person
from emulators.line.state import Content, Line
from emulators.line.webhook import Event, event

_pictures = itertools.count(1)
DEFAULT_PLACE = {
    "title": "ที่ว่าการอำเภอ",
    "address": "ถ.พหลโยธิน ต.ศาลา อ.เกาะคา จ.ลำปาง 52130",
    "latitude": 18.1936,
    "longitude": 99.3936,
}


@dataclass
class File:
    """Something sent from a computer."""

    name: str
    data: bytes
    kind: str = ""


@dataclass
class Act:
    """Who does it, where, and what was said about it."""

    line: Line
    person: Person
    chat: str
    said: dict[str, Any]
    files: list[File] = field(default_factory=list)

    def event(self, kind: str, **fields: Any) -> Event:  # noqa: ANN401
        """An event of this person in this chat; PC-only people have no id in it (LINE: User
        consent).
        """
        user = None if self.person.pc_only else self.person.id
        return event(self.line, kind, self.chat, user, **fields)

    def message(
        self,
        kind: str,
        fields: dict[str, Any],
        *,
        quotable: bool = True,
        content: Content | None = None,
    ) -> Event:
        """Writes a message into the chat and makes its event."""
        line = self.line
        with line.changed:
            message = {"type": kind, **fields}
            entry = line.chats[self.chat].add(
                "user", message, line.clock.now(), user=self.person.id
            )
            self.person.wrote = line.clock.now()
            told = {"type": kind, "id": entry.id, **fields}
            if quotable:
                told["quoteToken"] = line.new_quote_token(self.chat)
            told["markAsReadToken"] = naming.token()
            line.read_tokens[told["markAsReadToken"]] = (self.chat, entry.id)
            if content is not None:
                line.contents[entry.id] = content
            line.changed.notify_all()
        return self.event("message", message=told)

    def quoting(self) -> dict[str, str]:
        """What a quoting message says of the quoted one."""
        return {"quotedMessageId": self.said["quote"]} if self.said.get("quote") else {}


def text(act: Act) -> list[Event]:
    """Types a text, perhaps quoting or mentioning."""
    more = {k: act.said[k] for k in ("mention", "emojis") if k in act.said}
    return [act.message("text", {"text": str(act.said["text"])} | more | act.quoting())]


def sticker(act: Act) -> list[Event]:
    """Sends a sticker."""
    said = act.said["sticker"] if isinstance(act.said["sticker"], dict) else {}
    usual = {
        "packageId": "446",
        "stickerId": "1988",
        "stickerResourceType": "STATIC",
        "keywords": ["ok"],
    }
    return [act.message("sticker", usual | said | act.quoting())]


def location(act: Act) -> list[Event]:
    """Shares a place."""
    said = act.said["location"] if isinstance(act.said["location"], dict) else DEFAULT_PLACE
    return [act.message("location", said, quotable=False)]


def postback(act: Act) -> list[Event]:
    """Taps a button with data; its `displayText` (or `text`) appears as the person's own words,
    without an event.
    """
    said = dict(act.said["postback"])
    shown = said.pop("displayText", None)
    said.pop("text", None)
    with act.line.changed:
        if shown:
            message = {"type": "text", "text": shown}
            act.line.chats[act.chat].add("user", message, act.line.clock.now(), user=act.person.id)
        act.person.wrote = act.line.clock.now()
        act.line.changed.notify_all()
    return [act.event("postback", postback=said)]


def photos(act: Act) -> list[Event]:
    """Sends one photo, or several at once: then they share an `imageSet`. With `arrive` only so
    many of them are told of, as on a bad network.
    """
    files = act.files or [file_of(one) for one in listed(act.said["photo"])]
    shared = naming.message_id()
    events = []
    for index, file in enumerate(files, 1):
        fields: dict[str, Any] = {"contentProvider": {"type": "line"}}
        if len(files) > 1:
            fields["imageSet"] = {"id": shared, "index": index, "total": len(files)}
        content = Content(file.data, file.kind or "image/jpeg", "image", act.line.clock.now())
        events.append(act.message("image", fields, content=content))
    return events[: int(act.said.get("arrive", len(events)))]


def video(act: Act) -> list[Event]:
    """Sends a video; `processing` seconds long its content is still being prepared (202)."""
    return [_recorded(act, "video", "video/mp4")]


def audio(act: Act) -> list[Event]:
    """Sends what was spoken; like a video it may take time, and it cannot be quoted."""
    return [_recorded(act, "audio", "audio/x-m4a")]


def _recorded(act: Act, kind: str, usual: str) -> Event:
    said = act.said[kind] if isinstance(act.said.get(kind), dict) else {}
    file = act.files[0] if act.files else file_of(said, pictures.SMALLEST_MP4)
    fields = {"duration": int(said.get("duration", 5000)), "contentProvider": {"type": "line"}}
    now = act.line.clock.now()
    content = Content(file.data, file.kind or usual, kind, now, failed=bool(said.get("failed")))
    if said.get("processing"):
        content.ready = now + timedelta(seconds=float(said["processing"]))
    return act.message(kind, fields, quotable=kind == "video", content=content)


def document(act: Act) -> list[Event]:
    """Sends a file; it has no quote token and no provider."""
    events = []
    for file in act.files or [
        file_of(one, b"%PDF-1.4\n%%EOF\n") for one in listed(act.said["file"])
    ]:
        name = file.name or "เอกสาร.pdf"
        kind = file.kind or mimetypes.guess_type(name)[0] or "application/octet-stream"
        fields = {"fileName": name, "fileSize": len(file.data)}
        content = Content(file.data, kind, "file", act.line.clock.now(), name)
        events.append(act.message("file", fields, quotable=False, content=content))
    return events


def listed(said: object) -> list[Any]:
    """One thing or several, as a list; {"count": 3} and 3 are three of the usual."""
    if isinstance(said, list):
        return said
    count = said.get("count", 1) if isinstance(said, dict) else said
    return [said] * (count if isinstance(count, int) and not isinstance(count, bool) else 1)


def file_of(said: object, usual: bytes | None = None) -> File:
    """The file that was described, or a picture nobody had to take."""
    told = said if isinstance(said, dict) else {}
    if "base64" in told:
        return File(told.get("name", ""), base64.b64decode(told["base64"]), told.get("type", ""))
    return File(told.get("name", ""), usual or pictures.photo(next(_pictures)))


Doing = Callable[[Act], list[Event]]
MESSAGES: dict[str, Doing] = {
    "text": text,
    "sticker": sticker,
    "location": location,
    "postback": postback,
    "photo": photos,
    "video": video,
    "audio": audio,
    "file": document,
}
