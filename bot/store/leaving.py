"""Leaving an office, and handing over what was begun for it to a colleague, with its photos."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from bot.store.tables.records import evidence, memberships, people
from handlers.vocabulary.people_known import Member


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
    """The colleague finds what was begun among their own paused reports; of what both had begun the
    colleague's answers stand, and the leaver's photos and files are added to it.
    """
    for person in sorted(
        (leaving.id, to.id)
    ):  # always in the same order, so that nobody waits in a circle
        conn.execute(select(people.c.id).where(people.c.id == person).with_for_update())
    begun = _take_drafts(conn, leaving)
    leave(conn, leaving, now)
    state = conn.execute(select(people.c.conversation).where(people.c.id == to.id)).scalar_one()
    has = {one["indicator"] for one in drafts(state, to.programme, to.office)}
    new = [one for one in begun if one["indicator"] not in has or one.get("series")]
    double = {one["indicator"]: one for one in begun if one not in new}

    def joined_with(one: dict[str, Any] | None) -> dict[str, Any] | None:
        is_double = (
            one is not None
            and one["indicator"] in double
            and one in drafts(state, to.programme, to.office)
        )
        return (
            _with_pieces_of(one, double[one["indicator"]]) if one is not None and is_double else one
        )

    paused = [*map(joined_with, state.get("paused", ())), *new]
    _keep(conn, to.id, {**state, "draft": joined_with(state.get("draft")), "paused": paused})
    _take_over_evidence(conn, begun, to.id)


def _with_pieces_of(mine: dict[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """A draft with the photos and files of another one of the same report, each once."""
    pieces: dict[str, list[dict[str, Any]]] = {
        path: [*found] for path, found in mine.get("pieces", {}).items()
    }
    for path, found in other.get("pieces", {}).items():
        there = {piece["id"] for piece in pieces.get(path, ())}
        pieces.setdefault(path, []).extend(piece for piece in found if piece["id"] not in there)
    return {**mine, "pieces": pieces} if pieces else mine


def _take_over_evidence(conn: Connection, begun: list[dict[str, Any]], person: int) -> None:
    """Photos and files of a report go with it: still the leaver's, they would go when the leaver is
    erased.
    """
    pieces = [
        piece["id"]
        for draft in begun
        for found in draft.get("pieces", {}).values()
        for piece in found
    ]
    this = evidence.c.id.in_(pieces) & evidence.c.submission_id.is_(None)
    conn.execute(update(evidence).where(this).values(person_id=person))


def _take_drafts(conn: Connection, one: Member) -> list[dict[str, Any]]:
    """Takes what somebody has begun for an office out of their conversation."""
    state = conn.execute(select(people.c.conversation).where(people.c.id == one.id)).scalar_one()
    begun = drafts(state, one.programme, one.office)
    if begun:
        rest = {**state, "paused": [each for each in state.get("paused", ()) if each not in begun]}
        if state.get("draft") in begun:
            rest |= {"draft": None, "place": "home"}
        _keep(conn, one.id, rest)
    return begun


def _keep(conn: Connection, person: int, state: Mapping[str, Any]) -> None:
    """A conversation that moved by somebody else's hand: a step decided on the one before is
    decided anew.
    """
    values = {"conversation": state, "version": people.c.version + 1}
    conn.execute(update(people).where(people.c.id == person).values(values))
