"""Whom an appraisal is between, what it is called, and the words to the others of them."""

from handlers.vocabulary.actions import action
from handlers.vocabulary.appraised import TURNS, Appraisal
from handlers.vocabulary.known import Edition
from handlers.vocabulary.messages import Button, Text
from handlers.vocabulary.naming import office_named
from handlers.vocabulary.review_effects import Tell
from handlers.vocabulary.reviewed import Colleague
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, tap, told
from handlers.vocabulary.words import say
from scoring.programme import Programme
from scoring.targets import form_of

LONGEST = 1000  # letters of a reason or an opinion


def programmes(talk: Talk) -> tuple[Programme, ...]:
    """Those of this person's programmes that appraise people, in the order they were joined."""
    keys = dict.fromkeys(one.programme for one in talk.known.memberships)
    editions = (talk.known.editions[key] for key in keys if key in talk.known.editions)
    return tuple(one.programme for one in editions if appraises(one.programme))


def appraises(programme: Programme) -> bool:
    agreement = form_of(programme.report_forms, "agreement")
    return programme.appraisal is not None and agreement is not None


def edition_of(talk: Talk, found: Appraisal) -> Edition | None:
    """The version it was agreed under; None when the programme is gone."""
    return talk.known.edition(found.programme, found.version)


def office_of(talk: Talk, found: Appraisal) -> str:
    edition = edition_of(talk, found)
    return office_named(edition.programme, found.office) if edition else found.office


def look_button(found: Appraisal, language: str) -> Button:
    return tap("appraise_look", language, action("appraise_look", appraisal=found.id))


def word(to: Colleague | None, found: Appraisal, key: str, **values: object) -> tuple[Tell, ...]:
    """A sentence to one of the others, with the way to the appraisal; nobody, nothing."""
    if to is None:
        return ()
    said = say(f"appraisal.{key}", to.language, name=found.person.name, **values)
    return (Tell((to.id,), (Text(said, (look_button(found, to.language),)),), must=True),)


def holder(found: Appraisal, state: str) -> Colleague | None:
    """Whose turn it is in a state."""
    turn = TURNS[state]
    one: Colleague | None = getattr(found, turn) if turn else None
    return one


def not_now(talk: Talk, found: Appraisal | None) -> Turn:
    """A button of an appraisal that is somebody else's, or has gone on since."""
    again = tap("appraisal", talk.language, action("appraisal"))
    if found is None:
        return told(talk.state, "appraisal.not_yours", again)
    return told(talk.state, "appraisal.gone_on", again, standing=standing(talk, found))


def standing(talk: Talk, found: Appraisal) -> str:
    """How far it has come, and whose turn it is: รอผู้ประเมิน (มาลี) เห็นชอบข้อตกลง."""
    now = holder(found, found.state)
    name = now.name if now else ""
    return talk.say(f"appraisal.state_{found.state}", name=name)
