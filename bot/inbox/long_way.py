"""The long way: one event, one transaction. Seen before? who? what follows? Then everything that
follows is written, or nothing.
"""

import traceback

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError

from bot.inbox import failed, in_group
from bot.inbox.carry import carry
from bot.inbox.carrying import Carrying, Moments
from bot.inbox.inbox import Decision, Inbox
from bot.inbox.line_events import Incoming
from bot.inbox.look_up import hangs_on_others, look_up
from bot.inbox.short_way import ALONE
from bot.store import arrivals, conversations
from bot.store.conversations import Person
from handlers.conversation import step
from handlers.vocabulary.effects import Effect, Submit
from handlers.vocabulary.events import Event

UNREACHABLE = (OperationalError, InterfaceError, NoConnectionError)

log = structlog.get_logger()


def receive(inbox: Inbox, incoming: Incoming, seen: Person | None = None) -> None:
    """Makes one event durable and does all that follows from it; an event that cannot be handled
    is kept for later.

    Most steps are decided before the write transaction, which then is short; it goes through only
    if the conversation has not moved in between, else the step is decided again inside. So it may
    be decided for the person as they were `seen` a moment ago. Raises OperationalError when the
    database cannot be reached: then nothing is kept, and LINE must send it again.
    """
    try:
        ready = _decide_beforehand(inbox, incoming, seen)
        try:
            with inbox.database.writing() as conn:
                _keep(conn, inbox, incoming, ready)
        except IntegrityError:  # a colleague sent the same meanwhile
            with inbox.database.writing() as conn:
                _keep(conn, inbox, incoming, None)
    except UNREACHABLE:
        raise
    except Exception as error:
        trace = traceback.format_exc()
        log.error("event_failed", event_id=incoming.id, error=repr(error), trace=trace)
        with inbox.database.writing() as conn:
            failed.keep(conn, inbox, incoming, error)


def _keep(conn: Connection, inbox: Inbox, incoming: Incoming, ready: Decision | None) -> None:
    if arrivals.add(conn, [incoming.id], inbox.clock()) and not (
        ready and _write(conn, inbox, incoming, ready)
    ):
        process(conn, inbox, incoming)


def process(conn: Connection, inbox: Inbox, incoming: Incoming) -> None:
    """Reads, decides, writes, with the person locked. For an event that failed, it does the same
    once more.
    """
    if incoming.event is None:
        in_group.hear(conn, inbox.library, inbox.clock, inbox.machine_clock, incoming)
        return
    person = conversations.lock(conn, incoming.user, inbox.clock())
    is_written = _write(conn, inbox, incoming, _decide(conn, inbox, person, incoming.event))
    assert is_written, "a locked conversation cannot have moved"


def _decide_beforehand(inbox: Inbox, incoming: Incoming, seen: Person | None) -> Decision | None:
    """The decision, if it can be trusted outside the write transaction; None for strangers and
    weightier effects. What hangs on what others do is not even tried here.
    """
    if incoming.event is None:
        return None
    with inbox.database.reading() as conn:
        person = seen or conversations.see(conn, [incoming.user]).get(incoming.user)
        if person is None:
            return None
        editions = inbox.library.current(conn)
        if hangs_on_others(person.state, incoming.event, editions):
            return None
        decision = _decide(conn, inbox, person, incoming.event)
    return decision if all(map(_is_alone, decision.turn.effects)) else None


def _is_alone(effect: Effect) -> bool:
    """Whether an effect touches nothing of anybody else's: a first report has no other's place."""
    return isinstance(effect, ALONE) or (isinstance(effect, Submit) and effect.replaces is None)


def _decide(conn: Connection, inbox: Inbox, person: Person, event: Event) -> Decision:
    state = person.state
    known = look_up(conn, inbox, person, state, event)
    return Decision(person, known, step(state, event, known))


def _write(conn: Connection, inbox: Inbox, incoming: Incoming, decision: Decision) -> bool:
    """False, and nothing written, when the conversation has moved since."""
    now = inbox.clock()
    if not conversations.keep(conn, decision.person, decision.turn.state, now):
        return False
    moments = Moments(now, inbox.machine_clock(), inbox.sends_on)
    carry(Carrying(conn, decision.person, incoming, decision.known, moments), decision.turn.effects)
    return True
