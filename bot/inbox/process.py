"""One event, one transaction: seen before? who? what follows? Then everything that follows is
written, or nothing.
"""

import traceback
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

import structlog
from sqlalchemy import Connection, select, update
from sqlalchemy.exc import OperationalError

from bot.clock import Clock, real_now
from bot.inbox import in_group
from bot.inbox.carry import carry
from bot.inbox.carrying import Carrying, Moments
from bot.inbox.line_events import Incoming, read_events
from bot.inbox.look_up import look_up
from bot.outbox import queue
from bot.outbox.jobs.saying import Reply
from bot.outbox.line.messages import line_messages
from bot.seals import Seals
from bot.store import people
from bot.store.dialect import insert_ignoring
from bot.store.engine import Database
from bot.store.library import Library
from bot.store.people import Person
from bot.store.tables.records import events
from bot.store.together import Together
from handlers.conversation import step
from handlers.vocabulary.effects import BringForm, Keep, Say
from handlers.vocabulary.events import Event, Forged
from handlers.vocabulary.known import Known
from handlers.vocabulary.messages import Text
from handlers.vocabulary.state import State
from handlers.vocabulary.turn import Turn
from handlers.vocabulary.words import say

MOST_ATTEMPTS = 5
TRY_AGAIN_AFTER = timedelta(seconds=5)

log = structlog.get_logger()


@dataclass(frozen=True)
class Inbox:
    """What the way of a message needs: the database, the programmes, the clock, our public
    address.
    """

    database: Database
    library: Library
    clock: Clock
    public_url: str = ""
    seals: Seals = Seals("")  # noqa: RUF009 - it never changes
    sends_on: bool = False  # records go on to an ODK or Kobo server
    machine_clock: Clock = real_now  # what the outbox goes by, whatever a rehearsal's clock says

    @cached_property
    def together(self) -> Together:
        """The writes of this process's threads, committed for one another."""
        return Together(self.database)


@dataclass(frozen=True, slots=True)
class Decision:
    """What follows from an event for a person as they were when it was decided."""

    person: Person
    known: Known
    turn: Turn


# effects that touch nothing but the conversation and rows of their own: safe to have been decided
# beforehand
ALONE = (Say, Keep, BringForm)


def receive(inbox: Inbox, incoming: Incoming) -> None:
    """Makes one event durable and does all that follows from it; an event that cannot be handled is
    kept for later.

    Most steps are decided before the write transaction, which then is short; it goes through only
    if the conversation has not moved in between, else the step is decided again inside. Raises
    OperationalError when the database cannot be reached: then nothing is kept, and LINE must send
    it again.
    """
    if incoming.event is not None and isinstance(incoming.event.what, Forged):
        log.warning("forged_button", event_id=incoming.id, data=incoming.event.what.data[:300])
    try:
        ready = _decide_beforehand(inbox, incoming)
        inbox.together.run(lambda conn: _keep(conn, inbox, incoming, ready))
    except OperationalError:
        raise
    except Exception as error:
        log.error(
            "event_failed", event_id=incoming.id, error=repr(error), trace=traceback.format_exc()
        )
        with inbox.database.writing() as conn:
            _set_failed(conn, incoming, repr(error), inbox.clock())
            _calm(conn, incoming, inbox.machine_clock())


def _keep(conn: Connection, inbox: Inbox, incoming: Incoming, ready: Decision | None) -> None:
    if _is_new(conn, incoming, inbox.clock()) and not (
        ready and _write(conn, inbox, incoming, ready)
    ):
        process(conn, inbox, incoming)


def _is_new(conn: Connection, incoming: Incoming, now: datetime) -> bool:
    """Claims the event id; what was said is not kept with it, unless it could not be handled."""
    values = {"id": incoming.id, "received_at": now, "raw": {}, "state": "done", "attempts": 1}
    return insert_ignoring(conn, events, values) is not None


