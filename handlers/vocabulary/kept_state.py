"""A conversation as it is kept: one small JSON value, a row for each draft, the person's wishes in
columns of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeAlias

from msgspec import Struct, convert, to_builtins

from handlers.vocabulary.draft import Draft, pieces_from
from handlers.vocabulary.places import (
    HOME,
    Announcing,
    Appraising,
    AskingToJoin,
    BringingOwnForm,
    Filling,
    Home,
    Joining,
    Judging,
    Reviewing,
    Surveying,
    Where,
)
from handlers.vocabulary.state import State

OPEN, PAUSED, CANCELLED = "open", "paused", "cancelled"

WithoutDraft: TypeAlias = (
    Joining
    | AskingToJoin
    | Home
    | Reviewing
    | Judging
    | Announcing
    | Surveying
    | Appraising
    | BringingOwnForm
)


class KeptDraft(Struct, frozen=True):
    """A draft, how it stands (open, paused, cancelled), and its place among those that stand so."""

    standing: str
    place: int
    draft: Draft


class Wishes(Struct, frozen=True):
    """How somebody wants to be spoken to and reminded."""

    language: str = "th"
    muted: bool = False
    ask_again: date | None = None


def to_json(state: State) -> dict[str, Any]:
    """Where the conversation stands, without drafts and wishes; only what differs from the start,
    so that most are a few bytes.
    """
    told: dict[str, Any] = {}
    if state.where != Joining():
        told["where"] = _where_to_json(state.where)
    for name in ("loose", "brought"):
        if found := getattr(state, name):
            told[name] = [piece.to_json() for piece in found]
    if state.forms_for:
        told["forms_for"] = state.forms_for
    if state.on_screen:
        told["on_screen"] = dict(state.on_screen)
    return told


def drafts_of(state: State) -> dict[str, KeptDraft]:
    """{draft id: how it is kept}."""
    kept = [KeptDraft(PAUSED, place, one) for place, one in enumerate(state.paused)]
    if state.draft:
        kept.append(KeptDraft(OPEN, 0, state.draft))
    if state.cancelled:
        kept.append(KeptDraft(CANCELLED, 0, state.cancelled))
    return {one.draft.id: one for one in kept}


def wishes_of(state: State) -> Wishes:
    return Wishes(state.language, state.muted, state.ask_again)


def state_from(
    conversation: Mapping[str, Any], drafts: Iterable[tuple[str, Mapping[str, Any]]], wishes: Wishes
) -> State:
    """The conversation again; `drafts` as (standing, content), those put aside in their order."""
    held: dict[str, list[Draft]] = {OPEN: [], PAUSED: [], CANCELLED: []}
    for standing, content in drafts:
        held[standing].append(Draft.from_json(content))
    return State(
        where=_where_from(conversation.get("where"), held[OPEN]),
        paused=tuple(held[PAUSED]),
        cancelled=held[CANCELLED][0] if held[CANCELLED] else None,
        loose=pieces_from(conversation.get("loose", ())),
        brought=pieces_from(conversation.get("brought", ())),
        forms_for=conversation.get("forms_for", ""),
        on_screen=conversation.get("on_screen", {}),
        language=wishes.language,
        muted=wishes.muted,
        ask_again=wishes.ask_again,
    )


def _where_to_json(where: Where) -> dict[str, Any]:
    if not isinstance(where, Filling):
        told: dict[str, Any] = to_builtins(where)
        return told
    told = {"type": "filling"}
    if where.at_summary:
        told["at_summary"] = True
    if where.wanted:
        told["wanted"] = where.wanted
    return told


def _where_from(stored: Mapping[str, Any] | None, opened: list[Draft]) -> Where:
    if stored is None:
        return Joining()
    if stored["type"] != "filling":
        where: WithoutDraft = convert(stored, WithoutDraft)
        return where
    if not opened:
        return HOME
    return Filling(opened[0], stored.get("at_summary", False), stored.get("wanted", ""))
