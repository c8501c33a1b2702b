"""LINE's webhook JSON -> our events. Tolerant: an odd event never costs its neighbours."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.seals import Seals
from handlers.vocabulary.events import (
    Event,
    Followed,
    Forged,
    Happening,
    Placed,
    Sent,
    SomethingElse,
    Tapped,
    Unfollowed,
    Unsent,
    Wrote,
)

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Incoming:
    """An event with what the shell needs besides: who, and how to answer for free. `event` None:
    nothing to do.
    """

    id: str
    user: str
    reply_token: str
    event: Event | None
    raw: Mapping[str, Any]

    @property
    def message_id(self) -> str:
        """LINE's id of the message, "" for a tap."""
        return _text(_mapping(self.raw, "message"), "id")


def read_events(body: Mapping[str, Any], received: datetime, seals: Seals) -> list[Incoming]:
    """The events of one webhook body, in the order they happened; what buttons say is believed by
    its seal.
    """
    events = body.get("events")
    found = (
        [_incoming(raw, received, seals) for raw in events if isinstance(raw, Mapping)]
        if isinstance(events, list)
        else []
    )
    return sorted(found, key=lambda one: one.event.at if one.event else received)


def _incoming(raw: Mapping[str, Any], received: datetime, seals: Seals) -> Incoming:
    event_id = raw.get("webhookEventId")
    if not isinstance(event_id, str) or not event_id:
        event_id = "sha256:" + hashlib.sha256(json.dumps(raw, sort_keys=True).encode()).hexdigest()
    user = (
        _text(_mapping(raw, "source"), "userId")
        if _mapping(raw, "source").get("type") == "user"
        else ""
    )
    what = _what(raw, seals) if user and raw.get("mode", "active") == "active" else None
    event = Event(event_id, _moment(raw, received), what) if what is not None else None
    return Incoming(event_id, user, _text(raw, "replyToken"), event, raw)


def _moment(raw: Mapping[str, Any], received: datetime) -> datetime:
    """LINE's own timestamp; the moment of receipt where it is missing or impossible."""
    stamp = raw.get("timestamp")
    if isinstance(stamp, bool) or not isinstance(stamp, int | float):
        return received
    try:
        moment = datetime.fromtimestamp(stamp / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return received
    return moment if moment > EARLIEST else received


def _what(raw: Mapping[str, Any], seals: Seals) -> Happening | None:
    match raw.get("type"):
        case "message":
            return _message(_mapping(raw, "message"))
        case "postback":
            return _postback(_mapping(raw, "postback"), seals)
        case "follow":
            return Followed()
        case "unfollow":
            return Unfollowed()
        case "unsend" if _text(_mapping(raw, "unsend"), "messageId"):
            return Unsent(_text(_mapping(raw, "unsend"), "messageId"))
        case _:
            return None


def _message(message: Mapping[str, Any]) -> Happening:
    kind, message_id = _text(message, "type"), _text(message, "id")
    if kind == "text" and isinstance(message.get("text"), str):
        return Wrote(_text(message, "text"), message_id, _text(message, "quotedMessageId"))
    if kind == "location" and (place := _placed(message)) is not None:
        return place
    from_line = _mapping(message, "contentProvider").get("type", "line") == "line"
    if kind in {"image", "video", "audio", "file"} and message_id:
        return _sent(kind, message_id, message) if from_line else SomethingElse("outside")
    return SomethingElse(kind or "other")


def _placed(message: Mapping[str, Any]) -> Placed | None:
    degrees = [message.get(name) for name in ("latitude", "longitude")]
    if any(isinstance(one, bool) or not isinstance(one, int | float) for one in degrees):
        return None
    return Placed(
        str(degrees[0]), str(degrees[1]), _text(message, "title") or _text(message, "address")
    )


def _sent(kind: str, message_id: str, message: Mapping[str, Any]) -> Sent:
    image_set, size = _mapping(message, "imageSet"), message.get("fileSize")
    total = image_set.get("total")
    return Sent(
        message_id,
        kind,
        _text(message, "fileName"),
        size if isinstance(size, int) else None,
        _text(image_set, "id"),
        total if isinstance(total, int) else 0,
    )


def _postback(postback: Mapping[str, Any], seals: Seals) -> Happening | None:
    """What a button says; a tab of the menu has done its work in the telephone already."""
    if "newRichMenuAliasId" in _mapping(postback, "params"):
        return None
    data = seals.open(_text(postback, "data"))
    if data is None:
        return Forged(_text(postback, "data"))
    params = _mapping(postback, "params")
    picked = next(
        (value for key, value in params.items() if key in {"date", "time", "datetime"}), ""
    )
    return Tapped(data, picked if isinstance(picked, str) else "")


def _mapping(raw: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = raw.get(key)
    return value if isinstance(value, Mapping) else {}


def _text(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key)
    return _sound(value) if isinstance(value, str) else ""


def _sound(text: str) -> str:
    """A text without what no database keeps: the letter 0, and halves of letters."""
    if text.isprintable():
        return text
    return text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
