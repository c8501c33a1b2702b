"""เริ่มแบบประเมิน: who assesses, who stands above them; then the form of the agreement opens."""

from collections.abc import Mapping

from msgspec.structs import replace

from handlers.appraisals.filling import opened
from handlers.appraisals.parties import appraises, not_now
from handlers.reports.report import told_of
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.appraised import Appraisal, BeginAppraisal
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.messages import Button, Tap
from handlers.vocabulary.people_known import Member
from handlers.vocabulary.places import HOME, Appraising
from handlers.vocabulary.reviewed import Colleague
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, tap, told
from handlers.vocabulary.words import heard
from thai.names import find

MOST_NAMES = 9  # as buttons; others by name
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


def colleagues(talk: Talk, place: Appraising) -> dict[int, Member]:
    """Who may be named: everybody of the own office and of those above, each once; oneself too, so
    that a sentence can say why not.
    """
    edition = talk.known.editions.get(place.programme)
    if edition is None or place.office not in edition.programme.above:
        return {}
    offices = (place.office, *edition.programme.above[place.office])
    at = {office: nearness for nearness, office in enumerate(offices)}
    here = [one for one in talk.known.colleagues if one.programme == place.programme]
    there = sorted((one for one in here if one.office in at), key=lambda one: at[one.office])
    return {one.id: one for one in reversed(there)}


def ask(talk: Talk, place: Appraising) -> Turn:
    """ใครเป็นผู้ประเมิน: names as buttons; others are typed."""
    told_already = {talk.known.person, place.assessor, place.superior}
    found = [one for one in colleagues(talk, place).values() if one.id not in told_already]
    nearest = list(reversed(found))[:MOST_NAMES]
    buttons: list[Button] = [
        Tap(one.name, action("appraise_who", member=str(one.id), kind=place.asked))
        for one in nearest
    ]
    if place.asked != "assessor":
        nobody = action("appraise_who", kind=place.asked)
        buttons.append(tap("appraise_nobody", talk.language, nobody))
    buttons.append(tap("cancel", talk.language, action("appraise_drop")))
    key = "appraisal.ask_" + (place.asked if found or place.asked != "assessor" else "nobody")
    return told(talk.state.going(place), key, *buttons)


def who(talk: Talk, chosen: Action) -> Turn | None:
    """Somebody was tapped; "" is nobody."""
    place = talk.state.where
    if not isinstance(place, Appraising) or place.asked != chosen.kind:
        return None
    return named(talk, place, int(chosen.member) if chosen.member.isdecimal() else 0)


def wrote(talk: Talk, place: Appraising, text: str) -> Turn:
    """A name that was typed."""
    if heard("cancel", text):
        return drop(talk, Action("appraise_drop"))
    named_here = (one for one in colleagues(talk, place).values() if one.name)
    names = {str(one.id): (one.name, one.name.split()[0]) for one in named_here}
    found = find(text, names).key
    if found is None:
        return ask(talk, place).after(*told(talk.state, "appraisal.nobody_of_that_name").says)
    return named(talk, place, int(found))


def named(talk: Talk, place: Appraising, member: int) -> Turn:
    """On to the next question, or to the form."""
    there = colleagues(talk, place)
    if member == talk.known.person:
        return _again(talk, place, f"not_yourself_{place.asked}")
    if member and member in {place.assessor, place.superior}:
        return _again(talk, place, "named_already")
    if member not in there and (member or place.asked == "assessor"):
        return _again(talk, place, "nobody_of_that_name")
    then = NEXT.get(place.asked)
    if place.asked == "assessor":
        return ask(talk, replace(place, asked="superior", assessor=member))
    if then and member:
        return ask(talk, replace(place, asked=then, superior=member))
    return _begun(talk, place, member if place.asked == "further" else 0, there)


def _again(talk: Talk, place: Appraising, key: str) -> Turn:
    return ask(talk, place).after(*told(talk.state, f"appraisal.{key}").says)


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
    Command("appraise_who", who, needs=_WHO),
    Command("appraise_drop", drop),
)
