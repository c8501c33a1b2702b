"""ปผ: one's own appraisal in each programme that has them, and those of others in which it is one's
turn.
"""

from handlers.appraisals.parties import look_button, office_of, programmes, standing
from handlers.vocabulary.actions import action
from handlers.vocabulary.appraised import TURNS, Appraisal
from handlers.vocabulary.command import Command, Help, Need, Where, plainly
from handlers.vocabulary.messages import Card, Row, Tone
from handlers.vocabulary.places import HOME
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from scoring.programme import Programme
from scoring.targets import form_of
from thai.dates import short

MOST = 10  # rows of a card


def listed(talk: Talk) -> Turn:
    """Those whose turn is this person's come first."""
    found = [one for one in talk.known.appraisals if _counts(talk, one)]
    own = {one.programme for one in found if one.person.id == talk.known.person}
    to_begin = [one for one in programmes(talk) if one.key not in own]
    if not found and not to_begin:
        return told(talk.state, "appraisal.none")
    ordered = sorted(found, key=lambda one: (not one.is_turn_of(talk.known.person), one.id))
    rows = [*(_row(talk, one) for one in ordered), *(_beginning(talk, one) for one in to_begin)]
    waiting = sum(one.is_turn_of(talk.known.person) for one in found)
    title = talk.say("appraisal.title")
    card = Card(
        alt=talk.say("appraisal.alt", count=waiting),
        title=title,
        rows=tuple(rows[:MOST]),
        footnotes=(talk.say("appraisal.private"),),
    )
    return spoken(talk.state.going(HOME), card)


def _counts(talk: Talk, one: Appraisal) -> bool:
    """What is not sent yet is nobody's but its person's."""
    is_own = one.person.id == talk.known.person
    return one.programme in talk.known.editions and (is_own or one.state != "begun")


def _row(talk: Talk, one: Appraisal) -> Row:
    is_own, mine = one.person.id == talk.known.person, one.is_turn_of(talk.known.person)
    title = talk.say("appraisal.own") if is_own else f"{one.person.name} · {office_of(talk, one)}"
    tone = Tone.NEAR if mine else None if TURNS[one.state] else Tone.DONE
    button = look_button(one, talk.language)
    return Row(title, standing(talk, one), tone, button)


def _beginning(talk: Talk, programme: Programme) -> Row:
    form = form_of(programme.report_forms, "agreement")
    due = short(form.due) if form and form.due else ""
    note = talk.say("appraisal.due", day=due) if due else programme.short_name
    data = action("appraise_begin", programme=programme.key)
    button = tap("appraise_begin", talk.language, data)
    return Row(talk.say("appraisal.own"), note, Tone.NOT_SENT, button)


COMMANDS = (
    Command(
        "appraisal",
        plainly(listed),
        Where.HOME,
        (Need.APPRAISALS,),
        Help("appraisal", 9, offered=lambda talk: bool(programmes(talk))),
    ),
)
