"""What was done to an appraisal -> rows. The audit is told who did what and when, never what stands
in it.
"""

from typing import assert_never

from bot.inbox.carrying import Carrying
from bot.outbox import queue
from bot.outbox.jobs.rows import MirrorAppraisal
from bot.store import appraisals, page_links
from handlers.vocabulary.appraised import (
    BeginAppraisal,
    MoveAppraisal,
    OfAppraisal,
    OpenEvidence,
    ReplaceParty,
    SendAppraisal,
)


def write(at: Carrying, effect: OfAppraisal) -> None:
    conn, person, now = at.conn, at.person.id, at.now.program
    if isinstance(effect, OpenEvidence):
        page_links.open_appraisal(conn, person, effect.appraisal, effect.token, now)
        return
    subject = f"appraisal/{effect.id}"
    before = at.known.appraisal(effect.id)
    old = before.state if before else None
    match effect:
        case BeginAppraisal():
            appraisals.begin(conn, person, effect, now)
            at.note("began an appraisal", subject, old=old, new="begun")
        case SendAppraisal():
            revision = appraisals.send(conn, person, effect, now)
            did = "sent a part of an appraisal"
            at.note(did, subject, old=old, new=effect.state, part=effect.part, revision=revision)
        case MoveAppraisal():
            appraisals.move(conn, effect, now)
            at.note(effect.did, subject, old=old, new=effect.state)
        case ReplaceParty():
            appraisals.replace_party(conn, effect)
            at.note("named another for an appraisal", subject, role=effect.role, new=effect.member)
        case _:
            assert_never(effect)
    _mirror(at, effect)


def _mirror(
    at: Carrying, effect: BeginAppraisal | SendAppraisal | MoveAppraisal | ReplaceParty
) -> None:
    """Into the Sheet, where the programme has a tab for appraisals."""
    before = at.known.appraisal(effect.id)
    if before is None or isinstance(effect, BeginAppraisal):
        return  # nothing was sent yet
    edition = at.known.editions.get(before.programme)
    rules = edition.programme.appraisal if edition else None
    if rules is not None and rules.sheet:
        queue.put(at.conn, MirrorAppraisal(before.programme, before.id), at.now.machine)
