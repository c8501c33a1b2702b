"""Who is where, and what is held of them -> rows."""

from datetime import timedelta

from bot.erasing import erase
from bot.inbox.carrying import Carrying
from bot.store import joining, leaving, own_data
from handlers.people.own_data import HOURS
from handlers.vocabulary.effects import Effect
from handlers.vocabulary.people_effects import (
    AskToJoin,
    DecideJoining,
    EraseMe,
    GiveData,
    Guessed,
    HandOver,
    Leave,
)
from handlers.vocabulary.people_known import Member


def write(at: Carrying, effect: Effect) -> None:
    conn, person, now = at.conn, at.person.id, at.now.program
    match effect:
        case Guessed(guesses):
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


def _place(one: Member) -> str:
    return f"{one.programme}/{one.office}"
