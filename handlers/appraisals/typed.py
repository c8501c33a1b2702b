"""What is typed while something is asked for an appraisal: a name, a reason, a witness, an
opinion.
"""

from handlers.appraisals import beginning
from handlers.appraisals.ending import opinion_given, witnessed
from handlers.appraisals.parties import not_now
from handlers.appraisals.returning import reason_given
from handlers.vocabulary.actions import Action
from handlers.vocabulary.places import HOME, Appraising
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn
from handlers.vocabulary.words import heard

GIVEN = {"reason": reason_given, "witness": witnessed, "opinion": opinion_given}


def wrote(talk: Talk, place: Appraising, text: str) -> Turn:
    if place.asked not in GIVEN:
        return beginning.wrote(talk, place, text)
    if heard("cancel", text):
        return beginning.drop(talk, Action("appraise_drop"))
    found = talk.known.appraisal(place.appraisal)
    if found is None:
        return not_now(talk.going(HOME), None)
    return GIVEN[place.asked](talk, found, " ".join(text.split()))
