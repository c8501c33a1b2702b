"""Joining without a code: asked for in chat, approved by a coordinator of the office or of one
above it.
"""

from handlers.people.typed import name_in
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.messages import Card, Row, Tap, Text
from handlers.vocabulary.people_effects import AskToJoin, DecideJoining
from handlers.vocabulary.people_known import Request
from handlers.vocabulary.permissions import Membership
from handlers.vocabulary.places import HOME, AskingToJoin, Joining
from handlers.vocabulary.review_effects import Tell
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from handlers.vocabulary.words import heard, heard_keys, say
from scoring.programme import Programme
from thai.names import find

MOST_BUTTONS = 10
MOST_ROWS = 10
MOST_NAMED = 3


def is_asked(talk: Talk, text: str) -> bool:
    """ขอเข้าร่วม, typed by somebody who has no code."""
    return heard("ask_to_join", text) or isinstance(talk.state.where, AskingToJoin)


def wrote(talk: Talk, text: str) -> Turn:
    """The next step of asking: programme, office, name."""
    if heard("ask_to_join", text):
        return _begin(talk)
    if heard("cancel", text):
        return given_up(talk)
    match talk.state.where:
        case AskingToJoin("programme"):
            return _programme(talk, text)
        case AskingToJoin("office") as asking:
            return _office(talk, asking.programme, text)
        case AskingToJoin() as asking:
            return _named(talk, asking, text)
        case _:
            return _begin(talk)


def given_up(talk: Talk) -> Turn:
    """ยกเลิก: nothing was asked; whoever has an office is where they were."""
    if talk.known.memberships:
        report = tap("report", talk.language, action("report"))
        return told(talk.state.going(HOME), "enrol.left_off", report)
    return told(talk.state.going(Joining("code")), "enrol.ask_code")


def _begin(talk: Talk) -> Turn:
    keys = [*talk.known.editions]
    if len(keys) == 1:
        return _ask_office(talk, keys[0])
    buttons = tuple(_type_button(talk, key) for key in keys[:MOST_BUTTONS])
    return told(talk.state.going(AskingToJoin("programme")), "joining.which_programme", *buttons)


def _type_button(talk: Talk, key: str) -> Tap:
    return Tap(
        talk.known.editions[key].programme.short_name, action("join_programme", programme=key)
    )


def chosen(talk: Talk, chosen_: Action) -> Turn:
    key = chosen_.programme
    return _ask_office(talk, key) if key in talk.known.editions else _begin(talk)


def _programme(talk: Talk, text: str) -> Turn:
    names = {
        key: (one.programme.short_name, one.programme.name)
        for key, one in talk.known.editions.items()
    }
    match = find(text, names)
    return _ask_office(talk, match.key) if match.key else _begin(talk)


def _ask_office(talk: Talk, key: str) -> Turn:
    name = talk.known.editions[key].programme.short_name
    return told(
        talk.state.going(AskingToJoin("office", key)),
        "joining.which_office",
        programme=name,
    )


def _office(talk: Talk, key: str, text: str) -> Turn:
    if key not in talk.known.editions:
        return _begin(talk)
    programme = talk.known.editions[key].programme
    match = find(text, {one.name: (one.name, *one.aliases) for one in programme.offices})
    if match.key is None:
        names = ", ".join(match.maybe[:5])
        return told(
            talk.state,
            "joining.did_you_mean" if names else "joining.no_office",
            text=text[:40],
            names=names,
        )
    code = next(one.code for one in programme.offices if one.name == match.key)
    if Membership(key, code, "reporter") in talk.known.memberships:
        role = talk.say("roles.reporter")
        return told(
            talk.state.going(HOME),
            "enrol.already",
            office=match.key,
            role=role,
        )
    asking = AskingToJoin("name", key, code)
    if talk.known.name:
        return _sent(talk, asking, talk.known.name)
    return told(talk.state.going(asking), "enrol.ask_name")


def _named(talk: Talk, asking: AskingToJoin, text: str) -> Turn:
    if heard_keys(text):
        return told(talk.state, "enrol.word_for_name")
    name = name_in(text)
    return _sent(talk, asking, name) if name else told(talk.state, "enrol.bad_name")


