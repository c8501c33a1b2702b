"""POST /callback: LINE's webhook. 200 once every event is durable; the rest of the work happens
after commit.
"""

import json
from typing import Any

import structlog
from flask import Blueprint, Response, request
from linebot.v3.webhook import SignatureValidator
from sqlalchemy.exc import InterfaceError, OperationalError

from bot.inbox.line_events import read_events
from bot.inbox.process import Inbox, receive

LARGEST_BODY = 1024 * 1024

log = structlog.get_logger()


def webhook(inbox: Inbox, channel_secret: str) -> Blueprint:
    """400 for a missing or wrong signature or no JSON, 413 above 1 MiB, 503 when the database
    cannot be reached.
    """
    blueprint = Blueprint("webhook", __name__)
    signatures = SignatureValidator(channel_secret)

    @blueprint.post("/callback")
    def callback() -> Response:
        if (request.content_length or 0) > LARGEST_BODY:
            return _answer(413, "the body is larger than 1 MiB")
        body = request.get_data()
        if len(body) > LARGEST_BODY:
            return _answer(413, "the body is larger than 1 MiB")
        if not _is_signed(signatures, body, request.headers.get("X-Line-Signature", "")):
            return _answer(400, "the signature is missing or wrong")
        events = _json(body)
        if not isinstance(events, dict):
            return _answer(400, "the body is not a JSON object")
        return _receive_all(inbox, events)

    return blueprint


def _is_signed(signatures: SignatureValidator, body: bytes, signature: str) -> bool:
    try:
        return bool(signatures.validate(body.decode(), signature))
    except (UnicodeDecodeError, TypeError):
        return False


def _json(body: bytes) -> Any:  # noqa: ANN401 - whatever was sent
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _receive_all(inbox: Inbox, body: dict[str, Any]) -> Response:
    try:
        for incoming in read_events(body, inbox.clock(), inbox.seals):
            receive(inbox, incoming)
    except (OperationalError, InterfaceError) as error:
        log.error("database_unreachable", error=str(error.orig))
        return _answer(503, "the database cannot be reached; send this again")
    return Response("{}", mimetype="application/json")


def _answer(status: int, reason: str) -> Response:
    return Response(json.dumps({"message": reason}), status=status, mimetype="application/json")
