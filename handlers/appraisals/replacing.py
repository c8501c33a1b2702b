"""ระบุคนใหม่: an assessor or superior has left the office after the agreement; whose appraisal it is
names another, who sees and goes on with all there is.
"""

from msgspec.structs import replace

from handlers.appraisals.asking_who import again, ask, colleagues, refused
from handlers.appraisals.beginning import OPEN_TO_OTHERS
from handlers.appraisals.parties import look_button, not_now, word
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.appraised import SEES_ALL, Appraisal, ReplaceParty
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.messages import Button
from handlers.vocabulary.places import HOME, Appraising
from handlers.vocabulary.reviewed import Colleague
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, tap, told


def gone(talk: Talk, found: Appraisal) -> tuple[str, ...]:
    """The roles of those who have left, for whose appraisal it is while they are at that office;
    nobody, as long as others may be named anyway, and once it is over.
    """
    is_mine = found.person.id == talk.known.person
    is_here = any(
        (one.programme, one.office) == (found.programme, found.office)
        for one in talk.known.memberships
    )
    if not (is_mine and is_here) or found.state in {*OPEN_TO_OTHERS, "closed"}:
        return ()
    there = colleagues(talk, _place(found, ""))
    return tuple(role for role in SEES_ALL if (one := getattr(found, role)) and one.id not in there)


def buttons(talk: Talk, found: Appraisal) -> list[Button]:
    return [
        tap(
            f"appraise_new_{role}",
            talk.language,
            action("appraise_replace", appraisal=found.id, kind=role),
        )
        for role in gone(talk, found)
    ]


def _place(found: Appraisal, role: str) -> Appraising:
    """Where somebody is asked for; the others of it cannot be named twice."""
    return Appraising(
        role,
        found.id,
        found.programme,
        found.office,
        assessor=found.assessor.id,
        superior=found.superior.id if found.superior else 0,
        further=found.further.id if found.further else 0,
    )


def begin(talk: Talk, chosen: Action) -> Turn:
    """Who takes the place of whoever left."""
    found = talk.known.appraisal(chosen.appraisal)
    if found is None or chosen.kind not in gone(talk, found):
        return not_now(talk, found)
    return ask(talk, _place(found, chosen.kind))


def named(talk: Talk, place: Appraising, member: int) -> Turn:
    """They are told, and the appraisal goes on with them."""
    if wrong := refused(talk, place, member) or ("" if member else "nobody_of_that_name"):
        return again(talk, place, wrong)
    found = talk.known.appraisal(place.appraisal)
    talk = talk.going(HOME)
    if found is None or place.asked not in gone(talk, found):
        return not_now(talk, found)
    one = colleagues(talk, place)[member]
    new = Colleague(one.id, one.name, one.language)
    changed = replace(found, **{place.asked: new})
    turn = told(talk.state, "appraisal.replaced", look_button(found, talk.language), name=new.name)
    return turn.also(
        ReplaceParty(found.id, place.asked, new.id), *word(new, changed, "in_place_of")
    )


COMMANDS = (Command("appraise_replace", begin, needs=(Need.APPRAISALS, Need.COLLEAGUES)),)
