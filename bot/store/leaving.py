"""Leaving an office, and handing over what was begun for it to a colleague, with its photos."""

from datetime import datetime

from sqlalchemy import Connection, select, update

from bot.store.conversations import move, numbered
from bot.store.tables.records import evidence, memberships, people
from handlers.vocabulary.draft import Draft
from handlers.vocabulary.handing_over import begun_for, taken_over, without
from handlers.vocabulary.people_known import Member


def leave(conn: Connection, one: Member, now: datetime) -> None:
    """The membership ends, and what was begun for the office with it."""
    this = {"person_id": one.id, "programme": one.programme, "office": one.office, "role": one.role}
    ended = update(memberships).where(
        *(memberships.c[name] == value for name, value in this.items())
    )
    conn.execute(ended.values(ended=now))
    if one.role == "reporter":
        _take_drafts(conn, one, now)


def hand_over(conn: Connection, leaving: Member, to: Member, now: datetime) -> None:
    """The colleague finds what was begun among their own reports; photos and files go with it."""
    for person in sorted(
        (leaving.id, to.id)
    ):  # always in the same order, so that nobody waits in a circle
        conn.execute(select(people.c.id).where(people.c.id == person).with_for_update())
    begun = _take_drafts(conn, leaving, now)
    leave(conn, leaving, now)
    if begun:
        colleague = numbered(conn, to.id)
        move(conn, colleague, taken_over(colleague.state, begun), now)
        _take_over_evidence(conn, begun, to.id)


def _take_over_evidence(conn: Connection, begun: tuple[Draft, ...], person: int) -> None:
    """Photos and files of a report go with it: still the leaver's, they would go when the leaver is
    erased.
    """
    pieces = [piece.id for draft in begun for found in draft.pieces.values() for piece in found]
    this = evidence.c.id.in_(pieces) & evidence.c.submission_id.is_(None)
    conn.execute(update(evidence).where(this).values(person_id=person))


def _take_drafts(conn: Connection, one: Member, now: datetime) -> tuple[Draft, ...]:
    """Takes what somebody has begun for an office out of their conversation."""
    leaver = numbered(conn, one.id)
    begun = begun_for(leaver.state, one.programme, one.office)
    if begun:
        move(conn, leaver, without(leaver.state, begun), now)
    return begun
