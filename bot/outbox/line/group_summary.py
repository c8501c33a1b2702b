"""The morning's summary for a group chat: offices and reports, never the names of people."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection

from bot.outbox.line.messages import MOST_MESSAGES, line_messages
from bot.store import submissions
from handlers.reminders.escalation import board_of, summary
from handlers.vocabulary.events import Event, Followed
from handlers.vocabulary.known import Edition, Known, Membership
from handlers.vocabulary.messages import Message, Text
from handlers.vocabulary.state import State
from handlers.vocabulary.talk import Talk


def rendered(
    conn: Connection,
    editions: Mapping[str, Edition],
    programmes: Sequence[str],
    now: datetime,
    *,
    always: bool = False,
) -> list[dict[str, Any]]:
    """LINE's messages; with `always` also that all is well."""
    said: list[Message] = []
    for key in programmes:
        if key not in editions:
            continue
        talk = _as_the_top(conn, editions, key, now)
        card = summary(talk, editions[key], board_of(talk, editions[key]))
        if card is not None:
            said.append(replace(card, choices=()))
        elif always:
            said.append(
                Text(talk.say("reminder.group_fine", programme=editions[key].programme.short_name))
            )
    return line_messages(said[:MOST_MESSAGES]) if said else []


def _as_the_top(conn: Connection, editions: Mapping[str, Edition], key: str, now: datetime) -> Talk:
    """The group sees what the topmost offices see."""
    tops = tuple(Membership(key, top, "coordinator") for top in editions[key].programme.tops)
    sent = submissions.of_programme(conn, key)
    return Talk(
        State(),
        Event("group", now, Followed()),
        Known(editions=editions, memberships=tops, submissions=sent),
    )
