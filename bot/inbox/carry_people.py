"""Who is where, and what is held of them -> rows."""

from datetime import timedelta
from typing import assert_never

from bot.erasing import erase
from bot.inbox.carrying import Carrying
from bot.store import joining, leaving, own_data, people, stuck
from handlers.people.own_data import HOURS
from handlers.vocabulary.effects import Block, Consent, Enrol, OfSelf
from handlers.vocabulary.known import Invite
from handlers.vocabulary.people_effects import (
    AskToJoin,
    CountGuess,
    DecideJoining,
    DiscardStuck,
    EraseMe,
    GiveData,
    HandOver,
    Leave,
    MakeInvite,
    OfPeople,
    RetryStuck,
    RevokeInvite,
)
from handlers.vocabulary.people_known import Member


def write_self(at: Carrying, effect: OfSelf) -> None:
    """What a person does about their own being here."""
    conn, person, now = at.conn, at.person.id, at.now.program
    match effect:
        case Consent(moment):
            people.consent(conn, person, moment)
            at.note("consented", "privacy")
        case Enrol(code, name):
            invite = at.known.invite
            assert invite is not None, "whoever enrols does so by an invite that was read"
            people.enrol(conn, person, invite, name, now)
            at.note("joined", f"{invite.programme}/{invite.office}", new=invite.role, code=code)
        case Block(blocked):
            people.set_blocked(conn, person, blocked and not _is_old(at))
        case _:
            assert_never(effect)


def _is_old(at: Carrying) -> bool:
    """Whether the person was heard after the moment this event tells of: LINE delivers late."""
    event, talked_at = at.incoming.event, at.person.talked_at
    return event is not None and talked_at is not None and event.at < talked_at


def write(at: Carrying, effect: OfPeople) -> None:
    conn, person, now = at.conn, at.person.id, at.now.program
    match effect:
        case CountGuess(guesses):
            joining.keep_guesses(conn, person, guesses)
            if guesses.locked_until:
                at.note("was locked out", "invite codes", new=guesses.wrong)
        case AskToJoin():
            joining.ask(conn, person, effect, now)
            at.note("asked to join", f"{effect.programme}/{effect.office}", new=effect.role)
        case DecideJoining():
            joining.decide(conn, person, effect, now)
            one, did = effect.request, "let in" if effect.approved else "turned away"
            at.note(
                did, f"{one.programme}/{one.office}", old="waiting", new=one.role, of=one.person
            )
        case Leave(one):
            leaving.leave(conn, one, now)
            at.note("left" if one.id == person else "let go", _place(one), old=one.role, of=one.id)
        case HandOver(one, to):
            leaving.hand_over(conn, one, to, now)
            at.note("handed over", _place(one), old=one.id, new=to.id)
        case GiveData(token):
            own_data.give(conn, person, token, now + timedelta(hours=HOURS))
            at.note("asked for their data", "privacy")
        case EraseMe():
            at.note("asked to be erased", "privacy")
            erase(conn, person, now)
        case RetryStuck() | DiscardStuck():
            _write_stuck(at, effect)
        case _:
            _write_invite(at, effect)


def _write_invite(at: Carrying, effect: MakeInvite | RevokeInvite) -> None:
    match effect:
        case MakeInvite(code, programme, office, role, uses, days):
            made = Invite(code, programme, office, role)
            people.make_invite(at.conn, made, uses=uses, days=days, now=at.now.program)
            at.note("invited", f"{programme}/{office}", new=role, code=code, uses=uses)
        case RevokeInvite(code, offices):
            if people.revoke_invite_of(at.conn, code, offices, at.now.program):
                at.note("revoked an invite", code)
        case _:
            assert_never(effect)


def _write_stuck(at: Carrying, effect: RetryStuck | DiscardStuck) -> None:
    match effect:
        case RetryStuck(ids):
            stuck.retry(at.conn, ids)
            at.note("retried", "stuck", new=list(ids))
        case DiscardStuck(one):
            stuck.discard(at.conn, one)
            at.note("discarded", "stuck", new=one)
        case _:
            assert_never(effect)


def _place(one: Member) -> str:
    return f"{one.programme}/{one.office}"
