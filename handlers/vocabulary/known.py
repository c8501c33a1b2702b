"""What a step is told, read by the shell beforehand: who is talking, their programmes, what was
sent before.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any

from msgspec import Struct, field

from forms.reading.xform import Form
from handlers.vocabulary.appraised import Appraisal
from handlers.vocabulary.brought import OwnForm, Upload
from handlers.vocabulary.draft import Piece
from handlers.vocabulary.flags import Flagged
from handlers.vocabulary.judged import Panel
from handlers.vocabulary.monthly import Monthly
from handlers.vocabulary.people_known import Guesses, Held, Member, Request, Stuck
from handlers.vocabulary.permissions import ROLES, Membership
from handlers.vocabulary.reviewed import Colleague, Queue, Review
from scoring.plausible import Doubt
from scoring.programme import Programme
from thai.working_days import Calendar

__all__ = [
    "ROLES",
    "Edition",
    "Invite",
    "Known",
    "Membership",
    "Submission",
    "Survey",
    "UnderReview",
    "Upload",
]


class Invite(Struct, frozen=True):
    """An invite code as it stands: `problem` is "" when it can be used, else used_up, expired,
    revoked or, its office being gone, dropped.
    """

    code: str
    programme: str
    office: str
    role: str
    problem: str = ""


class Submission(Struct, frozen=True):
    """A report that was sent, with its score as reported; `counts` is the one that totals use.

    `version` is the one that scored it, `asked_under` the one whose form asked it; `reporter_id`
    who sent it.
    """

    id: str
    programme: str
    version: str
    indicator: str
    office: str
    reporter: str
    submitted_at: datetime
    counted_from: date
    revision: int
    answers: Mapping[str, str]
    evidence: int
    score: Mapping[str, Any]
    token: str = ""
    series: str = ""
    pieces: Mapping[str, tuple[Piece, ...]] = field(
        default_factory=dict
    )  # evidence by question path
    asked_under: str = ""
    reporter_id: int = 0
    review: Review | None = None
    doubts: tuple[Doubt, ...] = ()  # unlikely numbers that its sender stands by

    @property
    def counts(self) -> Mapping[str, Any]:
        """The verifier's score where there is one, else the reported one (rule 5 of section 9)."""
        verified: Mapping[str, Any] = self.review.verified if self.review else {}
        return verified.get("score") or self.score

    @property
    def is_returned(self) -> bool:
        return self.review is not None and self.review.state == "returned"

    @property
    def restarts(self) -> bool:
        """Whether it came back and the correction's own day is to count."""
        return self.is_returned and self.review is not None and self.review.restarts


class UnderReview(Struct, frozen=True):
    """A report on somebody's desk: `before` are the answers of the revision it replaces, `newest`
    the current one's id.

    `flags` are what should be looked at in its evidence; `reporters` those who hear what becomes of
    it.
    """

    submission: Submission
    newest: str
    before: Mapping[str, str] | None = None
    verifier: str = ""
    flags: tuple[Flagged, ...] = ()
    reporters: tuple[Colleague, ...] = ()


class Elsewhere(Struct, frozen=True):
    """What another office, or another round, holds of the same work: for comparing numbers only."""

    programme: str
    office: str
    answers: Mapping[str, str]


class Edition(Struct, frozen=True):
    """One version of a programme with its compiled forms and its working days; `version` names
    both.
    """

    version: str
    programme: Programme
    forms: Callable[[str], Form]
    calendar: Calendar


class Survey(Struct, frozen=True):
    """A survey as it stands; `form` is the code of its report form, `office` whose it is ("" of
    older ones: the whole programme's), `answered` whether this person has answered it, `count` how
    many have.

    `closes` is the last day on which answers are taken. `given`: what its topics are called, by
    path below the root. `named`: answered in offices' names. `responses` are the answers by path,
    without anything that tells who gave them; read for results only.
    """

    code: str
    programme: str
    version: str
    form: str
    token: str = ""
    closed: bool = False
    answered: bool = False
    responses: tuple[Mapping[str, str], ...] = ()
    office: str = ""
    closes: date | None = None
    invited: int | None = None
    named: bool = False
    given: Mapping[str, str] = field(default_factory=dict)
    count: int = 0
    opened: date | None = None

    def takes(self, today: date) -> bool:
        """Whether answers are taken on this day."""
        return not self.closed and (self.closes is None or today <= self.closes)


