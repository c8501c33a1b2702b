"""Where a conversation stands. One JSON value, kept with the person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from forms.session import Answers


@dataclass(frozen=True, slots=True)
class Piece:
    """One photo, file or link that was given as evidence."""

    id: str
    message_id: str
    kind: str
    name: str
    set_id: str = ""
    set_total: int = 0

    def to_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Draft:
    """A report being filled in. `at` is the question asked last, "" when the summary is on screen."""

    id: str
    programme: str
    version: str
    office: str
    indicator: str
    answers: Answers = field(default_factory=Answers)
    at: str = ""
    editing: bool = False
    warned: bool = False  # told that some of a set of photos is missing
    pieces: Mapping[str, tuple[Piece, ...]] = field(default_factory=dict)

    def is_for(self, programme: str, office: str, indicator: str) -> bool:
        return (self.programme, self.office, self.indicator) == (programme, office, indicator)

    def to_json(self) -> dict[str, Any]:
        pieces = {path: [piece.to_json() for piece in found] for path, found in self.pieces.items()}
        told = {name: getattr(self, name) for name in self.__slots__}
        return {**told, "answers": self.answers.to_json(), "pieces": pieces}

    def with_pieces(self, path: str, pieces: tuple[Piece, ...]) -> Draft:
        return replace(self, pieces={**self.pieces, path: pieces})


@dataclass(frozen=True, slots=True)
class State:
    """`place`: new, code, name, confirm, home, asking, review. `wanted` is what was asked for in mid-question."""

    place: str = "new"
    language: str = "th"
    name: str = ""
    invite: str = ""
    wanted: str = ""
    draft: Draft | None = None
    paused: tuple[Draft, ...] = ()
    cancelled: Draft | None = None
    loose: tuple[Piece, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Only what differs from the start, so that most conversations are a few bytes."""
        told = {key: getattr(self, key) for key in FIELDS if getattr(self, key) != getattr(START, key)}
        for key in ("draft", "cancelled"):
            if key in told:
                told[key] = told[key].to_json()
        if "paused" in told:
            told["paused"] = [draft.to_json() for draft in told["paused"]]
        if "loose" in told:
            told["loose"] = [piece.to_json() for piece in told["loose"]]
        return told

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> State:
        known = {key: value for key, value in stored.items() if key in FIELDS}
        return cls(
            **{
                **known,
                "draft": _draft(stored.get("draft")),
                "cancelled": _draft(stored.get("cancelled")),
                "paused": tuple(filter(None, map(_draft, stored.get("paused", ())))),
                "loose": _pieces(stored.get("loose", ())),
            }
        )


FIELDS = tuple(field.name for field in fields(State))
START = State()


def _draft(stored: Mapping[str, Any] | None) -> Draft | None:
    if not stored:
        return None
    return Draft(
        **{
            **stored,
            "answers": Answers(stored["answers"]["values"], tuple(stored["answers"]["done"])),
            "pieces": {path: _pieces(pieces) for path, pieces in stored["pieces"].items()},
        }
    )


def _pieces(stored: Any) -> tuple[Piece, ...]:  # noqa: ANN401 - JSON
    return tuple(Piece(**piece) for piece in stored)
