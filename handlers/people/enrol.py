"""Meeting someone: welcome, consent, invite code, name, confirmation."""

import re

from handlers.people import by_code, joining, own_data
from handlers.people.typed import JOIN, code_in
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Where, plainly
from handlers.vocabulary.effects import Consent
from handlers.vocabulary.events import Sent, Wrote
from handlers.vocabulary.messages import Card, Text
from handlers.vocabulary.places import Joining
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from handlers.vocabulary.words import heard

CODE_LIKE = re.compile(r"[A-Za-z0-9]{4}")  # anything else typed is no mistaken code


def enrol(talk: Talk) -> Turn:
    """The next step of joining, for whoever has not consented or has no office yet."""
    match talk.event.what:
        case Wrote(text):
            return wrote(talk, text)
        case _ if not talk.known.consented:
            return welcome(talk)
        case Sent():
            return told(talk.state, "enrol.outsider")
        case _:
            return _ask_again(talk)


def belongs(talk: Talk) -> bool:
    """Whether this person has agreed, has an office, and is not about to join another one."""
    is_joining = talk.state.joining.is_under_way
    return talk.known.consented and bool(talk.known.memberships) and not is_joining


def again(talk: Talk) -> Turn:
    """What was asked last, or the welcome for whoever has not agreed yet."""
    return _ask_again(talk) if talk.known.consented else welcome(talk)


def _declined(talk: Talk) -> Turn:
    button = tap("agree", talk.language, action("agree"))
    return told(by_code.asking_for(talk, "").state, "enrol.declined", button)


def _joined(talk: Talk) -> Turn:
    return by_code.join(talk, talk.known.invite) if talk.known.invite else again(talk)


def _renaming(talk: Talk) -> Turn:
    if not talk.state.joining.invite:
        return again(talk)
    return told(by_code.asking_for(talk, "name").state, "enrol.ask_name")


def _with_other_code(talk: Talk) -> Turn:
    return told(talk.state.going(Joining("code", name=talk.state.joining.name)), "enrol.ask_code")


def welcome(talk: Talk) -> Turn:
    card = Card(
        alt=talk.say("enrol.consent_alt"),
        title=talk.say("enrol.consent_title"),
        lines=(
            talk.say("enrol.consent_what"),
            talk.say("enrol.consent_why"),
            talk.say("enrol.consent_long"),
        ),
        button=tap("agree", talk.language, action("agree")),
        second=tap("disagree", talk.language, action("disagree")),
    )
    return spoken(talk.state, Text(talk.say("enrol.welcome")), card)


def is_for_joining(talk: Talk, text: str) -> bool:
    """Whether a member's text is about joining another office: a code, with "เข้าร่วม" or alone, or
    asking to join.

    A code within other words is not looked at, so that none is tried without being counted.
    """
    alone = text.strip().removeprefix(JOIN).strip()
    is_code = bool(code_in(alone)) and len(alone) <= len(code_in(alone))
    return talk.state.reviewing is None and (is_code or joining.is_asked(talk, text))


def wrote(talk: Talk, text: str) -> Turn:
    if not talk.known.consented:
        if heard("yes", text):
            return _agreed(talk)
        code = code_in(text)
        turn = welcome(by_code.joining_with(talk, invite=code) if code else talk)
        return turn.after(Text(talk.say("enrol.kept_code", code=code))) if code else turn
    if joining.is_asked(talk, text):
        return joining.wrote(talk, text)
    if heard("my_data", text) or heard("erase", text):
        return (
            own_data.show(talk) if heard("my_data", text) else own_data.erase(talk, Action("erase"))
        )
    asked = talk.state.joining.asked
    if asked in {"name", "confirmation"} and heard("cancel", text):
        return joining.given_up(talk)
    if code_in(text) and asked != "name":
        return by_code.with_code(talk, text)
    if asked == "name":
        return by_code.named(talk, text)
    if asked == "confirmation" and talk.known.invite:
        agrees = heard("yes", text)
        return by_code.join(talk, talk.known.invite) if agrees else by_code.named(talk, text)
    if asked == "code" and CODE_LIKE.search(text):
        return told(talk.state, "enrol.unknown_code", code=text.strip()[:40])
    return _ask_again(talk)


def _agreed(talk: Talk) -> Turn:
    if talk.state.joining.invite:
        turn = by_code.with_code(talk, talk.state.joining.invite)
    else:
        turn = told(by_code.asking_for(talk, "code").state, "enrol.ask_code")
    return turn.also(Consent(talk.event.at))


def _ask_again(talk: Talk) -> Turn:
    match talk.state.joining.asked:
        case "name":
            return told(talk.state, "enrol.ask_name")
        case "confirmation" if talk.known.invite:
            return by_code.confirm(talk, talk.known.invite)
        case _:
            return told(by_code.asking_for(talk, "code").state, "enrol.ask_code")


COMMANDS = (
    Command("agree", plainly(_agreed), Where.JOINING),
    Command("disagree", plainly(_declined), Where.JOINING),
    Command("join", plainly(_joined), Where.JOINING),
    Command("rename", plainly(_renaming), Where.JOINING),
    Command("other_code", plainly(_with_other_code), Where.JOINING),
)
