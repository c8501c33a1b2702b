"""เริ่มแบบประเมิน: who assesses, who stands above them; then the form of the agreement opens."""

from collections.abc import Mapping

from msgspec.structs import replace

from handlers.appraisals.asking_who import again, ask, colleagues, refused
from handlers.appraisals.filling import opened
from handlers.appraisals.parties import appraises, not_now
from handlers.reports.report import told_of
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.appraised import Appraisal, BeginAppraisal
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.people_known import Member
from handlers.vocabulary.places import HOME, Appraising
from handlers.vocabulary.reviewed import Colleague
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, tap, told

OPEN_TO_OTHERS = {"begun", "proposed", "returned"}  # nothing is agreed yet: others may be named
NEXT = {"assessor": "superior", "superior": "further"}


def begin(talk: Talk, chosen: Action) -> Turn | None:
    """The first question: who assesses. One appraisal of a person in a programme."""
    edition = talk.known.editions.get(chosen.programme)
    mine = [one for one in talk.known.memberships if one.programme == chosen.programme]
    if edition is None or not mine or not appraises(edition.programme):
        return None
    has = next((one for one in _own(talk) if one.programme == chosen.programme), None)
    if has is not None and has.state not in OPEN_TO_OTHERS:
        return not_now(talk, has)
    place = Appraising("assessor", programme=chosen.programme, office=mine[0].office)
    aside = talk.state.draft
    return ask(talk, place).after(*(told_of(talk, aside) if aside else ()))


def _own(talk: Talk) -> list[Appraisal]:
    return [one for one in talk.known.appraisals if one.person.id == talk.known.person]


def named(talk: Talk, place: Appraising, member: int) -> Turn:
    """On to the next question, or to the form."""
    if wrong := refused(talk, place, member):
        return again(talk, place, wrong)
    then = NEXT.get(place.asked)
    if place.asked == "assessor":
        return ask(talk, replace(place, asked="superior", assessor=member))
    if then and member:
        return ask(talk, replace(place, asked=then, superior=member))
    there = colleagues(talk, place)
    return _begun(talk, place, member if place.asked == "further" else 0, there)


def _begun(talk: Talk, place: Appraising, further: int, there: Mapping[int, Member]) -> Turn:
    has = next((one for one in _own(talk) if one.programme == place.programme), None)
    if has is not None and has.state not in OPEN_TO_OTHERS:
        return not_now(talk, has)
    found = Appraisal(
        id=has.id if has else talk.fresh_id(),
        programme=place.programme,
        version=talk.known.editions[place.programme].version,
        office=place.office,
        state="begun",
        person=Colleague(talk.known.person, talk.known.name, talk.language),
        assessor=_colleague(there[place.assessor]),
        parts=has.parts if has else {},
    )
    effect = BeginAppraisal(
        found.id,
        found.programme,
        found.version,
        found.office,
        place.assessor,
        place.superior,
        further,
    )
    said = told(talk.state, "appraisal.began", name=found.assessor.name).says
    return opened(talk.becoming(where=HOME), found).after(*said).also(effect)


def _colleague(one: Member) -> Colleague:
    return Colleague(one.id, one.name, one.language)


def drop(talk: Talk, _chosen: Action) -> Turn:
    again = tap("appraisal", talk.language, action("appraisal"))
    return told(talk.state.going(HOME), "appraisal.dropped", again)


_WHO = (Need.APPRAISALS, Need.COLLEAGUES)

COMMANDS = (
    Command("appraise_begin", begin, needs=_WHO),
    Command("appraise_drop", drop),
)
