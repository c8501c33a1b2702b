"""A person with their conversation, offices and drafts: seen, locked, and moved on.

Law: a conversation counts its moves; what was decided on an older one is not written.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, exists, literal_column, select, update

from bot.store import drafts, marks
from bot.store.dialect import insert_ignoring
from bot.store.drafts import Kept
from bot.store.engine import ready
from bot.store.tables.queue import outbox
from bot.store.tables.records import memberships, people
from handlers.vocabulary.kept_state import Wishes, state_from, to_json, wishes_of
from handlers.vocabulary.permissions import Membership
from handlers.vocabulary.state import State


@dataclass(frozen=True)
class Person:
    """A person as one row and their memberships; `has_held` when messages wait for the next free
    reply.
    """

    id: int
    line_user_id: str
    name: str
    consented: bool
    conversation: Mapping[str, Any]
    wishes: Wishes
    version: int
    memberships: tuple[Membership, ...]
    has_held: bool
    drafts: Kept = ()
    talked_at: datetime | None = None  # before what is being decided

    @cached_property
    def state(self) -> State:
        """The whole conversation; it may be broken by hand, and then raises."""
        return state_from(self.conversation, self.drafts, self.wishes)


_held = exists().where(
    outbox.c.stream == "person:" + people.c.line_user_id, outbox.c.state == literal_column("'held'")
)
_everybody = (
    select(
        people.c.id,
        people.c.line_user_id,
        people.c.name,
        people.c.consented_at,
        people.c.conversation,
        people.c.language,
        people.c.muted,
        people.c.ask_again,
        people.c.version,
        people.c.talked_at,
        memberships.c.programme,
        memberships.c.office,
        memberships.c.role,
        _held.label("has_held"),
    )
    .select_from(
        people.outerjoin(
            memberships, and_(memberships.c.person_id == people.c.id, memberships.c.ended.is_(None))
        )
    )
    .order_by(memberships.c.id)
)
_numbered = _everybody.where(people.c.id == bindparam("number"))
_locked = _everybody.where(people.c.line_user_id == bindparam("user")).with_for_update(of=people)
_keep = (
    update(people)
    .where(people.c.id == bindparam("person"), people.c.version == bindparam("seen"))
    .values(
        conversation=bindparam("state"),
        language=bindparam("language_now"),
        muted=bindparam("muted_now"),
        ask_again=bindparam("ask_again_now"),
        talked_at=bindparam("now"),
        blocked=False,  # whoever is heard does not block the bot
        version=people.c.version + 1,
    )
)


@cache
def _seen(count: int) -> Select[Any]:
    return _everybody.where(ready.among(people.c.line_user_id, count))


@cache
def _versions(count: int) -> Select[Any]:
    some = select(people.c.id, people.c.version).where(ready.among(people.c.id, count))
    return some.order_by(people.c.id).with_for_update()


def see(conn: Connection, users: Collection[str]) -> dict[str, Person]:
    """The persons behind these LINE ids as they are now, locked by nobody; strangers are left
    out.
    """
    found: dict[str, list[Any]] = {}
    for row in ready.fetch(conn, _seen(len(users)), ready.numbered(users)) if users else ():
        found.setdefault(row.line_user_id, []).append(row)
    begun = drafts.of(conn, [rows[0].id for rows in found.values()])
    return {user: _person(rows, begun) for user, rows in found.items()}


def lock(conn: Connection, line_user_id: str, now: datetime) -> Person:
    """The person, theirs alone until the transaction ends; a stranger is made known by id and
    nothing else.
    """
    rows = ready.fetch(conn, _locked, {"user": line_user_id})
    if not rows:
        values = {
            "line_user_id": line_user_id,
            "first_seen_at": now,
            "conversation": {},
            "language": "th",
            "muted": False,
            "version": 0,
            "blocked": False,
        }
        made = insert_ignoring(conn, people, values)
        if made is not None:
            marks.recall(conn, made, line_user_id, now)
        rows = ready.fetch(conn, _locked, {"user": line_user_id})
    return _person(rows, drafts.of(conn, [rows[0].id]))


def _person(rows: Sequence[Any], begun: Mapping[int, Kept]) -> Person:
    first = rows[0]
    joined = tuple(Membership(row.programme, row.office, row.role) for row in rows if row.programme)
    return Person(
        first.id,
        first.line_user_id,
        first.name or "",
        first.consented_at is not None,
        first.conversation,
        Wishes(first.language, first.muted, first.ask_again),
        first.version,
        joined,
        bool(first.has_held),
        begun.get(first.id, ()),
        first.talked_at,
    )


def keep(conn: Connection, person: Person, state: State, now: datetime) -> bool:
    """False when the conversation has moved on since the person was seen: then nothing is
    written.
    """
    if ready.run_all(conn, _keep, [_kept(person, state, now)]) != 1:
        return False
    drafts.keep(conn, [(person.id, person.state, state)], now)
    return True


def keep_all(conn: Connection, states: Sequence[tuple[Person, State]], now: datetime) -> set[int]:
    """Many at once; the numbers of those that had not moved on and were written."""
    if not states:
        return set()
    seen = {person.id: person.version for person, _ in states}
    rows = ready.fetch(conn, _versions(len(seen)), ready.numbered(seen))
    here = {row.id for row in rows if seen[row.id] == row.version}
    moved = [(person, state) for person, state in states if person.id in here]
    if moved:
        ready.run_all(conn, _keep, [_kept(person, state, now) for person, state in moved])
        drafts.keep(conn, [(one.id, one.state, state) for one, state in moved], now)
    return here


def _kept(person: Person, state: State, now: datetime) -> dict[str, Any]:
    wishes = wishes_of(state)
    return {
        "person": person.id,
        "seen": person.version,
        "state": to_json(state),
        "language_now": wishes.language,
        "muted_now": wishes.muted,
        "ask_again_now": wishes.ask_again,
        "now": now,
    }


def numbered(conn: Connection, number: int) -> Person:
    """The person of this number; locked by nobody."""
    rows = conn.execute(_numbered, {"number": number}).all()
    return _person(rows, drafts.of(conn, [number]))


def move(conn: Connection, one: Person, state: State, now: datetime) -> None:
    """A conversation moved by somebody else's hand: a step decided on the one before is decided
    anew, and the person has not talked.
    """
    moved = {"conversation": to_json(state), "version": people.c.version + 1}
    conn.execute(update(people).where(people.c.id == one.id).values(moved))
    drafts.keep(conn, [(one.id, one.state, state)], now)
