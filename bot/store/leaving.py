"""Leaving an office, and handing over what was begun for it to a colleague, with its photos."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from bot.store.tables.records import evidence, memberships, people
from handlers.vocabulary.handing_over import begun_for, taken_over, without
from handlers.vocabulary.people_known import Member
from handlers.vocabulary.state import Draft, State


def drafts(conversation: Mapping[str, Any], programme: str, office: str) -> list[dict[str, Any]]:
    """What was begun for an office, as the conversation keeps it."""
    begun = (conversation.get("draft"), *conversation.get("paused", ()))
    return [
        one for one in begun if one and (one["programme"], one["office"]) == (programme, office)
    ]


def leave(conn: Connection, one: Member, now: datetime) -> None:
    """The membership ends, and what was begun for the office with it."""
    this = {"person_id": one.id, "programme": one.programme, "office": one.office, "role": one.role}
    ended = update(memberships).where(
        *(memberships.c[name] == value for name, value in this.items())
    )
    conn.execute(ended.values(ended=now))
    if one.role == "reporter":
        _take_drafts(conn, one)


def hand_over(conn: Connection, leaving: Member, to: Member, now: datetime) -> None:
    """The colleague finds what was begun among their own reports; photos and files go with it."""
    for person in sorted(
        (leaving.id, to.id)
    ):  # always in the same order, so that nobody waits in a circle
        conn.execute(select(people.c.id).where(people.c.id == person).with_for_update())
    begun = _take_drafts(conn, leaving)
    leave(conn, leaving, now)
    if begun:
        _keep(conn, to.id, taken_over(_state(conn, to.id), begun))
        _take_over_evidence(conn, begun, to.id)


def _take_over_evidence(conn: Connection, begun: tuple[Draft, ...], person: int) -> None:
    """Photos and files of a report go with it: still the leaver's, they would go when the leaver is
    erased.
    """
    pieces = [piece.id for draft in begun for found in draft.pieces.values() for piece in found]
    this = evidence.c.id.in_(pieces) & evidence.c.submission_id.is_(None)
    conn.execute(update(evidence).where(this).values(person_id=person))


def _take_drafts(conn: Connection, one: Member) -> tuple[Draft, ...]:
    """Takes what somebody has begun for an office out of their conversation."""
    state = _state(conn, one.id)
    begun = begun_for(state, one.programme, one.office)
    if begun:
        _keep(conn, one.id, without(state, begun))
    return begun


def _state(conn: Connection, person: int) -> State:
    stored = conn.execute(select(people.c.conversation).where(people.c.id == person)).scalar_one()
    return State.from_json(stored)


def _keep(conn: Connection, person: int, state: State) -> None:
    """A conversation that moved by somebody else's hand: a step decided on the one before is
    decided anew.
    """
    values = {"conversation": state.to_json(), "version": people.c.version + 1}
    conn.execute(update(people).where(people.c.id == person).values(values))
