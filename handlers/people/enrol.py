"""Meeting someone: welcome, consent, invite code, name, confirmation."""

from msgspec.structs import replace

from handlers.people import guessing, joining, own_data
from handlers.people.typed import JOIN, code_in, name_in
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Where, plainly
from handlers.vocabulary.effects import Consent, Enrol
from handlers.vocabulary.events import Sent, Wrote
from handlers.vocabulary.known import Invite
from handlers.vocabulary.messages import Card, Tap, Text
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from handlers.vocabulary.words import heard


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
    joining_now = talk.state.place in {"name", "confirm"} and talk.state.invite
    return talk.known.consented and bool(talk.known.memberships) and not joining_now


def again(talk: Talk) -> Turn:
    """What was asked last, or the welcome for whoever has not agreed yet."""
    return _ask_again(talk) if talk.known.consented else welcome(talk)


def _declined(talk: Talk) -> Turn:
    button = tap("agree", talk.language, action("agree"))
    return told(replace(talk.state, place="new"), "enrol.declined", button)


def _joined(talk: Talk) -> Turn:
    return _join(talk, talk.known.invite) if talk.known.invite else again(talk)


def _renaming(talk: Talk) -> Turn:
    if not talk.state.invite:
        return again(talk)
    return told(replace(talk.state, place="name"), "enrol.ask_name")


def _with_other_code(talk: Talk) -> Turn:
    return told(replace(talk.state, place="code", invite=""), "enrol.ask_code")


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
        turn = welcome(replace(talk, state=replace(talk.state, invite=code)) if code else talk)
        return turn.after(Text(talk.say("enrol.kept_code", code=code))) if code else turn
    if joining.is_asked(talk, text):
        return joining.wrote(talk, text)
    if heard("my_data", text) or heard("erase", text):
        return (
            own_data.show(talk) if heard("my_data", text) else own_data.erase(talk, Action("erase"))
        )
    if code_in(text) and talk.state.place != "name":
        return with_code(talk, text)
    if talk.state.place == "name":
        return _named(talk, text)
    if talk.state.place == "confirm" and talk.known.invite:
        return _join(talk, talk.known.invite) if heard("yes", text) else _named(talk, text)
    if talk.state.place == "code":
        return told(talk.state, "enrol.unknown_code", code=text.strip()[:40])
    return _ask_again(talk)


def _agreed(talk: Talk) -> Turn:
    if talk.state.invite:
        turn = with_code(talk, talk.state.invite)
    else:
        turn = told(replace(talk.state, place="code"), "enrol.ask_code")
    return turn.also(Consent(talk.event.at))


def with_code(talk: Talk, text: str) -> Turn:
    """Someone typed an invite code, at whatever moment."""
    code = code_in(text)
    locked = guessing.locked(talk)
    if locked or talk.known.invite is None:
        place = talk.state.place if talk.known.memberships else "code"
        return locked or guessing.wrong(talk.becoming(place=place, invite=""), code)
    return with_invite(talk, talk.known.invite)


def with_invite(talk: Talk, invite: Invite) -> Turn:
    if invite.problem:
        return _refused(talk, invite)
    if any(
        (one.programme, one.office, one.role) == (invite.programme, invite.office, invite.role)
        for one in talk.known.memberships
    ):
        return told(
            talk.state,
            "enrol.already",
            office=_office(talk, invite),
            role=talk.say(f"roles.{invite.role}"),
        )
    state = replace(talk.state, invite=invite.code)
    if talk.known.name:
        return _confirm(replace(talk, state=replace(state, name=talk.known.name)), invite)
    return told(replace(state, place="name"), "enrol.ask_name")


def _refused(talk: Talk, invite: Invite) -> Turn:
    """Why the code lets nobody in; a code may also outlive its office."""
    place = "home" if talk.known.memberships else "code"
    return told(
        replace(talk.state, place=place, invite=""), f"enrol.{invite.problem}", code=invite.code
    )


def _named(talk: Talk, text: str) -> Turn:
    name = name_in(text)
    if not name:
        return told(talk.state, "enrol.bad_name")
    if talk.known.invite is None:
        return told(replace(talk.state, place="code", name=name), "enrol.ask_code")
    return _confirm(replace(talk, state=replace(talk.state, name=name)), talk.known.invite)


def _confirm(talk: Talk, invite: Invite) -> Turn:
    if invite.problem:
        return _refused(talk, invite)
    facts = {
        "name": talk.state.name,
        "office": _office(talk, invite),
        "role": talk.say(f"roles.{invite.role}"),
        "programme": _programme(talk, invite),
    }
    card = Card(
        alt=talk.say("enrol.confirm_alt", **facts),
        title=talk.say("enrol.confirm_title"),
        lines=tuple(facts.values()),
        button=tap("right", talk.language, action("join")),
        second=tap("change_name", talk.language, action("rename")),
        choices=(tap("other_code", talk.language, action("other_code")),),
    )
    return spoken(replace(talk.state, place="confirm"), card)


def _join(talk: Talk, invite: Invite) -> Turn:
    if invite.problem or not talk.state.name:
        return with_invite(talk, invite)
    facts = {
        "name": talk.state.name,
        "office": _office(talk, invite),
        "role": talk.say(f"roles.{invite.role}"),
    }
    role = "coordinator" if invite.role == "admin" else invite.role
    button = {"reporter": "report", "coordinator": "overview", "official": "score"}[role]
    state = replace(talk.state, place="home", invite="", name="")
    choice = tap(button, talk.language, action(button))
    choices = (choice, *_moves(talk, invite))
    hint = Text(talk.say(f"enrol.hint_{role}"), choices)
    turn = spoken(state, Text(talk.say("enrol.done", **facts)), hint, must=True)
    return turn.also(Enrol(invite.code, talk.state.name))


def _moves(talk: Talk, invite: Invite) -> tuple[Tap, ...]:
    """Whoever reported for another office of the programme may have moved: a way to leave that
    one.
    """
    if invite.role != "reporter":
        return ()
    others = [
        one
        for one in talk.reporting()
        if one.programme == invite.programme and one.office != invite.office
    ]
    programmes = {key: edition.programme for key, edition in talk.known.editions.items()}
    return tuple(
        tap(
            "leave_named",
            talk.language,
            action("leave_office", programme=one.programme, office=one.office, role=one.role),
            office=programmes[one.programme].office(one.office).name,
        )
        for one in others[:3]
    )


def _ask_again(talk: Talk) -> Turn:
    match talk.state.place:
        case "name":
            return told(talk.state, "enrol.ask_name")
        case "confirm" if talk.known.invite:
            return _confirm(talk, talk.known.invite)
        case _:
            return told(replace(talk.state, place="code"), "enrol.ask_code")


def _office(talk: Talk, invite: Invite) -> str:
    return talk.known.editions[invite.programme].programme.office(invite.office).name


def _programme(talk: Talk, invite: Invite) -> str:
    return talk.known.editions[invite.programme].programme.short_name


COMMANDS = (
    Command("agree", plainly(_agreed), Where.JOINING),
    Command("disagree", plainly(_declined), Where.JOINING),
    Command("join", plainly(_joined), Where.JOINING),
    Command("rename", plainly(_renaming), Where.JOINING),
    Command("other_code", plainly(_with_other_code), Where.JOINING),
)
