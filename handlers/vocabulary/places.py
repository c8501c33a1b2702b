"""Where a conversation stands: one of these, each with what it needs and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct, field

from handlers.vocabulary.draft import Draft


class Joining(Struct, frozen=True, tag="joining", omit_defaults=True):
    """On the way in with an invite's code. `asked` is what the next message answers: "" (nothing
    yet), code, name, confirmation.
    """

    asked: str = ""
    invite: str = ""
    name: str = ""

    @property
    def is_under_way(self) -> bool:
        """A code was taken, and only the name or the confirmation is missing."""
        return bool(self.invite) and self.asked in {"name", "confirmation"}


class AskingToJoin(Struct, frozen=True, tag="asking_to_join", omit_defaults=True):
    """On the way in without a code; `asked`: programme, office, name."""

    asked: str = "programme"
    programme: str = ""
    office: str = ""


class Home(Struct, frozen=True, tag="home", omit_defaults=True):
    """Nothing is open. `unclear`: what was written last could not be understood."""

    unclear: bool = False


class Filling(Struct, frozen=True, tag="filling", omit_defaults=True):
    """A form is open: one of its questions is on screen, or its summary. `wanted` is the command
    that was asked for in between, until it is said whether to leave for it.
    """

    draft: Draft
    at_summary: bool = False
    wanted: str = ""


class Reviewing(Struct, frozen=True, tag="reviewing", omit_defaults=True):
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


class Judging(Struct, frozen=True, tag="judging", omit_defaults=True):
    """A judge goes through an office, or the committee decides; `doing` is what the next message
    answers.

    points, comment: of the judge at an item. settle, why: what the committee agrees on, and why.
    reopen: why a closed round is opened again.
    """

    programme: str
    doing: str
    office: str = ""
    item: str = ""
    points: str = ""


class Announcing(Struct, frozen=True, tag="announcing", omit_defaults=True):
    """A coordinator writes to many; `message` is what stands so far."""

    message: str = ""


class Surveying(Struct, frozen=True, tag="surveying", omit_defaults=True):
    """A coordinator opens a questionnaire of the programme, or says how many it was given to;
    `asked`: office, topic, count.
    """

    asked: str
    programme: str = ""
    form: str = ""
    office: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    survey: str = ""


class Appraising(Struct, frozen=True, tag="appraising", omit_defaults=True):
    """Something is asked for an appraisal; `asked`: assessor, superior, further (whom it is
    between; those told already by their number), reason, witness, opinion.
    """

    asked: str
    appraisal: str = ""
    programme: str = ""
    office: str = ""
    assessor: int = 0
    superior: int = 0
    further: int = 0


class BringingOwnForm(Struct, frozen=True, tag="own_form", omit_defaults=True):
    """The next file is a .docx to stand in place of this paper."""

    programme: str
    office: str
    paper: str


Where: TypeAlias = (
    Joining
    | AskingToJoin
    | Home
    | Filling
    | Reviewing
    | Judging
    | Announcing
    | Surveying
    | Appraising
    | BringingOwnForm
)

HOME = Home()