def _sent(talk: Talk, asking: AskingToJoin, name: str) -> Turn:
    """The request waits where coordinators look: under ตรวจ. Nobody's quota is spent on a
    stranger's wish.
    """
    edition = talk.known.editions.get(asking.programme)
    if edition is None:
        return _begin(talk)
    office = edition.programme.office(asking.office)
    state = talk.state.going(HOME if talk.known.memberships else Joining("code"))
    turn = told(state, "joining.asked", name=name, office=office.name)
    return turn.also(AskToJoin(asking.programme, office.code, "reporter", name))


def card(talk: Talk) -> tuple[Card, ...]:
    """Those who wait to be let in, for whoever may do so; no card when nobody does."""
    found = [
        one for one in talk.known.requests if talk.may("approve_joining", one.programme, one.office)
    ]
    if not found:
        return ()
    rows = tuple(
        Row(
            one.name,
            _office_name(talk, one),
            button=tap("open", talk.language, action("joiner", request=str(one.id))),
        )
        for one in found[:MOST_ROWS]
    )
    alt = " · ".join(f"{row.title} {row.note}" for row in rows)
    rest = len(found) - len(rows)
    more = (talk.say("joining.and_more", count=rest),) if rest else ()
    title = talk.say("joining.waiting", count=len(found))
    return (Card(talk.say("joining.waiting_alt", rows=alt), title, rows=rows, footnotes=more),)


def line(talk: Talk, programme: str) -> str:
    """How many wait to be let into one programme, and who; "" when nobody does."""
    found = [
        one
        for one in talk.known.requests
        if one.programme == programme and talk.may("approve_joining", programme, one.office)
    ]
    if not found:
        return ""
    names = ", ".join(f"{one.name} ({_office_name(talk, one)})" for one in found[:MOST_NAMED])
    rest = len(found) - MOST_NAMED
    more = f" {talk.say('joining.and_more', count=rest)}" if rest > 0 else ""
    return talk.say("joining.line", count=len(found), names=names) + more


def _office_name(talk: Talk, one: Request) -> str:
    programme: Programme = talk.known.editions[one.programme].programme
    return programme.office(one.office).name


def look(talk: Talk, _chosen: Action) -> Turn:
    """One request, to be let in or not."""
    found = _mine(talk)
    if isinstance(found, Turn):
        return found
    number = str(found.id)
    facts = {
        "name": found.name,
        "office": _office_name(talk, found),
        "role": talk.say(f"roles.{found.role}"),
    }
    made = Card(
        alt=talk.say("joining.one_alt", **facts),
        title=talk.say("joining.one"),
        lines=tuple(facts.values()),
        button=tap("let_in", talk.language, action("joiner_yes", request=number)),
        second=tap("turn_away", talk.language, action("joiner_no", request=number)),
    )
    return spoken(talk.state, made)


def _mine(talk: Talk) -> Request | Turn:
    """The request a button names, while it waits, for whoever may decide it."""
    found, button = talk.known.request, tap("check", talk.language, action("check"))
    if found is None or not talk.may("approve_joining", found.programme, found.office):
        return told(talk.state, "joining.not_yours", button)
    if found.state != "waiting":
        return told(talk.state, "joining.decided", button, name=found.name)
    return found


def decide(talk: Talk, chosen_: Action) -> Turn:
    """รับเข้า or ไม่รับ; whoever asked is told."""
    found = _mine(talk)
    if isinstance(found, Turn):
        return found
    approved = chosen_.name == "joiner_yes"
    office, key = _office_name(talk, found), "joining.let_in" if approved else "joining.turned_away"
    word = "joining.welcome" if approved else "joining.refused"
    button = tap("report", found.language, action("report"))
    said = Text(say(word, found.language, office=office), (button,) if approved else ())
    turn = told(
        talk.state,
        key,
        tap("check", talk.language, action("check")),
        name=found.name,
        office=office,
    )
    return turn.also(DecideJoining(found, approved), Tell((found.person,), (said,), must=True))


COMMANDS = (
    Command("joiner", look, needs=(Need.REQUEST,)),
    Command("joiner_yes", decide, needs=(Need.REQUEST,)),
    Command("joiner_no", decide, needs=(Need.REQUEST,)),
    Command("join_programme", chosen, outsiders=True),
)
