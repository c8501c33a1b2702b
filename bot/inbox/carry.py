"""Effects -> rows: everything a step decided, written in the event's own transaction."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.inbox import carry_people, carry_review, held
from bot.inbox.carrying import Carrying
from bot.outbox import queue
from bot.outbox.jobs.files import CheckForm, FetchContent, KeepEvidence
from bot.outbox.jobs.rows import MirrorRow
from bot.outbox.jobs.saying import Reply, person_stream
from bot.outbox.line import notices
from bot.outbox.line.messages import MOST_MESSAGES, rendered
from bot.outbox.odk import onward
from bot.store import (
    audit,
    calendars,
    people,
    pieces,
    published,
    reviews,
    submissions,
    surveys,
    uploads,
)
from handlers.vocabulary.effects import (
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
from handlers.vocabulary.review_effects import Accepted, SentBack, Tell, Verified
from handlers.vocabulary.state import State
from handlers.vocabulary.words import say


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
    """A piece that came or was taken back; its bytes are fetched soon, for LINE does not hold them
    long.
    """
    match effect:
        case Keep():
            if pieces.keep(at.conn, at.person.id, effect) and not effect.link:
                queue.put(at.conn, FetchContent(effect.evidence_id), at.now.machine)
        case Drop(message_id):
            if pieces.drop(at.conn, at.person.id, message_id):
                line = say("evidence.unsent_sent", State.from_json(at.person.conversation).language)
                notices.leave(at.conn, at.person.line_user_id, "unsent", line, at.now.machine)


def _write_form(at: Carrying, effect: BringForm | PublishForm | CloseSurvey | Respond) -> None:
    """What concerns forms and surveys; who answered a survey is noted nowhere."""
    conn, person, now = at.conn, at.person, at.now
    match effect:
        case BringForm():
            if uploads.bring(conn, person.id, effect, now.program):
                user, token = person.line_user_id, at.incoming.reply_token
                queue.put(conn, CheckForm(effect.id, user, token, person.id), now.machine)
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
    queue.put(at.conn, MirrorRow(sent.programme, sent.id), at.now.machine)
    for piece in sent.evidence:
        put_keep(at.conn, piece.evidence_id, sent.id, at.now.machine)
    if at.now.sends_on:
        onward.put(at.conn, sent, at.now.machine)
    final = sent.score.get("final_score")
    before = next((one for one in at.known.submissions if one.id == sent.replaces), None)
    old = before.counts.get("final_score") if before else None
    subject = f"{sent.programme}/{sent.office}/{sent.indicator}"
    at.note(
        "submitted", subject, old=old, new=final, id=sent.id, revision=sent.revision, final=final
    )


def put_keep(conn: Connection, evidence_id: str, submission: str, now: datetime) -> None:
    """Asks for one piece of evidence to be kept in Drive, once for each submission it is part
    of.
    """
    queue.put(conn, KeepEvidence(evidence_id, submission), now)


def _say(at: Carrying, says: Sequence[Say]) -> None:
    """One reply for all that is said, what was held back first, as long as it is free and five
    messages hold it.
    """
    bubbles = rendered([message for say in says for message in say.messages])
    if not bubbles:
        return
    user = at.person.line_user_id
    takes_held = at.person.has_held and bool(at.incoming.reply_token)
    said = [bubble.json for bubble in bubbles]
    before = (
        held.take(at, person_stream(user), MOST_MESSAGES - len(said), said) if takes_held else []
    )
    numbered = enumerate(bubbles, len(before))
    reply = Reply(
        user,
        [*before, *said],
        must=any(say.must for say in says),
        asks=[(place, *bubble.asks) for place, bubble in numbered if bubble.asks],
        reply_token=at.incoming.reply_token,
    )
    queue.put(at.conn, reply, at.now.machine)
