"""What is heard in a group chat: a coordinator asking for the morning's summary, or for its end.
Nothing else is understood there, and nothing but the summary is ever said there.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from bot.clock import Clock
from bot.inbox.line_events import Incoming
from bot.outbox import queue
from bot.outbox.jobs.saying import Reply
from bot.outbox.line import group_summary
from bot.store import conversations, groups
from bot.store.library import Library
from handlers.vocabulary.permissions import may_at_top
from handlers.vocabulary.words import heard


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
    text = str(_mapping(incoming.raw.get("message")).get("text", ""))
    if not isinstance(user, str) or not _is_asking(text):
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
        token = incoming.reply_token
        said = Reply(group, messages, must=False, reply_token=token, is_in_group=True)
        queue.put(conn, said, machine_clock())


def _is_asking(text: str) -> bool:
    return heard("group_on", text) or heard("group_off", text)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
