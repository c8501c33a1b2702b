"""Reply, push, multicast, broadcast and narrowcast (LINE's reference: "Message")."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from emulators.line import naming
from emulators.line.calls import Answer, Call, Refusal, Route
from emulators.line.chats import Person
from emulators.line.rules import request_body
from emulators.line.state import Accepted, Line

UUID = re.compile(r"^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$", re.IGNORECASE)
STRANGERS = timedelta(days=7)
Sent = list[dict[str, str]]


def reply(call: Call) -> Answer:
    """Answers an event. Free, once, within the token's life; takes no retry key (LINE: Retrying an
    API request).
    """
    refuse_retry_key(call)
    body, line = call.json(), call.line
    known = line.reply_tokens.get(str(body.get("replyToken")))
    request_body.check(body, "ReplyMessageRequest", known.chat if known else None)
    with line.lock:
        token = line.reply_tokens.get(body["replyToken"])
        now = line.clock.now()
        dead = token is None or token.used or now - token.delivered > line.reply_life
        if token is None or dead or now - token.event > line.redelivered_life:
            raise Refusal(400, "Invalid reply token")
        check_quotes(line, body["messages"], token.chat)
        token.used = True
        line.count_sent("reply")
        return Answer({"sentMessages": deliver(line, token.chat, body["messages"])})


def push(call: Call) -> Answer:
    """Sends to one person, group or room; counted for each person it reaches (LINE: Send push
    message).
    """
    body, line = call.json(), call.line
    request_body.check(body, "PushMessageRequest", str(body.get("to")))
    to = body["to"]
    if not naming.CHAT.match(to):
        raise Refusal(
            400, "The property, 'to', in the request body is invalid (line: -, column: -)"
        )
    with line.lock:
        refuse_repeated(call)
        if to not in line.people and not (to in line.groups and line.groups[to].bot):
            raise Refusal(400, "Failed to send messages")
        check_quotes(line, body["messages"], to)
        reached = line.members(to) if to in line.groups else [to] * may_push(line, line.people[to])
        spend(line, len(reached))
        line.count_sent("push")
        line.count_units(body)
        sent = deliver(line, to, body["messages"]) if reached else unseen(body["messages"])
        remember(call, sent)
        return Answer({"sentMessages": sent})


def multicast(call: Call) -> Answer:
    """Sends to up to 500 friends; who is no friend is passed over in silence (LINE: Send multicast
    message).
    """
    body, line = call.json(), call.line
    request_body.check(body, "MulticastRequest")
    with line.lock:
        refuse_repeated(call)
        for at, to in enumerate(body["to"]):
            if to not in line.people:
                raise Refusal(
                    400,
                    f"The property, to[{at}], in the request body is invalid (line: -, column: -)",
                )
        send_to_all(
            call,
            [line.people[to] for to in dict.fromkeys(body["to"])],
            body["messages"],
            "multicast",
        )
        line.count_units(body)
        return Answer()


def broadcast(call: Call) -> Answer:
    """Sends to every friend (LINE: Send broadcast message)."""
    body, line = call.json(), call.line
    request_body.check(body, "BroadcastRequest")
    with line.lock:
        refuse_repeated(call)
        send_to_all(call, list(line.people.values()), body["messages"], "broadcast")
        return Answer()


def narrowcast(call: Call) -> Answer:
    """Takes the request, and never delivers: the channel has fewer than the 50 recipients it
    needs.
    """
    body = call.json()
    request_body.check(body, "NarrowcastRequest")
    if body.get("filter") or body.get("recipient"):
        raise Refusal(403, "Your account does not have enough friends")
    with call.line.lock:
        refuse_repeated(call)
        remember(call, None)
    return Answer({}, 202)


def send_to_all(call: Call, people: list[Person], messages: list[dict[str, Any]], how: str) -> None:
    """Reaches the friends among `people` and counts each."""
    line = call.line
    friends = [p for p in people if p.friend and not p.blocked]
    spend(line, len(friends))
    line.count_sent(how, len(friends))
    for person in friends:
        deliver(line, person.id, messages)
    remember(call, None)


def may_push(line: Line, person: Person) -> bool:
    """Friends, and strangers who wrote within seven days, unless they block the bot."""
    lately = person.wrote is not None and line.clock.now() - person.wrote <= STRANGERS
    return not person.blocked and (person.friend or lately)


def deliver(line: Line, chat: str, messages: list[dict[str, Any]]) -> Sent:
    """Into the chat, unless the one person in it blocks the bot."""
    person = line.people.get(chat)
    return (
        unseen(messages) if person is not None and person.blocked else line.deliver(chat, messages)
    )


def unseen(messages: list[dict[str, Any]]) -> Sent:
    """Ids for messages that nobody gets: LINE answers as if they were sent."""
    return [{"id": naming.message_id()} for _ in messages]


def spend(line: Line, recipients: int) -> None:
    """Counts against the month's quota, or refuses and counts nothing (LINE: Messaging API
    pricing).
    """
    if line.quota is not None and line.used() + recipients > line.quota:
        raise Refusal(429, "You have reached your monthly limit.")
    line.usage[line.month()] = line.used() + recipients


def refuse_retry_key(call: Call) -> None:
    """400: only push, multicast, narrowcast and broadcast take a retry key (LINE: Retrying an API
    request).
    """
    if call.retry_key is not None:
        raise Refusal(400, "The X-Line-Retry-Key header is not supported for this API")


def refuse_repeated(call: Call) -> None:
    """409 for a retry key that was accepted within 24 hours; 400 for one that is no UUID."""
    key, line = call.retry_key, call.line
    if key is None:
        return
    if not UUID.match(key):
        raise Refusal(400, "The X-Line-Retry-Key header is invalid")
    known = line.retry_keys.get(key)
    if known is None or line.clock.now() - known.at > line.retry_key_life:
        return
    extra = {} if known.sent is None else {"sentMessages": known.sent}
    headers = {"x-line-accepted-request-id": known.request_id}
    raise Refusal(409, "The retry key is already accepted", headers=headers, **extra)


def remember(call: Call, sent: Sent | None) -> None:
    """Keeps the retry key of an accepted request."""
    if call.retry_key is not None:
        call.line.retry_keys[call.retry_key] = Accepted(
            call.line.clock.now(), call.request_id, sent
        )


def check_quotes(line: Line, messages: list[dict[str, Any]], chat: str) -> None:
    """A quote token is good only in the chat it came from (LINE: Get quote tokens)."""
    for at, message in enumerate(messages):
        quoted = message.get("quoteToken")
        if quoted is not None and line.quote_tokens.get(quoted) != chat:
            detail = {"message": "invalid quoteToken", "property": f"messages[{at}].quoteToken"}
            raise Refusal(400, "The request body has 1 error(s)", [detail])


ROUTES: list[Route] = [
    ("POST", "/v2/bot/message/reply", reply),
    ("POST", "/v2/bot/message/push", push),
    ("POST", "/v2/bot/message/multicast", multicast),
    ("POST", "/v2/bot/message/broadcast", broadcast),
    ("POST", "/v2/bot/message/narrowcast", narrowcast),
]
