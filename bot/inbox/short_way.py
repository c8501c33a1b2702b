"""The short way: events that wait at the same moment are decided with one read and committed with
one write.

It is for turns that need nothing but the conversation, the person's offices and the programmes,
and that touch nothing but the conversation and rows of their own: nine of ten. All others go the
long way; both decide with `step`.
"""

import traceback
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import structlog
from sqlalchemy import Connection

from bot.cause import caused_by
from bot.inbox.carry import carry
from bot.inbox.carrying import Carrying, Moments
from bot.inbox.inbox import Decision, Inbox
from bot.inbox.line_events import Incoming
from bot.inbox.look_up import Editions, needs_nothing, plainly
from bot.inbox.saying import reply_to
from bot.outbox import queue
from bot.outbox.jobs.saying import Reply
from bot.store import arrivals, conversations
from bot.store.conversations import Person
from handlers.conversation import step
from handlers.vocabulary.effects import BringForm, Keep, ReadTable, Say

# effects that touch nothing but the conversation and rows of their own
ALONE = (Say, Keep, BringForm, ReadTable)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Taken:
    """The ids of the events that are settled, and the persons as they were seen, by LINE's ids:
    the long way need not look for those again.
    """

    settled: Collection[str]
    seen: Mapping[str, Person]


def take(inbox: Inbox, some: Sequence[Incoming]) -> Taken:
    """Settles what it can of events of different people.

    An odd event costs only itself. A group whose commit fails is settled in no part: each of it
    goes the long way by itself.
    """
    seen, decided = _decide(inbox, some)
    if not decided:
        return Taken(set(), seen)
    try:
        return Taken(_write(inbox, {one.id: one for one in some}, decided), seen)
    except Exception as error:
        log.warning("group_undone", events=len(decided), error=repr(error))
        return Taken(set(), {})


def _decide(
    inbox: Inbox, some: Sequence[Incoming]
) -> tuple[Mapping[str, Person], Mapping[str, Decision]]:
    """Who they are from, and {event id: decision} of those that may go this way; a stranger's may
    not.
    """
    found: dict[str, Decision] = {}
    with inbox.database.reading() as conn:
        persons = conversations.see(conn, [one.user for one in some if one.event])
        editions = inbox.library.current(conn) if persons else {}
        for one in some:
            if one.event is not None and (person := persons.get(one.user)):
                decision = _decide_one(conn, inbox, one, person, editions)
                found |= {one.id: decision} if decision else {}
    return persons, found


def _decide_one(
    conn: Connection, inbox: Inbox, incoming: Incoming, person: Person, editions: Editions
) -> Decision | None:
    """None where more must be known or done than this way can; what is odd is found again, and
    kept, on the long way.
    """
    event = incoming.event
    try:
        state = person.state
        if event is None or not needs_nothing(state, event):
            return None
        known = plainly(conn, inbox.library, person, editions, inbox.public_url)
        turn = step(state, event, known)
    except Exception:
        log.warning("left_to_the_long_way", event_id=incoming.id, why=traceback.format_exc())
        return None
    alone = all(isinstance(effect, ALONE) for effect in turn.effects)
    return Decision(person, known, turn) if alone else None


def _write(inbox: Inbox, some: Mapping[str, Incoming], decided: Mapping[str, Decision]) -> set[str]:
    """The events that are settled: seen before, or written now. One whose person has moved on
    since it was decided is not.
    """
    now = Moments(inbox.clock(), inbox.machine_clock(), inbox.sends_on)
    with inbox.database.writing() as conn:
        new = sorted(arrivals.add(conn, decided, now.program))
        states = [(decided[one].person, decided[one].turn.state) for one in new]
        kept = conversations.keep_all(conn, states, now.program)
        moved = {one for one in new if decided[one].person.id not in kept}
        arrivals.give_back(conn, moved)
        _carry_all(conn, [(some[one], decided[one]) for one in new if one not in moved], now)
    return decided.keys() - moved


def _carry_all(conn: Connection, turns: Sequence[tuple[Incoming, Decision]], now: Moments) -> None:
    """Replies of turns that only say something are put down at once."""
    replies: dict[str, Reply] = {}
    for incoming, made in turns:
        effects = made.turn.effects
        says = [effect for effect in effects if isinstance(effect, Say)]
        if len(says) == len(effects) and not made.person.has_held:
            reply = reply_to(incoming, says)
            replies |= {incoming.id: reply} if reply.messages else {}
        else:
            with caused_by(incoming.id):
                carry(Carrying(conn, made.person, incoming, made.known, now), effects)
    queue.put_many(conn, replies, now.machine)
