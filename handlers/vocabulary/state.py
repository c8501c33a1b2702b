"""Where a conversation stands. One JSON value, kept with the person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from forms.filling.session import Answers
from handlers.vocabulary import proposed
from handlers.vocabulary.proposed import Proposed


class Piece(Struct, frozen=True):
    """One photo, file or link that was given as evidence."""

    id: str
    message_id: str
    kind: str
    name: str
    set_id: str = ""
    set_total: int = 0

    def to_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__struct_fields__}


MOST_SAID = 60
UPLOADED = "upload:"  # how the version of a form that is not published yet begins


class Draft(Struct, frozen=True):
    """A form being filled in. `at` is the stop asked last, "" when the summary is on screen.

    `series` tells reports apart of which an office may send many; `survey` is the code of the
    survey being answered; a `trial` is a coordinator trying a form out: nothing of it is kept.
    """

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
    series: str = ""
    survey: str = ""
    trial: bool = False
    search: str = ""  # what a long list of choices was narrowed with
    writing: tuple[
        str, ...
    ] = ()  # stops whose answer is still coming in, in several messages or ticks
    unsure: str = ""  # an answer that takes rows away, until the person has said yes
    dropped: tuple[
        str, ...
    ] = ()  # rows taken out, in that order: those after each of them moved up
    said: Mapping[str, str] = field(
        default_factory=dict
    )  # the person's messages by id -> the stop they answered
    proposed: Proposed | None = None  # rows that were pasted or sent, until they are taken or left
    unread: Mapping[str, str] = field(
        default_factory=dict
    )  # cells of such rows that could not be read, at the questions they were meant for
    corrects: str = ""  # the report that was sent back and is corrected by this one
    only: Mapping[str, str] = field(
        default_factory=dict
    )  # the questions that are open in it, each with its reason
    doubted: bool = False  # asked whether an unlikely number is right
    merged: tuple[str, ...] = ()  # the reports whose sums or rows it was opened with
    token: str = ""  # of its evidence link, once it was asked for before sending

    def is_for(self, programme: str, office: str, indicator: str) -> bool:
        return (self.programme, self.office, self.indicator) == (programme, office, indicator)

    def to_json(self) -> dict[str, Any]:
        """Only what differs from a fresh draft, beside what names it."""
        told = {name: getattr(self, name) for name in self.__struct_fields__}
        told["answers"] = self.answers.to_json()
        told["pieces"] = {
            path: [piece.to_json() for piece in found] for path, found in self.pieces.items()
        }
        told["said"] = dict(self.said)
        told["only"] = dict(self.only)
        told["unread"] = dict(self.unread)
        told["proposed"] = proposed.to_json(self.proposed)
        return {
            name: value
            for name, value in told.items()
            if name in NAMES_IT or value not in (False, "", {}, ())
        }

    def with_pieces(self, path: str, pieces: tuple[Piece, ...]) -> Draft:
        return replace(self, pieces={**self.pieces, path: pieces})

    def gathering(self, path: str, value: str) -> Draft:
        """With what has come in so far of an answer that takes several messages or ticks; it does
        not stand yet.
        """
        answers = self.answers.keep({path: value})
        return replace(
            self, answers=answers, writing=(*(one for one in self.writing if one != path), path)
        )

    def answering(self, path: str, value: str) -> Draft:
        """With an answer that stands."""
        writing = tuple(one for one in self.writing if one != path)
        return replace(self, answers=self.answers.put(path, value), writing=writing)

    def heard(self, message_id: str, path: str) -> Draft:
        """Remembers which message answered which question, so that it can be quoted later; the
        newest ones only.
        """
        if not message_id:
            return self
        said = {**self.said, message_id: path}
        return replace(self, said=dict(list(said.items())[-MOST_SAID:]))


NAMES_IT = ("id", "programme", "version", "office", "indicator", "answers")


class Reviewing(Struct, frozen=True):
    """A decision on a report that takes several messages; `doing` is what the next one answers.

    pick, reason, restart: which questions go back, why each, why the day starts anew.
    value, score, value_reason: the verifier's value at a question (or the score), and why.
    """

    submission: str
    doing: str
    at: str = ""  # the question the next message is about
    picked: tuple[str, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    restarts: str = ""
    value: str = ""

    def to_json(self) -> dict[str, Any]:
        told = {name: getattr(self, name) for name in self.__struct_fields__}
        told |= {"picked": list(self.picked), "reasons": dict(self.reasons)}
        return told

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Reviewing:
        return cls(**{**stored, "picked": tuple(stored["picked"])})


class State(Struct, frozen=True):
    """`place`: new, code, name, confirm, home, asking, review. `wanted` is what was asked for in
    mid-question.
    """

    place: str = "new"
    language: str = "th"
    name: str = ""
    invite: str = ""
    wanted: str = ""
    draft: Draft | None = None
    paused: tuple[Draft, ...] = ()
    cancelled: Draft | None = None
    loose: tuple[Piece, ...] = ()
    brought: tuple[
        Piece, ...
    ] = ()  # form files that wait until it is said for which programme they are
    forms_for: str = ""  # the programme that was said last
    reviewing: Reviewing | None = None
    asking: str = ""  # the programme, or programme/office, somebody without a code asks to join
    message: str = ""  # what a coordinator is about to send to many
    on_screen: Mapping[str, str] = field(
        default_factory=dict
    )  # what was said last: {words of a button: its action}
    muted: bool = False  # wants no reminders but those at a deadline itself
    ask_again: str = ""  # the day on which they asked to be reminded, as ISO

    def to_json(self) -> dict[str, Any]:
        """Only what differs from the start, so that most conversations are a few bytes."""
        told = {
            key: getattr(self, key) for key in FIELDS if getattr(self, key) != getattr(START, key)
        }
        for key in ("draft", "cancelled", "reviewing"):
            if key in told:
                told[key] = told[key].to_json()
        if "paused" in told:
            told["paused"] = [draft.to_json() for draft in told["paused"]]
        for key in ("loose", "brought"):
            if key in told:
                told[key] = [piece.to_json() for piece in told[key]]
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
                "brought": _pieces(stored.get("brought", ())),
                "reviewing": Reviewing.from_json(stored["reviewing"])
                if stored.get("reviewing")
                else None,
            }
        )


FIELDS = State.__struct_fields__
START = State()


def _draft(stored: Mapping[str, Any] | None) -> Draft | None:
    if not stored:
        return None
    return Draft(
        **{
            **stored,
            "answers": Answers.from_json(stored["answers"]),
            "pieces": {path: _pieces(pieces) for path, pieces in stored.get("pieces", {}).items()},
            "writing": tuple(stored.get("writing", ())),
            "dropped": tuple(stored.get("dropped", ())),
            "proposed": proposed.from_json(stored.get("proposed", {})),
        }
    )


def _pieces(stored: Any) -> tuple[Piece, ...]:  # noqa: ANN401 - JSON
    return tuple(Piece(**piece) for piece in stored)
