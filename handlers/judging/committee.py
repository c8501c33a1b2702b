"""กรรมการ: who judges what, with how far each has come; changed by a tap, an office or a zone at a
time.
"""

from msgspec.structs import replace

from handlers.judging.rounds import Round, in_judged, round_of, rounds, short
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Help, Need, Where
from handlers.vocabulary.judged import Seat, foreseen, said_of
from handlers.vocabulary.judging_effects import SeatJudge
from handlers.vocabulary.messages import Button, Card, Row, Tap, Text, Tone
from handlers.vocabulary.naming import first_named
from handlers.vocabulary.places import HOME
from handlers.vocabulary.review_effects import Tell
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from handlers.vocabulary.words import say
from scoring.offices import Office

MOST_ROWS = 10
MOST_ZONES = 8
MOST_NAMES = 6
CHAIR = "chair"  # in place of a zone or an office: whether the judge is the chair


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
    talk, seen = found.talk, seat.sees(found.programme, found.panel.zones)
    whole = [
        one
        for one in seen
        if found.panel.given.get((seat.judge.id, one.code), 0) == len(found.items)
    ]
    words = [talk.say("committee.chair")] if seat.is_chair else []
    words.append(_seen(found, seat) or talk.say("committee.nothing_to_judge"))
    if seen:
        words.append(talk.say("committee.done", done=len(whole), count=len(seen)))
    tone = Tone.NOT_SENT if not seen else Tone.DONE if len(whole) == len(seen) else Tone.NEAR
    button = found.tap("seat", "seat", member=str(seat.judge.id))
    return Row(seat.judge.name, " · ".join(words), tone, button if found.runs else None)


def _seen(found: Round, seat: Seat) -> str:
    """Zones and offices, as they were assigned."""
    names = {one.code: short(one) for one in found.offices}
    told_zones = {zone: found.talk.say("committee.zone", zone=zone) for zone in _zones(found)}
    return ", ".join((names | told_zones).get(code, code) for code in seat.codes)


def _zones(found: Round) -> list[str]:
    return sorted(set(found.panel.zones.values()))


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


def _meant(talk: Talk, chosen: Action) -> tuple[Round, Seat] | None:
    """The judge a button names, for whoever says who judges what."""
    found = round_of(talk, chosen.programme)
    if found is None or not found.runs or not chosen.member.isdecimal():
        return None
    one = found.panel.seat_of(int(chosen.member))
    return (found, one) if one else None


def seat(talk: Talk, chosen: Action) -> Turn | None:
    """One judge: what they see, a button for each zone and the way to single offices."""
    meant = _meant(talk, chosen)
    return spoken(talk.state.going(HOME), _seat_text(*meant)) if meant else None


def _seat_text(found: Round, one: Seat) -> Text:
    talk, judge = found.talk, str(one.judge.id)
    seen = _seen(found, one) or talk.say("committee.nothing_to_judge")
    words = [talk.say("committee.seat", name=one.judge.name, seen=seen)]
    own = [short(office) for office in found.offices if office.code in one.homes]
    if own:
        words.append(talk.say("committee.own", offices=", ".join(own)))
    buttons: list[Button] = [
        Tap(
            talk.say(
                "committee.drop" if zone in one.codes else "committee.add",
                name=talk.say("committee.zone", zone=zone),
            ),
            found.action("seat_set", member=judge, value=zone),
        )
        for zone in _zones(found)[:MOST_ZONES]
    ]
    chair = "no_chair" if one.is_chair else "chair"
    buttons.append(found.tap("by_office", "seat_offices", member=judge))
    buttons.append(found.tap(chair, "seat_set", member=judge, value=CHAIR))
    buttons.append(found.tap("committee", "committee"))
    return Text("\n".join(words), tuple(buttons))


def by_office(talk: Talk, chosen: Action) -> Turn | None:
    """One judge and single offices, a page at a time."""
    meant = _meant(talk, chosen)
    if meant is None:
        return None
    found, one = meant
    others = [office for office in found.offices if office.code not in one.homes]
    first, after = chosen.first, chosen.first + MOST_ROWS
    rows = tuple(_office_row(found, one, office) for office in others[first:after])
    title = talk.say("committee.offices_of", name=one.judge.name)
    more = found.tap("more", "seat_offices", member=chosen.member, number=str(after))
    card = Card(
        alt=" · ".join([title, *(f"{row.title} {row.note}" for row in rows)]),
        title=title,
        rows=rows,
        second=more if after < len(others) else None,
        choices=(found.tap("committee", "committee"),),
    )
    return spoken(talk.state.going(HOME), card)


def _office_row(found: Round, one: Seat, office: Office) -> Row:
    talk, is_named = found.talk, office.code in one.codes
    zone = found.panel.zones.get(office.code, "")
    by_zone = not is_named and zone in one.codes
    note = talk.say("committee.zone", zone=zone) if zone else talk.say("committee.no_zone")
    button = found.tap(
        "seat_drop" if is_named else "seat_add",
        "seat_set",
        member=str(one.judge.id),
        value=office.code,
    )
    tone = Tone.DONE if is_named or by_zone else Tone.NOT_SENT
    return Row(short(office), note, tone, None if by_zone else button)


def set_(talk: Talk, chosen: Action) -> Turn | None:
    """A zone or an office more, or one less; or who is the chair."""
    meant = _meant(talk, chosen)
    if meant is None:
        return None
    found, one = meant
    if chosen.value not in {*_zones(found), *(each.code for each in found.offices), CHAIR}:
        return None
    if found.panel.is_closed:
        return told(talk.state, "judging.closed", found.tap("judged", "judged"))
    if chosen.value in one.homes:
        return told(
            talk.state,
            "committee.own_office",
            found.tap("committee", "committee"),
            name=one.judge.name,
        )
    changed = _changed(one, chosen.value)
    seats = tuple(changed if each is one else each for each in found.panel.seats)
    after = replace(found, panel=replace(found.panel, seats=seats))
    told_before = foreseen(found.programme, one.judge.name, one.homes)
    instead_of = said_of(told_before.judges, is_chair=told_before.chair) if told_before else ""
    effect = SeatJudge(
        found.programme.key, one.judge.id, changed.codes, changed.is_chair, instead_of
    )
    return spoken(talk.state.going(HOME), _seat_text(after, changed)).also(effect)


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


def _changed(one: Seat, value: str) -> Seat:
    if value == CHAIR:
        return replace(one, is_chair=not one.is_chair)
    if value in one.codes:
        return replace(one, codes=tuple(code for code in one.codes if code != value))
    return replace(one, codes=(*one.codes, value))


NEEDS = (Need.JUDGING,)
COMMANDS = (
    Command(
        "committee",
        committee,
        Where.HOME,
        NEEDS,
        Help("committee", 9, "run_judging", of_the_whole=True, offered=in_judged("run_judging")),
    ),
    Command("seat", seat, needs=NEEDS),
    Command("seat_offices", by_office, needs=NEEDS),
    Command("seat_set", set_, needs=NEEDS),
    Command("seats_tell", tell, needs=NEEDS),
)
