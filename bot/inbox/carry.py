"""Effects -> rows: everything a step decided, written in the event's own transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.inbox.line_events import Incoming
from bot.outbox import queue, remind
from bot.outbox.line_messages import MOST_MESSAGES, rendered
from bot.store import calendars, people, published, reminding, submissions, surveys, uploads
from bot.store.people import Person
from bot.store.tables import audit
from handlers.effects import (
    Blocked,
    BringForm,
    CloseSurvey,
    Consent,
    Drop,
    Effect,
    Enrol,
    Keep,
    OpenCalendar,
    PublishForm,
    Respond,
    Say,
    Submit,
)
from handlers.known import Known
from thai.dates import bangkok_day


@dataclass(frozen=True, slots=True)
class Moments:
    """`program` is the program's clock, `machine` the real one that the outbox goes by."""

    program: datetime
    machine: datetime


def carry(
    conn: Connection, person: Person, incoming: Incoming, effects: Sequence[Effect], known: Known, now: Moments
) -> None:
    """Writes each effect; what is said comes last, with the free reply."""
    for effect in effects:
        _write(conn, person, incoming, effect, known, now)
    _say(conn, person, incoming, [effect for effect in effects if isinstance(effect, Say)], known, now)


def _write(conn: Connection, person: Person, incoming: Incoming, effect: Effect, known: Known, now: Moments) -> None:
    match effect:
        case Consent(at):
            people.consent(conn, person.id, at)
            _note(conn, person, incoming, "consented", "privacy", now)
        case Enrol(code, name) if known.invite:
            people.enrol(conn, person.id, known.invite, name, now.program)
            _note(conn, person, incoming, "joined", f"{known.invite.programme}/{known.invite.office}", now, code=code)
        case Blocked(blocked):
            people.set_blocked(conn, person.id, blocked)
        case Keep():
            if submissions.keep(conn, person.id, effect) and not effect.link:
                payload = {"evidence": effect.evidence_id}
                queue.put(conn, "fetch", f"evidence:{effect.evidence_id}", payload, now.machine)
        case Drop(message_id):
            submissions.drop(conn, person.id, message_id)
        case OpenCalendar(programme, office, token):
            calendars.open_calendar(conn, programme, office, token, now.program)
        case Submit():
            _submit(conn, person, incoming, effect, now)
        case _:
            _write_form(conn, person, incoming, effect, now)


def _write_form(conn: Connection, person: Person, incoming: Incoming, effect: Effect, now: Moments) -> None:
    """What concerns forms and surveys; who answered a survey is noted nowhere."""
    match effect:
        case BringForm():
            if uploads.bring(conn, person.id, effect, now.program):
                payload = {"upload": effect.id, "to": person.line_user_id, "reply_token": incoming.reply_token}
                queue.put(conn, "check_form", f"upload:{effect.id}", payload, now.machine)
        case PublishForm():
            published.publish(conn, person.id, effect, now.program)
            _note(conn, person, incoming, "published a form", effect.programme, now, upload=effect.upload)
        case CloseSurvey(code):
            surveys.close_survey(conn, code, now.program)
            _note(conn, person, incoming, "closed a survey", code, now)
        case Respond():
            surveys.respond(conn, person.id, effect)


def _submit(conn: Connection, person: Person, incoming: Incoming, sent: Submit, now: Moments) -> None:
    submissions.submit(conn, person.id, sent, incoming.id, now.program)
    stream = f"sheet:{sent.programme}"
    queue.put(conn, "mirror", stream, {"submission": sent.id}, now.machine)
    for piece in sent.evidence:
        put_keep(conn, piece.evidence_id, sent.id, now.machine)
    subject = f"{sent.programme}/{sent.office}/{sent.indicator}"
    final = sent.score.get("final_score")
    _note(conn, person, incoming, "submitted", subject, now, id=sent.id, revision=sent.revision, final=final)


def put_keep(conn: Connection, evidence_id: str, submission: str, now: datetime) -> None:
    """Asks for one piece of evidence to be kept in Drive, once for each submission it is part of."""
    payload = {"evidence": evidence_id, "submission": submission}
    queue.put(conn, "keep", f"evidence:{evidence_id}", payload, now, once=f"keep:{evidence_id}:{submission}")


def _say(conn: Connection, person: Person, incoming: Incoming, says: Sequence[Say], known: Known, now: Moments) -> None:
    """One reply for all that is said, what was held back first, as long as five messages hold it."""
    bubbles = rendered([message for say in says for message in say.messages])
    if not bubbles:
        return
    stream = f"person:{person.line_user_id}"
    before = _held(conn, stream, known, MOST_MESSAGES - len(bubbles), now) if person.has_held else []
    payload: dict[str, Any] = {
        "to": person.line_user_id,
        "reply_token": incoming.reply_token,
        "messages": [*map(_without_buttons, before), *(bubble.json for bubble in bubbles)],
        "must": any(say.must for say in says),
        "kept": len(before),
        "asks": [(place, *bubble.asks) for place, bubble in enumerate(bubbles, len(before)) if bubble.asks],
    }
    queue.put(conn, "reply", stream, payload, now.machine)


def _held(conn: Connection, stream: str, known: Known, room: int, now: Moments) -> list[dict[str, Any]]:
    """What was held back for this person, as far as there is room; a reminder says how things stand now."""
    said: list[dict[str, Any]] = []
    for job in queue.held(conn, stream):
        if job.kind == "remind":
            said += _reminder(conn, job, known, room - len(said), now)
        elif len(said) < room:
            kept = job.payload.get("kept", 0)  # what came before it was said for another
            said += job.payload["messages"][kept : kept + 1]
            queue.said(conn, [job])
    return said


def _reminder(conn: Connection, job: queue.Job, known: Known, room: int, now: Moments) -> list[dict[str, Any]]:
    """Nothing, and it goes on waiting, when there is no room for it; it counts as the day's message."""
    found = remind.rendered(conn, known.editions, job.payload, now.program)
    if len(found.messages) > room:
        return []
    queue.said(conn, [job])
    if found.messages:
        person = job.payload["person"]
        said = queue.Wanted(job.stream, job.payload, remind.once(person, bangkok_day(now.program)), "done")
        queue.put_all(conn, "remind", [said], now.machine)
        reminding.remember(conn, [(person, found.told)])
    return found.messages


def _without_buttons(message: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in message.items() if key != "quickReply"}


def _note(
    conn: Connection, person: Person, incoming: Incoming, did: str, subject: str, now: Moments, **detail: object
) -> None:
    values = {
        "at": now.program,
        "person_id": person.id,
        "did": did,
        "subject": subject,
        "event_id": incoming.id,
        "detail": detail,
    }
    conn.execute(audit.insert(), values)