class Known(Struct, frozen=True, dict=True):
    person: int = 0
    consented: bool = False
    name: str = ""
    device: str = ""  # what a form is told of the telephone: a name of ours, never LINE's id
    memberships: tuple[Membership, ...] = ()
    editions: Mapping[str, Edition] = field(
        default_factory=dict
    )  # the current one of each programme
    older: Callable[[str, str], Edition | None] = lambda _key, _version: (
        None
    )  # the one a draft began with
    submissions: tuple[
        Submission, ...
    ] = ()  # those the question needs: of own offices, or of a whole programme
    earlier: tuple[Submission, ...] = ()  # revisions that those have taken the place of
    sent_elsewhere: tuple[
        Elsewhere, ...
    ] = ()  # of the work about to be sent, where a rule of what is likely wants it
    invite: Invite | None = None
    quoted: tuple[str, str] | None = None  # the report and the path that a quoted message asked
    survey: Survey | None = None  # the one whose code was typed, or that is being answered
    surveys: tuple[Survey, ...] = ()  # for those who may see results; the newest with responses
    invited_already: frozenset[int] = frozenset()  # members, to the survey a button names
    upload: Upload | None = None
    own_forms: tuple[OwnForm, ...] = ()  # in place of papers: those that count, and one brought
    queue: Mapping[str, Queue] = field(default_factory=dict)  # what waits for review, by programme
    under: UnderReview | None = None
    panels: Mapping[str, Panel] = field(default_factory=dict)  # of judged programmes, by key
    guesses: Guesses = field(default_factory=Guesses)
    in_charge: tuple[Colleague, ...] = ()  # who hears of somebody guessing codes
    requests: tuple[Request, ...] = ()  # to join, where this person may decide
    request: Request | None = None
    members: tuple[Member, ...] = ()  # of the offices this person may look after
    held: Held | None = None
    stuck: tuple[Stuck, ...] = ()  # for those who coordinate a programme as a whole
    fresh_code: str = ""  # for a survey opened in this step
    token: str = ""  # unguessable, for the evidence link of a report sent in this step
    public_url: str = ""
    pages_url: str = ""  # before /s and /f: of LIFF where it is set, else the public address
    calendars: Mapping[tuple[str, str], str] = field(
        default_factory=dict
    )  # (programme, office) -> its link's token
    boards: Mapping[tuple[str, str], str] = field(default_factory=dict)  # alike, of its board
    sheets: Mapping[str, str] = field(default_factory=dict)  # the address of each programme's Sheet
    desks: Mapping[tuple[str, str], tuple[Colleague, ...]] = field(
        default_factory=dict
    )  # (programme, office) -> who reviews there
    appraisals: tuple[Appraisal, ...] = ()  # in which this person has a part
    appraised: tuple[Submission, ...] = ()  # the records that score the targets of one of them
    colleagues: tuple[Member, ...] = ()  # who may assess this person
    monthly: Monthly | None = None  # for those who oversee, once LINE has been asked

    def appraisal(self, id_: str) -> Appraisal | None:
        """The one a button or a draft names, where this person has a part in it."""
        return next((one for one in self.appraisals if one.id == id_ and id_), None)

    def edition(self, programme: str, version: str) -> Edition | None:
        """The version a draft or submission was made under; None when the programme is gone."""
        current = self.editions.get(programme)
        if current is None or current.version == version:
            return current
        return self.older(programme, version) or current

    def sent(self, programme: str, office: str, indicator: str) -> tuple[Submission, ...]:
        """All current reports of an office on one thing: one, or many where many may be sent."""
        return tuple(self._by_place.get((programme, office, indicator), ()))

    def submission(self, programme: str, office: str, indicator: str) -> Submission | None:
        """The one current report of an office; None where it may send many."""
        found = self._by_place.get((programme, office, indicator), ())
        return next((one for one in found if not one.series), None)

    @cached_property
    def _by_place(self) -> Mapping[tuple[str, str, str], list[Submission]]:
        """{(programme, office, work): the current reports}, put in order once for a country."""
        found: dict[tuple[str, str, str], list[Submission]] = {}
        for one in self.submissions:
            found.setdefault((one.programme, one.office, one.indicator), []).append(one)
        return found
