"""ใครเป็นผู้ประเมิน: who may be named, as buttons and by what is typed; why somebody may not be."""

from handlers.vocabulary.actions import action
from handlers.vocabulary.messages import Button, Tap
from handlers.vocabulary.people_known import Member
from handlers.vocabulary.places import Appraising
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, tap, told
from thai.names import find

MOST_NAMES = 9  # as buttons; others by name


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
    told_already = {talk.known.person, place.assessor, place.superior, place.further}
    found = [one for one in colleagues(talk, place).values() if one.id not in told_already]
    nearest = list(reversed(found))[:MOST_NAMES]
    buttons: list[Button] = [
        Tap(one.name, action("appraise_who", member=str(one.id), kind=place.asked))
        for one in nearest
    ]
    if place.asked != "assessor" and not place.appraisal:
        nobody = action("appraise_who", kind=place.asked)
        buttons.append(tap("appraise_nobody", talk.language, nobody))
    buttons.append(tap("cancel", talk.language, action("appraise_drop")))
    key = "appraisal.ask_" + (place.asked if found or place.asked != "assessor" else "nobody")
    return told(talk.state.going(place), key, *buttons)


def typed(talk: Talk, place: Appraising, text: str) -> int:
    """The number of whom a text names; 0 where it names nobody."""
    named_here = (one for one in colleagues(talk, place).values() if one.name)
    names = {str(one.id): (one.name, one.name.split()[0]) for one in named_here}
    return int(find(text, names).key or 0)


def refused(talk: Talk, place: Appraising, member: int) -> str:
    """The sentence that says why somebody cannot be named; "" where they can."""
    if member == talk.known.person:
        return f"not_yourself_{place.asked}"
    if member and member in {place.assessor, place.superior, place.further}:
        return "named_already"
    if member not in colleagues(talk, place) and (member or place.asked == "assessor"):
        return "nobody_of_that_name"
    return ""


def again(talk: Talk, place: Appraising, key: str) -> Turn:
    """The question once more, with the reason before it."""
    return ask(talk, place).after(*told(talk.state, f"appraisal.{key}").says)
