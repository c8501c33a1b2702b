"""One event, one transaction: seen before? who? what follows? Then everything that follows is written, or nothing."""

import secrets
import traceback
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

import structlog
from sqlalchemy import Connection, select, update
from sqlalchemy.exc import OperationalError

from bot import quota
from bot.clock import Clock, real_now
from bot.inbox import in_group
from bot.inbox.carry import Moments, carry
from bot.inbox.line_events import Incoming, read_events
from bot.outbox import queue
from bot.outbox.line_messages import line_messages
from bot.store import asked, calendars, people, published, submissions, surveys, uploads
from bot.store.dialect import insert_ignoring
from bot.store.engine import Database
from bot.store.library import Library
from bot.store.people import Person
from bot.store.tables import events
from bot.store.together import Together
from handlers.conversation import step
from handlers.effects import BringForm, Keep, PublishForm, Say
from handlers.events import Event
from handlers.known import Edition, Known
from handlers.messages import Text
from handlers.needs import needs
from handlers.state import State
from handlers.trial import UPLOADED
from handlers.turn import Turn
from handlers.words import say

MOST_ATTEMPTS = 5
TRY_AGAIN_AFTER = timedelta(seconds=5)
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that look alike

log = structlog.get_logger()


@dataclass(frozen=True)
class Inbox:
    """What the way of a message needs: the database, the programmes, the clock, our public address."""

    database: Database
    library: Library
    clock: Clock
    public_url: str = ""
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


# effects that touch nothing but the conversation and rows of their own: safe to have been decided beforehand
ALONE = (Say, Keep, BringForm)


def receive(inbox: Inbox, incoming: Incoming) -> None:
    """Makes one event durable and does all that follows from it; an event that cannot be handled is kept for later.

    Most steps are decided before the write transaction, which then is short; it goes through only if the conversation
    has not moved in between, else the step is decided again inside.
    Raises OperationalError when the database cannot be reached: then nothing is kept, and LINE must send it again.
    """
    try:
        ready = _decide_beforehand(inbox, incoming)
        inbox.together.run(lambda conn: _keep(conn, inbox, incoming, ready))
    except OperationalError:
        raise
    except Exception as error:
        log.error("event_failed", event_id=incoming.id, error=repr(error), trace=traceback.format_exc())
        with inbox.database.writing() as conn:
            _set_failed(conn, incoming, repr(error), inbox.clock())
            _calm(conn, incoming, inbox.machine_clock())


def _keep(conn: Connection, inbox: Inbox, incoming: Incoming, ready: Decision | None) -> None:
    if _is_new(conn, incoming, inbox.clock()) and not (ready and _write(conn, inbox, incoming, ready)):
        process(conn, inbox, incoming)


def _is_new(conn: Connection, incoming: Incoming, now: datetime) -> bool:
    """Claims the event id; what was said is not kept with it, unless it could not be handled."""
    values = {"id": incoming.id, "received_at": now, "raw": {}, "state": "done", "attempts": 1}
    return insert_ignoring(conn, events, values) is not None


def process(conn: Connection, inbox: Inbox, incoming: Incoming) -> None:
    """Reads, decides, writes, with the person locked. For an event that failed, it does the same once more."""
    if incoming.event is None:
        in_group.hear(conn, inbox.library, inbox.clock, inbox.machine_clock, incoming)
        return
    person = people.lock(conn, incoming.user, inbox.clock())
    is_written = _write(conn, inbox, incoming, _decide(conn, inbox, person, incoming.event))
    assert is_written, "a locked conversation cannot have moved"


def _decide_beforehand(inbox: Inbox, incoming: Incoming) -> Decision | None:
    """The decision, if it can be trusted outside the write transaction; None for strangers and weightier effects."""
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
    known = _known(conn, inbox, person, state, event)
    return Decision(person, known, step(state, event, known))


def _write(conn: Connection, inbox: Inbox, incoming: Incoming, decision: Decision) -> bool:
    """False, and nothing written, when the conversation has moved since."""
    now = inbox.clock()
    if not people.keep_conversation(conn, decision.person, decision.turn.state.to_json(), now):
        return False
    moments = Moments(now, inbox.machine_clock())
    carry(conn, decision.person, incoming, decision.turn.effects, decision.known, moments)
    if any(isinstance(effect, PublishForm) for effect in decision.turn.effects):
        inbox.library.look_again()
    return True


def _known(conn: Connection, inbox: Inbox, person: Person, state: State, event: Event) -> Known:
    wanted = needs(state, event)
    invite = people.invite_of(conn, wanted.invite, event.at) if wanted.invite else None
    sent = submissions.seen_by(conn, person.memberships, pieces=wanted.pieces) if wanted.submissions else ()

    overseen = {one.programme for one in person.memberships if one.role in submissions.OVERSEERS}

    def older(key: str, version: str) -> Edition | None:
        if version.startswith(UPLOADED):
            return published.trial_edition(conn, inbox.library, key, version, version.removeprefix(UPLOADED))
        return inbox.library.edition(conn, key, version)

    return Known(
        consented=person.consented,
        name=person.name,
        memberships=person.memberships,
        editions=inbox.library.current(conn),
        older=older,
        submissions=sent,
        invite=invite,
        quoted=asked.quoted(conn, person.line_user_id, wanted.quoted) if wanted.quoted else None,
        survey=surveys.survey_of(conn, wanted.survey, person.id) if wanted.survey else None,
        surveys=surveys.results_of(conn, overseen) if wanted.results and overseen else (),
        upload=uploads.upload_of(conn, wanted.upload, person.id) if wanted.upload else None,
        fresh_code=_survey_code() if wanted.upload else "",
        token=secrets.token_urlsafe(16),
        public_url=inbox.public_url,
        calendars=calendars.of_desks(conn, _desks(person)) if wanted.calendars else {},
        monthly=quota.monthly(conn, inbox.clock()) if wanted.submissions and overseen else None,
    )


def _desks(person: Person) -> list[tuple[str, str]]:
    """Their offices, and their programmes as wholes."""
    return [desk for one in person.memberships for desk in ((one.programme, one.office), (one.programme, ""))]


def _survey_code() -> str:
    """SV- and five letters that are easy to read out on the phone."""
    return "SV-" + "".join(secrets.choice(LETTERS) for _ in range(5))


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
    payload = {"to": incoming.user, "reply_token": incoming.reply_token, "messages": messages, "must": False}
    queue.put(conn, "reply", f"person:{incoming.user}", payload, now, once=f"calm:{incoming.id}")


def retry_one(inbox: Inbox) -> bool:
    """Tries the oldest failed event again, if one is due; after five times it is set aside for people to see."""
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
        waiting = {"attempts": again, "state": state, "try_again_at": now + TRY_AGAIN_AFTER * 2**again}
        conn.execute(update(events).where(events.c.id == row.id).values(waiting))
    for incoming in read_events({"events": [row.raw]}, row.received_at):
        _try_again(inbox, incoming)
    return True


def _try_again(inbox: Inbox, incoming: Incoming) -> None:
    try:
        with inbox.database.writing() as conn:
            waiting = select(events.c.state).where(events.c.id == incoming.id).with_for_update()
            if conn.execute(waiting).scalar() != "done":
                process(conn, inbox, incoming)
                conn.execute(update(events).where(events.c.id == incoming.id).values(state="done", error=None))
    except OperationalError:
        raise
    except Exception as error:
        log.error("event_failed_again", event_id=incoming.id, error=repr(error))
