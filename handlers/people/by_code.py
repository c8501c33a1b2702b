"""Joining with a code: it is looked at, the name asked for, all of it confirmed, and one is in."""

from msgspec.structs import replace

from handlers.people import guessing
from handlers.people.typed import code_in, name_in
from handlers.vocabulary.actions import action
from handlers.vocabulary.effects import Enrol
from handlers.vocabulary.known import Invite
from handlers.vocabulary.messages import Card, Tap, Text
from handlers.vocabulary.places import HOME, Joining
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from handlers.vocabulary.words import heard_keys


def joining_with(talk: Talk, **changes: str) -> Talk:
    """Joining, with what is known of it by now."""
    return talk.going(replace(talk.state.joining, **changes))


def asking_for(talk: Talk, what: str) -> Talk:
    """Joining, with what the next message answers."""
    return joining_with(talk, asked=what)


def _without_code(talk: Talk) -> Talk:
    """The code that was tried is none: whoever has an office stays where they were."""
    if not talk.known.memberships:
        return talk.going(Joining("code", name=talk.state.joining.name))
    joining_ = talk.state.where
    return talk.going(replace(joining_, invite="")) if isinstance(joining_, Joining) else talk


def with_code(talk: Talk, text: str) -> Turn:
    """Someone typed an invite code, at whatever moment."""
    code = code_in(text)
    locked = guessing.locked(talk)
    if locked or talk.known.invite is None:
        return locked or guessing.wrong(_without_code(talk), code)
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
    talk = joining_with(talk, invite=invite.code)
    if talk.known.name:
        return confirm(joining_with(talk, name=talk.known.name), invite)
    return told(asking_for(talk, "name").state, "enrol.ask_name")


def _refused(talk: Talk, invite: Invite) -> Turn:
    """Why the code lets nobody in; a code may also outlive its office."""
    place = HOME if talk.known.memberships else Joining("code")
    return told(talk.state.going(place), f"enrol.{invite.problem}", code=invite.code)


def named(talk: Talk, text: str) -> Turn:
    if heard_keys(text):
        return told(talk.state, "enrol.word_for_name")
    name = name_in(text)
    if not name:
        return told(talk.state, "enrol.bad_name")
    if talk.known.invite is None:
        return told(talk.state.going(Joining("code", name=name)), "enrol.ask_code")
    return confirm(joining_with(talk, name=name), talk.known.invite)


def confirm(talk: Talk, invite: Invite) -> Turn:
    if invite.problem:
        return _refused(talk, invite)
    facts = {
        "name": talk.state.joining.name,
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
    return spoken(asking_for(talk, "confirmation").state, card)


def join(talk: Talk, invite: Invite) -> Turn:
    if invite.problem or not talk.state.joining.name:
        return with_invite(talk, invite)
    facts = {
        "name": talk.state.joining.name,
        "office": _office(talk, invite),
        "role": talk.say(f"roles.{invite.role}"),
    }
    role = "coordinator" if invite.role == "admin" else invite.role
    button = {
        "reporter": "report",
        "coordinator": "overview",
        "official": "score",
        "judge": "judge",
    }[role]
    state = talk.state.going(HOME)
    choice = tap(button, talk.language, action(button))
    choices = (choice, *_moves(talk, invite))
    hint = Text(talk.say(f"enrol.hint_{role}"), choices)
    turn = spoken(state, Text(talk.say("enrol.done", **facts)), hint, must=True)
    return turn.also(Enrol(invite.code, talk.state.joining.name))


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


def _office(talk: Talk, invite: Invite) -> str:
    return talk.known.editions[invite.programme].programme.office(invite.office).name


def _programme(talk: Talk, invite: Invite) -> str:
    return talk.known.editions[invite.programme].programme.short_name
