"""Loading sign, read marks, quota, counts, and requests that are only checked (LINE's reference:
"Message").
"""

from __future__ import annotations

import re
from datetime import timedelta

from emulators.line.calls import Answer, Call, Refusal, Route
from emulators.line.rules import request_body
from emulators.line.sending import refuse_retry_key

DAY = re.compile(r"^[0-9]{8}$")
BAD_READ_TOKEN = (
    "Invalid markAsReadToken. "  # noqa: S105 - LINE's sentence
    "Tokens must be used by the bot that received them via Webhook."
)


def loading(call: Call) -> Answer:
    """Shows the loading sign for 5 to 60 seconds in steps of five; 202 whether it is seen or
    not.
    """
    refuse_retry_key(call)
    body, line = call.json(), call.line
    request_body.check(body, "ShowLoadingAnimationRequest")
    seconds = body.get("loadingSeconds", 20)
    with line.changed:
        chat, person = line.chats.get(body["chatId"]), line.people.get(body["chatId"])
        if chat is not None and person is not None and not person.blocked:
            chat.loading_until = line.clock.now() + timedelta(seconds=seconds)
            chat.touch()
            line.changed.notify_all()
    return Answer({}, 202)


def mark_as_read(call: Call) -> Answer:
    """Marks everything up to the token's message as read."""
    refuse_retry_key(call)
    body, line = call.json(), call.line
    request_body.check(body, "MarkMessagesAsReadByTokenRequest")
    with line.changed:
        found = line.read_tokens.get(body["markAsReadToken"])
        if found is None:
            raise Refusal(400, BAD_READ_TOKEN)
        chat = line.chats[found[0]]
        for entry in chat.entries:
            if entry.sender == "user" and entry.id <= found[1] and not entry.read:
                entry.read, entry.cursor = True, chat.touch()
        line.changed.notify_all()
    return Answer()


def quota(call: Call) -> Answer:
    """What may be sent in a month."""
    limit = call.line.quota
    return Answer({"type": "none"} if limit is None else {"type": "limited", "value": limit})


def consumption(call: Call) -> Answer:
    """What was sent this month."""
    return Answer({"totalUsage": call.line.used()})


def delivered(call: Call) -> Answer:
    """How many messages were sent on a day in Japan."""
    day = call.request.args.get("date", "")
    if not DAY.match(day):
        raise Refusal(400, "The value for the 'date' parameter is invalid")
    return Answer({"status": "ready", "success": call.line.counts.get((call.args["how"], day), 0)})


def progress(call: Call) -> Answer:
    """A narrowcast never gets through: too few recipients."""
    at = call.line.clock.now().isoformat(timespec="milliseconds")
    return Answer({"phase": "failed", "errorCode": 2, "acceptedTime": at, "completedTime": at})


def units(call: Call) -> Answer:
    """How many names requests were counted under this month."""
    return Answer({"numOfCustomAggregationUnits": len(call.line.units.get(call.line.month(), ()))})


def unit_names(call: Call) -> Answer:
    """Those names."""
    return Answer({"customAggregationUnits": sorted(call.line.units.get(call.line.month(), ()))})


def validate(call: Call) -> Answer:
    """The check of a request that is not sent: `messages` only."""
    refuse_retry_key(call)
    request_body.check(call.json(), "ValidateMessageRequest")
    return Answer()


ROUTES: list[Route] = [
    ("POST", "/v2/bot/chat/loading/start", loading),
    ("POST", "/v2/bot/chat/markAsRead", mark_as_read),
    ("GET", "/v2/bot/message/quota", quota),
    ("GET", "/v2/bot/message/quota/consumption", consumption),
    ("GET", "/v2/bot/message/delivery/<any(reply,push,multicast,broadcast):how>", delivered),
    ("GET", "/v2/bot/message/progress/narrowcast", progress),
    ("GET", "/v2/bot/message/aggregation/info", units),
    ("GET", "/v2/bot/message/aggregation/list", unit_names),
    (
        "POST",
        "/v2/bot/message/validate/<any(reply,push,multicast,narrowcast,broadcast):how>",
        validate,
    ),
]
