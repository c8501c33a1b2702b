"""Effects -> rows: everything a step decided, written in the event's own transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.inbox import carry_people, carry_review
from bot.inbox.carrying import Carrying
from bot.outbox import forwarding, queue, remind
from bot.outbox.line_messages import MOST_MESSAGES, rendered
from bot.store import audit, calendars, people, published, reminding, reviews, submissions, surveys, uploads
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
from handlers.review_effects import Accepted, SentBack, Tell, Verified
from thai.dates import bangkok_day


def carry(at: Carrying, effects: Sequence[Effect]) -> None:
    """Writes each effect; then what is said, with the free reply; then the audit."""
    for effect in effects:
        _write(at, effect)
    _say(at, [effect for effect in effects if isinstance(effect, Say)])
    audit.append(at.conn, at.entries)


def _write(at: Carrying, effect: Effect) -> None:
    conn, person, now = at.conn, at.person, at.now
    match effect:
        case Consent(moment):
            people.consent(conn, person.id, moment)
            at.note("consented", "privacy")
        case Enrol(code, name) if at.known.invite:
            invite = at.known.invite
            people.enrol(conn, person.id, invite, name, now.program)
            at.note("joined", f"{invite.programme}/{invite.office}", new=invite.role, code=code)
        case Blocked(blocked):
            people.set_blocked(conn, person.id, blocked)
        case Keep() | Drop():
            _write_evidence(at, effect)
        case OpenCalendar(programme, office, token):
            calendars.open_calendar(conn, programme, office, token, now.program)
        case Submit():
            _submit(at, effect)
        case BringForm() | PublishForm() | CloseSurvey() | Respond():
            _write_form(at, effect)
        case Accepted() | SentBack() | Verified() | Tell():
            carry_review.write(at, effect)
        case _:
            carry_people.write(at, effect)


def _write_evidence(at: Carrying, effect: Keep | Drop) -> None:
    """A piece that came or was taken back; its bytes are fetched soon, for LINE does not hold them long."""
    match effect:
        case Keep():
            if submissions.keep(at.conn, at.person.id, effect) and not effect.link:
                payload = {"evidence": effect.evidence_id}
                queue.put(at.conn, "fetch", f"evidence:{effect.evidence_id}", payload, at.now.machine)
        case Drop(message_id):
            submissions.drop(at.conn, at.person.id, message_id)


def _write_form(at: Carrying, effect: BringForm | PublishForm | CloseSurvey | Respond) -> None:
    """What concerns forms and surveys; who answered a survey is noted nowhere."""
    conn, person, now = at.conn, at.person, at.now
    match effect:
        case BringForm():
            if uploads.bring(conn, person.id, effect, now.program):
                payload = {"upload": effect.id, "to": person.line_user_id, "reply_token": at.incoming.reply_token}
                queue.put(conn, "check_form", f"uploads:{person.id}", payload, now.machine)
        case PublishForm():
            published.publish(conn, person.id, effect, now.program)
            at.note("published a form", effect.programme, upload=effect.upload)
        case CloseSurvey(code):
            surveys.close_survey(conn, code, now.program)
            at.note("closed a survey", code)
        case Respond():
            surveys.respond(conn, person.id, effect)


def _submit(at: Carrying, sent: Submit) -> None:
    record = submissions.submit(at.conn, at.person.id, sent, at.incoming.id, at.now.program)
    reviews.enter(at.conn, sent, record, at.now.program)
    stream = f"sheet:{sent.programme}"
    queue.put(at.conn, "mirror", stream, {"submission": sent.id}, at.now.machine)
    for piece in sent.evidence:
        put_keep(at.conn, piece.evidence_id, sent.id, at.now.machine)
    if at.now.sends_on:
        forwarding.put(at.conn, sent, at.now.machine)
    final = sent.score.get("final_score")
    before = next((one for one in at.known.submissions if one.id == sent.replaces), None)
    old = before.counts.get("final_score") if before else None
    subject = f"{sent.programme}/{sent.office}/{sent.indicator}"
    at.note("submitted", subject, old=old, new=final, id=sent.id, revision=sent.revision, final=final)


def put_keep(conn: Connection, evidence_id: str, submission: str, now: datetime) -> None:
    """Asks for one piece of evidence to be kept in Drive, once for each submission it is part of."""
    payload = {"evidence": evidence_id, "submission": submission}
    queue.put(conn, "keep", f"evidence:{evidence_id}", payload, now, once=f"keep:{evidence_id}:{submission}")


def _say(at: Carrying, says: Sequence[Say]) -> None:
    """One reply for all that is said, what was held back first, as long as it is free and five messages hold it."""
    bubbles = rendered([message for say in says for message in say.messages])
    if not bubbles:
        return
    stream = f"person:{at.person.line_user_id}"
    takes_held = at.person.has_held and bool(at.incoming.reply_token)
    before = _held(at, stream, MOST_MESSAGES - len(bubbles)) if takes_held else []
    payload: dict[str, Any] = {
        "to": at.person.line_user_id,
        "reply_token": at.incoming.reply_token,
        "messages": [*map(_without_buttons, before), *(bubble.json for bubble in bubbles)],
        "must": any(say.must for say in says),
        "kept": len(before),
        "asks": [(place, *bubble.asks) for place, bubble in enumerate(bubbles, len(before)) if bubble.asks],
    }
    queue.put(at.conn, "reply", stream, payload, at.now.machine)


def _held(at: Carrying, stream: str, room: int) -> list[dict[str, Any]]:
    """What was held back for this person, as far as there is room; a reminder says how things stand now."""
    said: list[dict[str, Any]] = []
    for job in queue.held(at.conn, stream):
        if job.kind == "remind":
            said += _reminder(at, job, room - len(said))
        elif len(said) < room:
            kept = job.payload.get("kept", 0)  # what came before it was said for another
            said += job.payload["messages"][kept : kept + 1]
            queue.said(at.conn, [job])
    return said


def _reminder(at: Carrying, job: queue.Job, room: int) -> list[dict[str, Any]]:
    """Nothing, and it goes on waiting, when there is no room for it; it counts as the day's message."""
    found = remind.rendered(at.conn, at.known.editions, job.payload, at.now.program)
    if len(found.messages) > room:
        return []
    queue.said(at.conn, [job])
    if found.messages:
        person = job.payload["person"]
        said = queue.Wanted(job.stream, job.payload, remind.once(person, bangkok_day(at.now.program)), "done")
        queue.put_all(at.conn, "remind", [said], at.now.machine)
        reminding.remember(at.conn, [(person, found.told)])
    return found.messages


def _without_buttons(message: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in message.items() if key != "quickReply"}
