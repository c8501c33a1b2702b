"""The audit: who did what, when, from which message, what was there before and after. Only ever
added to.

Each entry seals the one before it: its hash is over that one's hash and its own content, so that
whatever is changed, left out or put in between later shows. `raingan doctor` looks. Neither survey
answers nor names are ever in it.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.store.engine import ready
from bot.store.tables.columns import EPOCH, MICROSECOND
from bot.store.tables.records import audit

LOCK = 7242  # PostgreSQL's advisory lock: entries are sealed one after the other
FIRST = "0" * 64

_last = select(audit.c.hash).order_by(audit.c.id.desc()).limit(1)
_insert = audit.insert().inline()


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done; `person` None: by the program itself."""

    at: datetime
    did: str
    subject: str
    person: int | None = None
    event: str | None = None
    message: str | None = None
    old: Any = None
    new: Any = None
    detail: Any = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many entries fit, the last of these's hash, and the number of the first that does not
    fit, if any.
    """

    count: int
    seal: str
    broken: int | None


def append(conn: Connection, entries: Sequence[Entry]) -> None:
    """Adds entries; to be called last in a transaction, since on PostgreSQL others wait from here
    to its end.
    """
    if not entries:
        return
    if conn.dialect.name == "postgresql":
        conn.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
    last = next((row.hash for row in ready.fetch(conn, _last, {})), FIRST)
    rows = []
    for one in entries:
        values = {
            "at": one.at,
            "person_id": one.person,
            "did": one.did,
            "subject": one.subject,
            "event_id": one.event,
            "message_id": one.message,
            "old": one.old,
            "new": one.new,
            "detail": one.detail,
        }
        last = sealed(last, values)
        rows.append({**values, "hash": last})
    ready.run_all(conn, _insert, rows)


def sealed(last: str, values: Mapping[str, Any]) -> str:
    """The hash of an entry after the one whose hash is `last`."""
    content = {**values, "at": (values["at"] - EPOCH) // MICROSECOND}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{last}{text}".encode()).hexdigest()


def check(conn: Connection) -> Verdict:
    """Works every hash out anew, from the first entry to the last."""
    last, count = FIRST, 0
    every = select(audit).order_by(audit.c.id).execution_options(yield_per=1000)
    with conn.execute(every) as rows:
        for row in rows:
            if row.hash != sealed(last, _values(row)):
                return Verdict(count, last, row.id)
            last, count = row.hash, count + 1
    return Verdict(count, last, None)


def _values(row: Row[Any]) -> dict[str, Any]:
    values = dict(row._mapping)
    return {name: value for name, value in values.items() if name not in {"id", "hash"}}
