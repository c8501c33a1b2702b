"""What is said of a person elsewhere than with themselves: messages to others that still wait, jobs
that name their LINE id.
"""

from typing import Any

from sqlalchemy import Connection, Text, delete, select, type_coerce, update

from bot.store.tables.queue import outbox
from handlers.vocabulary.words import say

SHORTEST_NAME = 3  # letters: a shorter one stands in too many words


def forget_jobs(conn: Connection, user: str) -> None:
    """Jobs whose content names a LINE id, such as the check of a form somebody brought."""
    names = type_coerce(outbox.c.payload, Text).contains(user, autoescape=True)
    conn.execute(delete(outbox).where(names))


def forget_name(conn: Connection, name: str) -> None:
    """What is about to be said to others says it of somebody without a name."""
    if len(name) < SHORTEST_NAME:
        return
    told = type_coerce(outbox.c.payload, Text).contains(name, autoescape=True)
    rows = conn.execute(select(outbox.c.id, outbox.c.payload).where(told)).all()
    for row in rows:
        changed = _without(row.payload, name, say("own_data.somebody", "th"))
        conn.execute(update(outbox).where(outbox.c.id == row.id).values(payload=changed))


def _without(told: Any, name: str, instead: str) -> Any:  # noqa: ANN401 - JSON
    match told:
        case str():
            return told.replace(name, instead)
        case list():
            return [_without(one, name, instead) for one in told]
        case dict():
            return {key: _without(one, name, instead) for key, one in told.items()}
    return told
