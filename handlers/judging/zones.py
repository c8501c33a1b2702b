"""เขต: which zone each office belongs to; changed by a tap (D-07)."""

from handlers.judging.rounds import Round, round_of, short
from handlers.vocabulary.actions import Action
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.judging_effects import SetZone
from handlers.vocabulary.messages import Card, Row, Tap, Text
from handlers.vocabulary.places import HOME
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, told
from scoring.offices import Office

MOST_ROWS = 10
MOST_ZONES = 10


def zones(talk: Talk, chosen: Action) -> Turn | None:
    """The offices with their zones, a page at a time."""
    found = round_of(talk, chosen.programme)
    if found is None or not found.runs:
        return None
    return spoken(talk.state.going(HOME), _card(found, chosen.first))


def _card(found: Round, first: int) -> Card:
    after = first + MOST_ROWS
    rows = tuple(_row(found, one) for one in found.offices[first:after])
    title = found.talk.say("committee.zones_title")
    more = found.tap("more", "zones", number=str(after))
    return Card(
        alt=" · ".join([title, *(f"{row.title} {row.note}" for row in rows)]),
        title=title,
        subtitle=found.programme.short_name,
        rows=rows,
        second=more if after < len(found.offices) else None,
        choices=(found.tap("committee", "committee"),),
    )


def _row(found: Round, office: Office) -> Row:
    zone = found.panel.zones.get(office.code, "")
    note = found.talk.say("committee.zone" if zone else "committee.no_zone", zone=zone)
    return Row(short(office), note, button=found.tap("set_zone", "zone", office=office.code))


def zone(talk: Talk, chosen: Action) -> Turn | None:
    """Into which zone an office goes: one that there is, or the next number."""
    found = round_of(talk, chosen.programme)
    office = (
        next((one for one in found.offices if one.code == chosen.office), None) if found else None
    )
    if found is None or office is None or not found.runs:
        return None
    if found.panel.is_closed:
        return told(talk.state, "judging.closed", found.tap("judged", "judged"))
    if chosen.value:
        return _put(found, office, chosen.value)
    known = sorted(set(found.panel.zones.values()))
    buttons = [
        Tap(
            talk.say("committee.zone", zone=one),
            found.action("zone", office=office.code, value=one),
        )
        for one in [*known, _next(known)][:MOST_ZONES]
    ]
    return spoken(
        talk.state.going(HOME),
        Text(talk.say("committee.ask_zone", office=office.name), tuple(buttons)),
    )


def _next(known: list[str]) -> str:
    """The number of a zone that there is not yet."""
    return next(str(number) for number in range(1, len(known) + 2) if str(number) not in known)


def _put(found: Round, office: Office, value: str) -> Turn | None:
    if not value.isalnum():
        return None
    talk, key = found.talk, found.programme.key
    page = found.offices.index(office) // MOST_ROWS * MOST_ROWS
    buttons = (found.tap("zones", "zones", number=str(page)), found.tap("committee", "committee"))
    turn = told(
        talk.state.going(HOME), "committee.zone_set", *buttons, office=office.name, zone=value
    )
    return turn.also(SetZone(key, office.code, value, office.zone or ""))


COMMANDS = (
    Command("zones", zones, needs=(Need.JUDGING,)),
    Command("zone", zone, needs=(Need.JUDGING,)),
)
