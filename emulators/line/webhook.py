"""LINE's side of the webhook: events are made, signed and posted (LINE: Receive messages, Verify
webhook signature).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import requests

from emulators.line import naming
from emulators.line.state import Line, ReplyToken

Event = dict[str, Any]
WITHOUT_REPLY = {"unsend", "unfollow", "leave", "memberLeft"}


@dataclass
class Delivery:
    """How one POST to the bot went. `status` is None when no answer came in time."""

    status: int | None
    seconds: float
    trouble: str = ""


def event(line: Line, kind: str, chat: str, user: str | None, **fields: Any) -> Event:  # noqa: ANN401
    """An event with the properties all events have; with a reply token where LINE gives one."""
    now = line.clock.milliseconds()
    told: Event = {
        "type": kind,
        **fields,
        "mode": "active",
        "timestamp": now,
        "source": source(chat, user),
    }
    told |= {"webhookEventId": naming.ulid(now), "deliveryContext": {"isRedelivery": False}}
    if kind not in WITHOUT_REPLY:
        told["replyToken"] = naming.token()
        moment = line.clock.now()
        with line.lock:
            line.reply_tokens[told["replyToken"]] = ReplyToken(chat, moment, moment)
    return told


def source(chat: str, user: str | None) -> dict[str, str]:
    """Where an event comes from."""
    kind = {"U": "user", "C": "group", "R": "room"}[chat[0]]
    told = {"type": kind} if kind == "user" else {"type": kind, f"{kind}Id": chat}
    return told | ({"userId": user} if user else {})


def sign(secret: str, body: bytes) -> str:
    """base64 of HMAC-SHA256 over the exact bytes."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def post(
    line: Line, events: list[Event], *, bad_signature: bool = False, to: str | None = None
) -> Delivery:
    """Posts events to the bot as LINE does: signed, no redirects followed, and no longer than
    `line.patience`.
    """
    url = to or line.webhook
    if not url:
        return Delivery(None, 0.0, "no webhook is set")
    body = json.dumps({"destination": line.bot_id, "events": events}, ensure_ascii=False).encode()
    signature = sign("someone else's secret" if bad_signature else line.secret, body)
    headers = {"x-line-signature": signature, "Content-Type": "application/json; charset=utf-8"}
    headers["User-Agent"] = "LineBotWebhook/2.0"
    started = time.monotonic()
    try:
        with requests.Session() as session:
            session.trust_env = False
            answer = session.post(
                resolved(line, url),
                body,
                headers=headers,
                timeout=line.patience,
                allow_redirects=False,
            )
    except requests.RequestException as trouble:
        return Delivery(None, time.monotonic() - started, type(trouble).__name__)
    return Delivery(answer.status_code, time.monotonic() - started)


def redeliver(line: Line, events: list[Event]) -> list[Event]:
    """The same events again, marked so; their unused reply tokens live another minute (LINE:
    Receive messages).
    """
    again = [one | {"deliveryContext": {"isRedelivery": True}} for one in events]
    for one in again:
        token = line.reply_tokens.get(one.get("replyToken", ""))
        if token is not None:
            token.delivered = line.clock.now()
            token.event = datetime.fromtimestamp(one["timestamp"] / 1000, UTC)
    return again


def resolved(line: Line, url: str) -> str:
    """Where an address leads in this rehearsal: `resolve` maps https beginnings to local
    servers.
    """
    for begins, here in line.resolve.items():
        if url == begins or url.startswith(begins.rstrip("/") + "/"):
            return here.rstrip("/") + url[len(begins.rstrip("/")) :]
    return url
