"""The appraisal of a person: who it is between, how far it has come, what stands in it; and what a
step wants done with it. Nobody else is ever told of it.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

from msgspec import Struct, field

from handlers.vocabulary.draft import Piece
from handlers.vocabulary.reviewed import Colleague

AGREEMENT, RESULTS, FINDINGS = "agreement", "results", "findings"

# each state, and whose turn it is then: person, assessor, superior, further; "" once it is over
TURNS = {
    "begun": "person",
    "proposed": "assessor",
    "returned": "person",  # the agreement
    "agreed": "person",
    "reported": "assessor",
    "questioned": "person",  # the results came back
    "told": "person",  # has the findings, and is to acknowledge them
    "acknowledged": "superior",
    "refused": "superior",  # before a witness
    "opined": "further",
    "closed": "",
}
SEES_ALL = ("assessor", "superior", "further")


class Appraisal(Struct, frozen=True):
    """One person's appraisal of a round. `parts` are the answers by part (agreement, results,
    findings) and path below the root, `pieces` the photos and files of the results by the path of
    their question, `revisions` how often each was sent; `figures` what the
    findings come to, as handlers/appraisals/figuring.py says; `words` the last reason, witness and
    opinions; `refused` whether the person did not sign.
    """

    id: str
    programme: str
    version: str
    office: str
    state: str
    person: Colleague
    assessor: Colleague
    superior: Colleague | None = None
    further: Colleague | None = None
    parts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    pieces: Mapping[str, tuple[Piece, ...]] = field(default_factory=dict)
    revisions: Mapping[str, int] = field(default_factory=dict)
    figures: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    def is_turn_of(self, person: int) -> bool:
        """Whether somebody is to do something now."""
        turn = TURNS[self.state]
        holder = getattr(self, turn) if turn else None
        return holder is not None and holder.id == person

    def role_of(self, person: int) -> str:
        """person, assessor, superior or further; "" of everybody else."""
        for role in ("person", *SEES_ALL):
            holder = getattr(self, role)
            if holder is not None and holder.id == person:
                return role
        return ""

    @property
    def people(self) -> tuple[Colleague, ...]:
        """All whom it is between."""
        found = (self.person, self.assessor, self.superior, self.further)
        return tuple(one for one in found if one is not None)


class BeginAppraisal(Struct, frozen=True):
    """Somebody's appraisal is begun, with its assessor and those above; begun anew, it has others.
    People by their number, 0 for nobody.
    """

    id: str
    programme: str
    version: str
    office: str
    assessor: int
    superior: int = 0
    further: int = 0


class SendAppraisal(Struct, frozen=True):
    """A part of it was filled in and sent: it stands in `state` then, with these `figures` where
    they were worked out; `evidence` as (piece, path of its question below the root).
    """

    id: str
    part: str
    answers: Mapping[str, str]
    state: str
    version: str
    figures: Mapping[str, Any] | None = None
    evidence: tuple[tuple[str, str], ...] = ()


class MoveAppraisal(Struct, frozen=True):
    """It was agreed, sent back, acknowledged, refused, opined on: `words` are kept under their
    names.
    """

    id: str
    state: str
    did: str
    words: Mapping[str, str] = {}


class ReplaceParty(Struct, frozen=True):
    """Somebody takes the place of an assessor or superior who has left; `role` as of `role_of`."""

    id: str
    role: str
    member: int


class OpenEvidence(Struct, frozen=True):
    """This person may look at an appraisal's photos and files in the browser, for a while."""

    token: str
    appraisal: str


OfAppraisal: TypeAlias = (
    BeginAppraisal | SendAppraisal | MoveAppraisal | ReplaceParty | OpenEvidence
)
