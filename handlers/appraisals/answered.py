"""What is tapped or typed while something is asked for an appraisal: a name, a reason, a witness,
an opinion.
"""

from handlers.appraisals import asking_who, beginning, replacing
from handlers.appraisals.ending import opinion_given, witnessed
from handlers.appraisals.parties import not_now
from handlers.appraisals.returning import reason_given
from handlers.vocabulary.actions import Action
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.places import HOME, Appraising
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn
from handlers.vocabulary.words import heard

GIVEN = {"reason": reason_given, "witness": witnessed, "opinion": opinion_given}


def who(talk: Talk, chosen: Action) -> Turn | None:
    """Somebody was tapped; "" is nobody."""
    place = talk.state.where
    if not isinstance(place, Appraising) or place.asked != chosen.kind:
        return None
    return _named(talk, place, int(chosen.member) if chosen.member.isdecimal() else 0)


def wrote(talk: Talk, place: Appraising, text: str) -> Turn:
    if heard("cancel", text):
        return beginning.drop(talk, Action("appraise_drop"))
    if place.asked not in GIVEN:
        found = asking_who.typed(talk, place, text)
        if not found:
            return asking_who.again(talk, place, "nobody_of_that_name")
        return _named(talk, place, found)
    about = talk.known.appraisal(place.appraisal)
    if about is None:
        return not_now(talk.going(HOME), None)
    return GIVEN[place.asked](talk, about, " ".join(text.split()))


def _named(talk: Talk, place: Appraising, member: int) -> Turn:
    """For one that begins, or in place of somebody who has left."""
    named = replacing.named if place.appraisal else beginning.named
    return named(talk, place, member)


COMMANDS = (Command("appraise_who", who, needs=(Need.APPRAISALS, Need.COLLEAGUES)),)
