"""Where a conversation stands. One JSON value, kept with the person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
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
        return {key: value for key, value in asdict(self).items() if value != getattr(State(), key)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> State:
        known = {key: value for key, value in stored.items() if key in cls.__dataclass_fields__}
        return cls(
            **{
                **known,
                "draft": _draft(stored.get("draft")),
                "cancelled": _draft(stored.get("cancelled")),
                "paused": tuple(filter(None, map(_draft, stored.get("paused", ())))),
                "loose": _pieces(stored.get("loose", ())),
            }
        )


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
