"""Forms being filled in, a row each: the open one of a conversation, those put aside, the one that
was cancelled last.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, select

from bot.store.dialect import insert_or_update_all
from bot.store.engine import ready
from bot.store.tables.records import drafts
from handlers.vocabulary.kept_state import CANCELLED, KeptDraft, drafts_of
from handlers.vocabulary.state import State

Kept = tuple[tuple[str, Mapping[str, Any]], ...]

_over = delete(drafts).where(
    drafts.c.person_id == bindparam("person"), drafts.c.id == bindparam("draft")
)


@cache
def _of(count: int) -> Select[Any]:
    some = select(drafts.c.person_id, drafts.c.standing, drafts.c.content)
    return some.where(ready.among(drafts.c.person_id, count)).order_by(drafts.c.place)


def of(conn: Connection, persons: Collection[int]) -> dict[int, Kept]:
    """{person: (standing, content) of each of their drafts}; whoever has none is left out."""
    found: dict[int, list[tuple[str, Mapping[str, Any]]]] = defaultdict(list)
    for row in ready.fetch(conn, _of(len(persons)), ready.numbered(persons)) if persons else ():
        found[row.person_id].append((row.standing, row.content))
    return {person: tuple(kept) for person, kept in found.items()}


def keep(conn: Connection, moved: Sequence[tuple[int, State, State]], now: datetime) -> None:
    """Writes what became of the drafts of some people: (person, state before, state after)."""
    changed: list[dict[str, Any]] = []
    gone: list[dict[str, Any]] = []
    for person, before, after in moved:
        had, has = drafts_of(before), drafts_of(after)
        changed += [_row(person, one, now) for key, one in has.items() if not _same(had, key, one)]
        gone += [{"person": person, "draft": key} for key in had if key not in has]
    insert_or_update_all(conn, drafts, changed, ["person_id", "id"])
    if gone:
        ready.run_all(conn, _over, gone)


def _same(had: Mapping[str, KeptDraft], key: str, now: KeptDraft) -> bool:
    """Whether a draft is kept as it is: the same object, since drafts never change."""
    was = had.get(key)
    return (
        was is not None
        and was.draft is now.draft
        and (was.standing, was.place) == (now.standing, now.place)
    )


def _row(person: int, kept: KeptDraft, now: datetime) -> dict[str, Any]:
    draft = kept.draft
    return {
        "person_id": person,
        "id": draft.id,
        "standing": kept.standing,
        "place": kept.place,
        "programme": draft.programme,
        "office": draft.office,
        "indicator": draft.indicator,
        "survey": draft.survey,
        "content": draft.to_json(),
        "changed_at": now,
    }


def begun(conn: Connection, person: int) -> list[Any]:
    """Rows of what somebody has begun and not cancelled, surveys among them."""
    wanted = select(drafts).where(drafts.c.person_id == person, drafts.c.standing != CANCELLED)
    return list(conn.execute(wanted.order_by(drafts.c.standing, drafts.c.place)))


def forget(conn: Connection, person: int) -> None:
    conn.execute(delete(drafts).where(drafts.c.person_id == person))
