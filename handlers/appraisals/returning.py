"""เห็นชอบ and ส่งกลับ: the assessor agrees to the targets, or sends agreement or results back with
one reason.
"""

from handlers.appraisals.parties import LONGEST, look_button, not_now, word
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.appraised import Appraisal, MoveAppraisal
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.messages import Text
from handlers.vocabulary.places import HOME, Appraising
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told

BACK = {"proposed": "returned", "reported": "questioned"}
SHORTEST = 3  # letters of a reason


def agree(talk: Talk, chosen: Action) -> Turn:
    """The agreement stands; results are told at the end of the round."""
    found = talk.known.appraisal(chosen.appraisal)
    if found is None or not _is_assessors(talk, found) or found.state != "proposed":
        return not_now(talk, found)
    button = look_button(found, talk.language)
    said = Text(talk.say("appraisal.you_agreed", name=found.person.name), (button,))
    effect = MoveAppraisal(found.id, "agreed", "agreed to an appraisal", {"returned": ""})
    turn = spoken(talk.state.undecided(), said)
    return turn.also(effect, *word(found.person, found, "agreed", who=found.assessor.name))


def send_back(talk: Talk, chosen: Action) -> Turn:
    """ส่งกลับ: why, in a sentence."""
    found = talk.known.appraisal(chosen.appraisal)
    if found is None or not _is_assessors(talk, found) or found.state not in BACK:
        return not_now(talk, found)
    cancel = tap("cancel", talk.language, action("appraise_drop"))
    place = Appraising("reason", appraisal=found.id)
    return told(talk.state.going(place), "appraisal.ask_reason", cancel, name=found.person.name)


def _is_assessors(talk: Talk, found: Appraisal) -> bool:
    return found.role_of(talk.known.person) == "assessor"


def reason_given(talk: Talk, found: Appraisal, reason: str) -> Turn:
    """It goes back to its person."""
    if not _is_assessors(talk, found) or found.state not in BACK:
        return not_now(talk.going(HOME), found)
    if not SHORTEST <= len(reason) <= LONGEST:
        cancel = tap("cancel", talk.language, action("appraise_drop"))
        return told(talk.state, "appraisal.reason_wanted", cancel, most=LONGEST)
    state = BACK[found.state]
    button = look_button(found, talk.language)
    said = Text(talk.say("appraisal.you_returned", name=found.person.name), (button,))
    effect = MoveAppraisal(found.id, state, "sent an appraisal back", {"returned": reason})
    words = word(found.person, found, "came_back", who=found.assessor.name, reason=reason)
    return spoken(talk.state.going(HOME), said).also(effect, *words)


COMMANDS = (
    Command("appraise_agree", agree, needs=(Need.APPRAISALS,)),
    Command("appraise_return", send_back, needs=(Need.APPRAISALS,)),
)
