"""One judge's seat: the zones and offices they see, and the chair; changed by a tap."""

from msgspec.structs import replace

from handlers.judging.rounds import Round, round_of, short
from handlers.vocabulary.actions import Action
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.judged import Seat, foreseen, said_of
from handlers.vocabulary.judging_effects import SeatJudge
from handlers.vocabulary.messages import Button, Card, Row, Tap, Text, Tone
from handlers.vocabulary.places import HOME
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, told
from scoring.offices import Office

MOST_ROWS = 10
MOST_ZONES = 8
CHAIR = "chair"  # in place of a zone or an office: whether the judge is the chair


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
    seen = assigned(found, one) or talk.say("committee.nothing_to_judge")
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


def _changed(one: Seat, value: str) -> Seat:
    if value == CHAIR:
        return replace(one, is_chair=not one.is_chair)
    if value in one.codes:
        return replace(one, codes=tuple(code for code in one.codes if code != value))
    return replace(one, codes=(*one.codes, value))


def assigned(found: Round, seat: Seat) -> str:
    """Zones and offices, as they were assigned."""
    names = {one.code: short(one) for one in found.offices}
    told_zones = {zone: found.talk.say("committee.zone", zone=zone) for zone in _zones(found)}
    return ", ".join((names | told_zones).get(code, code) for code in seat.codes)


def _zones(found: Round) -> list[str]:
    return sorted(set(found.panel.zones.values()))


NEEDS = (Need.JUDGING,)
COMMANDS = (
    Command("seat", seat, needs=NEEDS),
    Command("seat_offices", by_office, needs=NEEDS),
    Command("seat_set", set_, needs=NEEDS),
)
