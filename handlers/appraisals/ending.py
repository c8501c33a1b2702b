"""The end of an appraisal: acknowledged by its person, or not signed before a witness; then the
opinion of one or two superiors.
"""

from handlers.appraisals.parties import LONGEST, look_button, not_now, word
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.appraised import Appraisal, MoveAppraisal
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.messages import Text
from handlers.vocabulary.places import HOME, Appraising
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from thai.names import find

SHORTEST = 3  # letters of an opinion
OPINES = {"acknowledged": "superior", "refused": "superior", "opined": "further"}


def accept(talk: Talk, chosen: Action) -> Turn:
    """รับทราบผล, by the person."""
    found = talk.known.appraisal(chosen.appraisal)
    if found is None or not _is(talk, found, "person", "told"):
        return not_now(talk, found)
    state = "acknowledged" if found.superior else "closed"
    effect = MoveAppraisal(found.id, state, "acknowledged an appraisal", {"witness": ""})
    turn = _said(talk, found, "you_acknowledged")
    words = word(found.assessor, found, "acknowledged")
    return turn.also(effect, *words, *word(found.superior, found, "opinion_wanted"))


def refuse(talk: Talk, chosen: Action) -> Turn:
    """ไม่ลงนาม: the assessor is told, who names the witness."""
    found = talk.known.appraisal(chosen.appraisal)
    if found is None or not _is(talk, found, "person", "told"):
        return not_now(talk, found)
    turn = _said(talk, found, "you_refused", who=found.assessor.name)
    return turn.also(*word(found.assessor, found, "does_not_sign"))


def ask_witness(talk: Talk, chosen: Action) -> Turn:
    """ไม่ลงนามรับทราบ โดยมีพยาน, by the assessor: who the witness is."""
    found = talk.known.appraisal(chosen.appraisal)
    if found is None or not _is(talk, found, "assessor", "told"):
        return not_now(talk, found)
    return _asks(talk, found, "witness")


def witnessed(talk: Talk, found: Appraisal, witness: str) -> Turn:
    """A name and a position; neither of the two it is between."""
    if not _is(talk, found, "assessor", "told"):
        return not_now(talk.going(HOME), found)
    cancel = tap("cancel", talk.language, action("appraise_drop"))
    if not SHORTEST <= len(witness) <= LONGEST:
        return told(talk.state, "appraisal.witness_wanted", cancel)
    if _names_one_of_them(found, witness):
        return told(talk.state, "appraisal.witness_is_party", cancel)
    state = "refused" if found.superior else "closed"
    did = "recorded that an appraisal was not signed"
    effect = MoveAppraisal(found.id, state, did, {"witness": witness})
    turn = _said(talk.going(HOME), found, "witness_kept", witness=witness)
    words = word(found.person, found, "witness_told", witness=witness, who=found.assessor.name)
    return turn.also(effect, *words, *word(found.superior, found, "opinion_wanted"))


def _names_one_of_them(found: Appraisal, witness: str) -> bool:
    names = {"person": (found.person.name,), "assessor": (found.assessor.name,)}
    return find(witness, names).key is not None


def same(talk: Talk, chosen: Action) -> Turn:
    """เห็นด้วย, by whoever stands above."""
    found = talk.known.appraisal(chosen.appraisal)
    if found is None or not found.is_turn_of(talk.known.person) or found.state not in OPINES:
        return not_now(talk, found)
    return _opined(talk, found, talk.say("appraisal.same"))


def ask_opinion(talk: Talk, chosen: Action) -> Turn:
    """มีความเห็นต่าง: which."""
    found = talk.known.appraisal(chosen.appraisal)
    if found is None or not found.is_turn_of(talk.known.person) or found.state not in OPINES:
        return not_now(talk, found)
    return _asks(talk, found, "opinion")


def opinion_given(talk: Talk, found: Appraisal, opinion: str) -> Turn:
    if not found.is_turn_of(talk.known.person) or found.state not in OPINES:
        return not_now(talk.going(HOME), found)
    if not SHORTEST <= len(opinion) <= LONGEST:
        cancel = tap("cancel", talk.language, action("appraise_drop"))
        return told(talk.state, "appraisal.reason_wanted", cancel, most=LONGEST)
    return _opined(talk.going(HOME), found, talk.say("appraisal.differs", opinion=opinion))


def _opined(talk: Talk, found: Appraisal, opinion: str) -> Turn:
    """Kept; on to whoever stands above that, else the appraisal is over."""
    role = OPINES[found.state]
    then = found.further if role == "superior" else None
    state = "opined" if then else "closed"
    effect = MoveAppraisal(found.id, state, "gave an opinion on an appraisal", {role: opinion})
    turn = _said(talk, found, "opinion_kept")
    if then:
        return turn.also(effect, *word(then, found, "opinion_wanted"))
    ended = (*word(found.person, found, "ended"), *word(found.assessor, found, "ended"))
    return turn.also(effect, *ended)


def _is(talk: Talk, found: Appraisal, role: str, state: str) -> bool:
    return found.role_of(talk.known.person) == role and found.state == state


def _asks(talk: Talk, found: Appraisal, what: str) -> Turn:
    cancel = tap("cancel", talk.language, action("appraise_drop"))
    place = Appraising(what, appraisal=found.id)
    return told(talk.state.going(place), f"appraisal.ask_{what}", cancel, name=found.person.name)


def _said(talk: Talk, found: Appraisal, key: str, **values: object) -> Turn:
    button = look_button(found, talk.language)
    said = talk.say(f"appraisal.{key}", name=found.person.name, **values)
    return spoken(talk.state.undecided(), Text(said, (button,)))


COMMANDS = (
    Command("appraise_accept", accept, needs=(Need.APPRAISALS,)),
    Command("appraise_refuse", refuse, needs=(Need.APPRAISALS,)),
    Command("appraise_witness", ask_witness, needs=(Need.APPRAISALS,)),
    Command("appraise_same", same, needs=(Need.APPRAISALS,)),
    Command("appraise_differ", ask_opinion, needs=(Need.APPRAISALS,)),
)
