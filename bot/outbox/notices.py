"""Lines that cost nothing: they wait for a person's next free reply, one bubble a topic."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select, update

from bot.outbox import queue
from bot.outbox.line_messages import line_messages
from bot.outbox.queue import HELD
from bot.store.queue_tables import outbox
from bot.store.tables import memberships, people
from handlers.messages import Text
from handlers.state import State

MOST_LINES = 8
COORDINATING = ("coordinator", "admin")


def leave(conn: Connection, user: str, topic: str, line: str, now: datetime) -> None:
    """Leaves one line; a bubble of the same topic that still waits takes it up, unless it is full."""
    stream = f"person:{user}"
    waiting = (
        select(outbox.c.id, outbox.c.payload)
        .where(outbox.c.stream == stream, outbox.c.state == HELD, outbox.c.once.like(f"{topic}:%"))
        .order_by(outbox.c.id.desc())
        .limit(1)
        .with_for_update()
    )
    row = conn.execute(waiting).first()
    said = row.payload["messages"][0]["text"] if row else ""
    if row and said.count("\n") < MOST_LINES - 1:
        conn.execute(update(outbox).where(outbox.c.id == row.id).values(payload=_payload(user, f"{said}\n{line}")))
    else:
        queue.put_held(conn, stream, _payload(user, line), now, once=f"{topic}:{uuid.uuid4()}")


def _payload(user: str, text: str) -> dict[str, object]:
    return {"to": user, "reply_token": "", "messages": line_messages([Text(text)]), "must": False}


def coordinators(conn: Connection, programme: str | None = None) -> Iterable[tuple[str, str]]:
    """(LINE id, language) of everyone who coordinates this programme, or any."""
    wanted = (
        select(people.c.id, people.c.line_user_id, people.c.conversation)
        .join(memberships, memberships.c.person_id == people.c.id)
        .where(memberships.c.role.in_(COORDINATING), memberships.c.ended.is_(None), people.c.blocked.is_(False))
        .order_by(people.c.id)
    )
    if programme is not None:
        wanted = wanted.where(memberships.c.programme == programme)
    found = {row.line_user_id: row.conversation for row in conn.execute(wanted)}
    return [(user, language_of(conversation)) for user, conversation in found.items()]


def language_of(conversation: dict[str, object]) -> str:
    return str(conversation.get("language", State().language))
