"""What is heard in a group chat: a coordinator asking for the morning's summary, or for its end.
Nothing else is understood there; whoever mentions the bot is told where it can be talked to.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.clock import Clock
from bot.inbox.line_events import Incoming
from bot.outbox import queue
from bot.outbox.jobs.saying import Reply
from bot.outbox.line import group_summary
from bot.outbox.line.messages import line_messages
from bot.store import conversations, groups
from bot.store.library import Library
from handlers.vocabulary.messages import Text
from handlers.vocabulary.permissions import may_at_top
from handlers.vocabulary.words import heard, say


def hear(
    conn: Connection, library: Library, clock: Clock, machine_clock: Clock, incoming: Incoming
) -> None:
    """Only who reviews a whole programme is listened to, for the summary names all its offices; it
    is the answer.
    """
    source = _mapping(incoming.raw.get("source"))
    group, user = str(source.get("groupId", "")), source.get("userId")
    if source.get("type") != "group" or not group or incoming.raw.get("mode", "active") != "active":
        return
    if incoming.raw.get("type") == "leave":
        groups.leave(conn, group)
        return
    message = _mapping(incoming.raw.get("message"))
    text = str(message.get("text", ""))
    if not _is_asking(text):
        if _names_us(message) and incoming.reply_token:
            words = line_messages([Text(say("help.in_group", "th"))])
            _put(conn, machine_clock(), incoming, group, words)
        return
    if not isinstance(user, str):
        return
    person = conversations.see(conn, [user]).get(user)
    if person is None or not person.consented:
        return
    editions = library.current(conn)
    mine = [
        key
        for key, one in editions.items()
        if may_at_top(person.memberships, "review", one.programme)
    ]
    if mine and heard("group_off", text):
        groups.leave(conn, group)
    elif mine:
        for key in mine:
            groups.join(conn, group, key, person.id, clock())
        messages = group_summary.rendered(conn, editions, mine, clock(), always=True)
        _put(conn, machine_clock(), incoming, group, messages)


def _put(
    conn: Connection, now: datetime, incoming: Incoming, group: str, messages: list[dict[str, Any]]
) -> None:
    """The free answer to what was written in a group; it is never pushed there."""
    token = incoming.reply_token
    said = Reply(group, messages, must=False, reply_token=token, is_in_group=True)
    queue.put(conn, said, now)


def _names_us(message: Mapping[str, Any]) -> bool:
    """Whether somebody mentions the bot itself in it."""
    named = _mapping(message.get("mention")).get("mentionees")
    return isinstance(named, list) and any(_mapping(one).get("isSelf") is True for one in named)


def _is_asking(text: str) -> bool:
    return heard("group_on", text) or heard("group_off", text)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
