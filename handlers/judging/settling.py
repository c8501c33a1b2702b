"""ประเด็นที่ต่างกัน: what the judges of an office are too far apart about; the chair writes down what
the committee has agreed on, with the reason.
"""

from decimal import Decimal

from msgspec.structs import replace

from handlers.judging.item_card import DECIMALS, shown, titled
from handlers.judging.rounds import Round, round_of, short
from handlers.vocabulary.actions import Action
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.judging_effects import Settle
from handlers.vocabulary.messages import Card, Row, Text, Tone
from handlers.vocabulary.places import HOME, Judging
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, told
from handlers.vocabulary.words import heard
from scoring.judging import verdicts
from scoring.rubric_items import Judged, room
from thai.digits import number

MOST_ROWS = 10
SHORTEST_REASON, LONGEST_REASON = 3, 300


def apart(talk: Talk, chosen: Action) -> Turn | None:
    """All of them, a page at a time; how far apart only for whoever may see points."""
    found = round_of(talk, chosen.programme)
    if found is None or not found.leads:
        return None
    return spoken(talk.state.going(HOME), _list(found, chosen.first))


def _list(found: Round, first: int) -> Card | Text:
    talk, after = found.talk, first + MOST_ROWS
    if not found.panel.apart:
        return Text(talk.say("settle.none"), (found.tap("judged", "judged"),))
    rows = tuple(_row(found, *one) for one in found.panel.apart[first:after])
    title = talk.say("settle.title", count=len(found.panel.apart))
    more = found.tap("more", "apart", number=str(after))
    return Card(
        alt=" · ".join([title, *(f"{row.title} {row.note}" for row in rows)]),
        title=title,
        rows=rows,
        footnotes=(talk.say("settle.how"),),
        second=more if after < len(found.panel.apart) else None,
        choices=(found.tap("judged", "judged"),),
    )


def _row(found: Round, office: str, item: str) -> Row:
    judged = next(one for one in found.items if one.code == item)
    note = found.talk.say("settle.line", item=titled(judged))
    if found.panel.sees_all:
        given = found.panel.by_office().get(office, {})
        spread = next(one.spread for one in verdicts(found.programme, given) if one.code == item)
        note = found.talk.say(
            "settle.line_by", item=titled(judged), spread=shown(spread), most=shown(judged.most)
        )
    button = found.tap("settle", "settle", office=office, question=item)
    return Row(short(found.programme.office(office)), note, Tone.LATE, button)


def begin(talk: Talk, chosen: Action) -> Turn | None:
    """What the committee has agreed on is asked."""
    found = round_of(talk, chosen.programme)
    judged = _judged(found, chosen.office, chosen.question)
    if found is None or judged is None or not found.leads:
        return None
    if found.panel.is_closed:
        return told(talk.state, "judging.closed", found.tap("judged", "judged"))
    place = Judging(found.programme.key, "settle", chosen.office, judged.code)
    return spoken(talk.state.going(place), _asked(found, place, judged))


def _judged(found: Round | None, office: str, item: str) -> Judged | None:
    if found is None or office not in {one.code for one in found.offices}:
        return None
    return next((one for one in found.items if one.code == item), None)


def _most(found: Round, office: str, judged: Judged) -> Decimal:
    return room(judged, found.panel.settled.get(office, {}))


def _asked(found: Round, now: Judging, judged: Judged) -> Text:
    words = found.talk.say(
        "settle.ask",
        office=found.programme.office(now.office).name,
        item=titled(judged),
        most=shown(_most(found, now.office, judged)),
    )
    return Text(words, (found.tap("cancel", "apart"),))


def wrote(talk: Talk, now: Judging, text: str) -> Turn:
    """The points that were agreed on, then the reason."""
    found = round_of(talk, now.programme)
    judged = _judged(found, now.office, now.item)
    if found is None or judged is None or not found.leads or found.panel.is_closed:
        return told(talk.state.going(HOME), "judging.closed")
    if heard("cancel", text) or heard("pause", text):
        return spoken(talk.state.going(HOME), _list(found, 0))
    if now.doing == "why":
        return _reason(found, now, " ".join(text.split()))
    points, most = number(text), _most(found, now.office, judged)
    if points is None or not 0 <= points <= most or points != round(points, DECIMALS):
        words = Text(talk.say("settle.points_wanted", most=shown(most)))
        return spoken(talk.state, words, _asked(found, now, judged))
    place = replace(now, doing="why", points=shown(points))
    words = Text(talk.say("settle.ask_why", points=shown(points)), (found.tap("cancel", "apart"),))
    return spoken(talk.state.going(place), words)


def _reason(found: Round, now: Judging, reason: str) -> Turn:
    talk = found.talk
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        return told(talk.state, "settle.reason_wanted", most=LONGEST_REASON)
    points = Decimal(now.points)
    rest = tuple(one for one in found.panel.apart if one != (now.office, now.item))
    after = replace(found, panel=replace(found.panel, apart=rest))
    said = Text(
        talk.say(
            "settle.done",
            office=found.programme.office(now.office).name,
            item=now.item,
            points=shown(points),
        )
    )
    old = found.panel.settled.get(now.office, {}).get(now.item)
    effect = Settle(found.programme.key, now.office, now.item, points, reason, old)
    return spoken(talk.state.going(HOME), said, _list(after, 0)).also(effect)


COMMANDS = (
    Command("apart", apart, needs=(Need.JUDGING,)),
    Command("settle", begin, needs=(Need.JUDGING,)),
)