def process(conn: Connection, inbox: Inbox, incoming: Incoming) -> None:
    """Reads, decides, writes, with the person locked. For an event that failed, it does the same
    once more.
    """
    if incoming.event is None:
        in_group.hear(conn, inbox.library, inbox.clock, inbox.machine_clock, incoming)
        return
    person = people.lock(conn, incoming.user, inbox.clock())
    is_written = _write(conn, inbox, incoming, _decide(conn, inbox, person, incoming.event))
    assert is_written, "a locked conversation cannot have moved"


def _decide_beforehand(inbox: Inbox, incoming: Incoming) -> Decision | None:
    """The decision, if it can be trusted outside the write transaction; None for strangers and
    weightier effects.
    """
    if incoming.event is None:
        return None
    with inbox.database.reading() as conn:
        person = people.see(conn, incoming.user)
        if person is None:
            return None
        decision = _decide(conn, inbox, person, incoming.event)
    is_alone = all(isinstance(effect, ALONE) for effect in decision.turn.effects)
    return decision if is_alone and not decision.known.invite else None


def _decide(conn: Connection, inbox: Inbox, person: Person, event: Event) -> Decision:
    state = State.from_json(person.conversation)
    known = look_up(conn, inbox.library, person, state, event, inbox.public_url)
    return Decision(person, known, step(state, event, known))


def _write(conn: Connection, inbox: Inbox, incoming: Incoming, decision: Decision) -> bool:
    """False, and nothing written, when the conversation has moved since."""
    now = inbox.clock()
    if not people.keep_conversation(conn, decision.person, decision.turn.state.to_json(), now):
        return False
    moments = Moments(now, inbox.machine_clock(), inbox.sends_on)
    carry(Carrying(conn, decision.person, incoming, decision.known, moments), decision.turn.effects)
    return True


def _set_failed(conn: Connection, incoming: Incoming, error: str, now: datetime) -> None:
    values = {
        "id": incoming.id,
        "received_at": now,
        "raw": dict(incoming.raw),
        "state": "failed",
        "attempts": 1,
        "error": error,
        "try_again_at": now + TRY_AGAIN_AFTER,
    }
    insert_ignoring(conn, events, values)


def _calm(conn: Connection, incoming: Incoming, now: datetime) -> None:
    """Tells the person once that the message is safe and will be dealt with."""
    messages = line_messages([Text(say("trouble.failed", "th"))])
    token, once = incoming.reply_token, f"calm:{incoming.id}"
    queue.put(conn, Reply(incoming.user, messages, must=False, once=once, reply_token=token), now)


def retry_one(inbox: Inbox) -> bool:
    """Tries the oldest failed event again, if one is due; after five times it is set aside for
    people to see.
    """
    now = inbox.clock()
    due = select(events).where(events.c.state == "failed", events.c.try_again_at <= now).limit(1)
    with inbox.database.reading() as conn:
        if conn.execute(due).first() is None:
            return False
    with inbox.database.writing() as conn:
        row = conn.execute(due.with_for_update(skip_locked=True)).first()
        if row is None:
            return False
        again = row.attempts + 1
        state = "set_aside" if again >= MOST_ATTEMPTS else "failed"
        waiting = {
            "attempts": again,
            "state": state,
            "try_again_at": now + TRY_AGAIN_AFTER * 2**again,
        }
        conn.execute(update(events).where(events.c.id == row.id).values(waiting))
    for incoming in read_events({"events": [row.raw]}, row.received_at, inbox.seals):
        _try_again(inbox, incoming)
    return True


def _try_again(inbox: Inbox, incoming: Incoming) -> None:
    try:
        with inbox.database.writing() as conn:
            waiting = select(events.c.state).where(events.c.id == incoming.id).with_for_update()
            if conn.execute(waiting).scalar() != "done":
                process(conn, inbox, incoming)
                conn.execute(
                    update(events)
                    .where(events.c.id == incoming.id)
                    .values(state="done", error=None)
                )
    except OperationalError:
        raise
    except Exception as error:
        log.error("event_failed_again", event_id=incoming.id, error=repr(error))
