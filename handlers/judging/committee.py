"""กรรมการ: who judges what, with how far each has come; everybody told which offices are theirs."""

from handlers.judging.rounds import Round, in_judged, round_of, rounds, short
from handlers.judging.seat import assigned
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Help, Need, Where
from handlers.vocabulary.judged import Seat, foreseen
from handlers.vocabulary.messages import Card, Row, Text, Tone
from handlers.vocabulary.naming import first_named
from handlers.vocabulary.places import HOME
from handlers.vocabulary.review_effects import Tell
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from handlers.vocabulary.words import say

MOST_ROWS = 10
MOST_NAMES = 6


def committee(talk: Talk, chosen: Action) -> Turn:
    """The judges of each programme this person runs or leads, a page at a time."""
    mine = [
        one for one in rounds(talk) if one.follows and chosen.programme in ("", one.programme.key)
    ]
    if not mine:
        return told(talk.state, "committee.not_allowed", tap("help", talk.language, action("help")))
    cards = [_card(one, chosen.first) for one in mine[:3]]
    return spoken(talk.state.going(HOME), *cards)


def _card(found: Round, first: int) -> Card:
    talk, seats = found.talk, found.panel.seats
    rows = tuple(_row(found, one) for one in seats[first : first + MOST_ROWS])
    after = first + MOST_ROWS
    title = talk.say("committee.title", count=len(seats))
    return Card(
        alt=" · ".join([title, *(f"{row.title} {row.note}" for row in rows)]),
        title=title,
        subtitle=found.programme.short_name,
        rows=rows,
        footnotes=tuple(_missing(found)),
        button=found.tap("judged", "judged"),
        second=found.tap("more", "committee", number=str(after)) if after < len(seats) else None,
        further=(found.tap("zones", "zones"), found.tap("tell_judges", "seats_tell"))
        if found.runs
        else (),
        choices=(tap("invite", talk.language, action("invite")),) if found.runs else (),
    )


def _row(found: Round, seat: Seat) -> Row:
    talk, theirs = found.talk, seat.sees(found.programme, found.panel.zones)
    whole = [
        one
        for one in theirs
        if found.panel.given.get((seat.judge.id, one.code), 0) == len(found.items)
    ]
    words = [talk.say("committee.chair")] if seat.is_chair else []
    words.append(assigned(found, seat) or talk.say("committee.nothing_to_judge"))
    if theirs:
        words.append(talk.say("committee.done", done=len(whole), count=len(theirs)))
    tone = Tone.NOT_SENT if not theirs else Tone.DONE if len(whole) == len(theirs) else Tone.NEAR
    button = found.tap("seat", "seat", member=str(seat.judge.id))
    return Row(seat.judge.name, " · ".join(words), tone, button if found.runs else None)


def _missing(found: Round) -> list[str]:
    """Who is foreseen and has not joined; which offices nobody judges."""
    talk, panel, notes = found.talk, found.panel, []
    there = [foreseen(found.programme, one.judge.name, one.homes) for one in panel.seats]
    absent = [
        one.name for one in found.programme.people if one.role == "judge" and one not in there
    ]
    alone = [short(one) for one in found.offices if not found.judges_of(one.code)]
    if absent:
        notes.append(
            talk.say("committee.absent", names=first_named(absent, MOST_NAMES, talk.language))
        )
    if alone:
        notes.append(
            talk.say("committee.unjudged", names=first_named(alone, MOST_NAMES, talk.language))
        )
    return notes


def tell(talk: Talk, chosen: Action) -> Turn | None:
    """Every judge is told which offices are theirs."""
    found = round_of(talk, chosen.programme)
    if found is None or not found.runs:
        return None
    words = [word for one in found.panel.seats for word in _word(found, one)]
    turn = told(
        talk.state.going(HOME),
        "committee.told",
        found.tap("committee", "committee"),
        count=len(words),
    )
    return turn.also(*words)


def _word(found: Round, one: Seat) -> tuple[Tell, ...]:
    seen = ", ".join(short(office) for office in one.sees(found.programme, found.panel.zones))
    if not seen:
        return ()
    programme, language = found.programme.short_name, one.judge.language
    words = say("committee.assigned", language, programme=programme, seen=seen)
    choice = tap("judge", language, action("judge"))
    return (Tell((one.judge.id,), (Text(words, (choice,)),), must=True),)


NEEDS = (Need.JUDGING,)
COMMANDS = (
    Command(
        "committee",
        committee,
        Where.HOME,
        NEEDS,
        Help("committee", 9, "run_judging", of_the_whole=True, offered=in_judged("run_judging")),
    ),
    Command("seats_tell", tell, needs=NEEDS),
)
