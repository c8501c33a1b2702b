"""A form being filled in, and the photos and files given with it: kept as a row of its own."""

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
    survey being answered, `appraisal` the id of the one of which a part is filled in; a `trial` is
    a coordinator trying a form out: nothing of it is kept.
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
    appraisal: str = ""
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

    @property
    def is_report(self) -> bool:
        """Whether an office sends it; a survey, a trial and a person's appraisal are nobody's."""
        return not (self.survey or self.trial or self.appraisal)

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

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Draft:
        return cls(
            **{
                **stored,
                "answers": Answers.from_json(stored["answers"]),
                "pieces": {
                    path: pieces_from(found) for path, found in stored.get("pieces", {}).items()
                },
                "writing": tuple(stored.get("writing", ())),
                "dropped": tuple(stored.get("dropped", ())),
                "proposed": proposed.from_json(stored.get("proposed", {})),
            }
        )

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


def pieces_from(stored: Any) -> tuple[Piece, ...]:  # noqa: ANN401 - JSON
    return tuple(Piece(**piece) for piece in stored)
