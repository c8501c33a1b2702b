"""What a step wants done. The shell writes all of it in one transaction and only then acts."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeAlias

from msgspec import Struct

from handlers.vocabulary.appraised import OfAppraisal
from handlers.vocabulary.judging_effects import OfJudging
from handlers.vocabulary.link_effects import OfLink
from handlers.vocabulary.messages import Message
from handlers.vocabulary.paper_effects import OfPapers
from handlers.vocabulary.people_effects import OfPeople
from handlers.vocabulary.review_effects import OfReview
from handlers.vocabulary.reviewed import Awaits
from scoring.plausible import Doubt


class Say(Struct, frozen=True):
    """Messages to the person. `must` ones are pushed when the free reply is lost; others wait for
    the next reply.
    """

    messages: tuple[Message, ...]
    must: bool = False


class Consent(Struct, frozen=True):
    at: datetime


class Enrol(Struct, frozen=True):
    """Uses up one use of an invite and makes the person a member."""

    invite: str
    name: str


class Block(Struct, frozen=True):
    blocked: bool


class Keep(Struct, frozen=True):
    """Evidence that arrived: remember it, and fetch it at once if it lies with LINE."""

    evidence_id: str
    message_id: str
    kind: str
    name: str
    size: int | None
    at: datetime
    link: str = ""


class Drop(Struct, frozen=True):
    """The person took a message back: its content is not used."""

    message_id: str


class ReadTable(Struct, frozen=True):
    """The rows of a file that is being kept are read; what comes of it is an event of its own."""

    piece: Mapping[str, Any]
    draft: str

    @property
    def evidence_id(self) -> str:
        return str(self.piece["id"])


class ReadCode(Struct, frozen=True):
    """The codes in a photo that is being kept are read; what comes of it is an event of its own."""

    evidence_id: str
    draft: str
    question: str


class AwaitSet(Struct, frozen=True):
    """Photos that were sent at once are on their way: should the last of them stay away, that is an
    event of its own after a while.
    """

    draft: str
    question: str
    set_id: str


class Attached(Struct, frozen=True):
    evidence_id: str
    question: str
    place: int


class Submit(Struct, frozen=True):
    """A finished report with its score. `counted_from` is the first complete submission's day (rule
    3 of section 9).

    `series` is "" where an office has one current report, else its own for each of many.
    """

    id: str
    programme: str
    version: str
    indicator: str
    office: str
    series: str
    form: str
    form_version: str
    answers: Mapping[str, str]
    evidence: tuple[Attached, ...]
    at: datetime
    counted_from: date
    revision: int
    replaces: str | None
    score: Mapping[str, Any]
    token: str
    awaits: Awaits | None = None
    doubts: tuple[Doubt, ...] = ()  # unlikely numbers that its sender stands by


class Respond(Struct, frozen=True):
    """An answered survey: the day only, and nothing that tells who answered; of a named survey in
    whose name (`who`).
    """

    survey: str
    answers: Mapping[str, str]
    day: date
    who: str = ""


class OpenSurvey(Struct, frozen=True):
    """A questionnaire of the programme is opened for an office; `closes` is the last day on which
    answers are taken, `given` what its topics are called.
    """

    programme: str
    office: str
    form: str
    code: str
    token: str
    closes: date | None = None
    named: bool = False
    given: Mapping[str, str] = {}


class InviteMembers(Struct, frozen=True):
    """Members who are asked to answer: (person, name)."""

    survey: str
    members: tuple[tuple[int, str], ...]


class RemindInvited(Struct, frozen=True):
    """Invited members who have not answered are reminded, as far as the month's messages go."""

    survey: str


class SetClosing(Struct, frozen=True):
    """The last day on which a survey takes answers."""

    survey: str
    day: date


class CountInvited(Struct, frozen=True):
    """How many people a survey was given to."""

    survey: str
    count: int


class OpenResults(Struct, frozen=True):
    """This person may look at a survey's results in the browser, for a while."""

    token: str
    survey: str


class BringForm(Struct, frozen=True):
    """A form file to be fetched and checked; its report answers the message."""

    id: str
    programme: str
    message_id: str
    name: str


class PublishForm(Struct, frozen=True):
    """A checked form becomes part of its programme: `kind` once, many or survey; a survey gets the
    code and token, and is the `office`'s; "" is the whole programme's. `due` of a survey is the
    last day on which answers are taken.
    """

    upload: str
    programme: str
    kind: str
    due: date | None
    code: str
    token: str
    office: str = ""


class CloseSurvey(Struct, frozen=True):
    code: str


OfSelf: TypeAlias = Consent | Enrol | Block
OfEvidence: TypeAlias = Keep | Drop | ReadTable | ReadCode | AwaitSet
OfReport: TypeAlias = Submit | OfLink | OfPapers
OfInviting: TypeAlias = InviteMembers | RemindInvited | CountInvited
OfSurvey: TypeAlias = OpenSurvey | SetClosing | CloseSurvey | OfInviting | OpenResults
OfForm: TypeAlias = BringForm | PublishForm | OfSurvey | Respond
Effect: TypeAlias = (
    Say | OfSelf | OfPeople | OfEvidence | OfReport | OfForm | OfReview | OfJudging | OfAppraisal
)
