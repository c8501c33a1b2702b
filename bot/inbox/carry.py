"""Effects -> rows: everything a step decided, written in the event's own transaction."""

from collections.abc import Sequence
from typing import assert_never

import structlog

from bot.inbox import (
    carry_evidence,
    carry_forms,
    carry_judgements,
    carry_papers,
    carry_people,
    carry_review,
    carry_surveys,
    held,
)
from bot.inbox.carrying import Carrying
from bot.inbox.saying import put_before, reply_to
from bot.outbox import queue
from bot.outbox.jobs.files import KeepEvidence
from bot.outbox.jobs.rows import MirrorRow
from bot.outbox.jobs.saying import person_stream
from bot.outbox.line.messages import MOST_MESSAGES
from bot.outbox.odk import onward
from bot.store import (
    audit,
    desk_links,
    page_links,
    reviews,
    submitting,
    tokens,
)
from handlers.vocabulary.appraised import (
    BeginAppraisal,
    MoveAppraisal,
    OpenEvidence,
    ReplaceParty,
    SendAppraisal,
)
from handlers.vocabulary.effects import (
    AwaitSet,
    Block,
    BringForm,
    CloseSurvey,
    Consent,
    CountInvited,
    Drop,
    Effect,
    Enrol,
    InviteMembers,
    Keep,
    OfReport,
    OpenResults,
    OpenSurvey,
    PublishForm,
    ReadCode,
    ReadTable,
    RemindInvited,
    Respond,
    Say,
    SetClosing,
    Submit,
)
from handlers.vocabulary.judging_effects import (
    CloseJudging,
    GivePoints,
    ReopenJudging,
    SeatJudge,
    Settle,
    SetZone,
)
from handlers.vocabulary.link_effects import (
    CloseBoard,
    OpenBoard,
    OpenCalendar,
    OpenOnPage,
    ReserveLink,
)
from handlers.vocabulary.paper_effects import (
    BringOwnForm,
    CountPages,
    DropOwnForm,
    MakePaper,
    OpenPapers,
    TakeOwnForm,
)
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
    RetryStuck,
    RevokeInvite,
)
from handlers.vocabulary.review_effects import Accept, SendBack, Tell, Verify

log = structlog.get_logger()


def carry(at: Carrying, effects: Sequence[Effect]) -> None:
    """Writes each effect; then what is said, with the free reply; then the audit."""
    for effect in effects:
        _write(at, effect)
    _say(at, [effect for effect in effects if isinstance(effect, Say)])
    audit.append(at.conn, at.entries)


def _write(at: Carrying, effect: Effect) -> None:
    """Each to where its subject is written; an effect that nobody writes is an error of types."""
    match effect:
        case Say():
            pass  # with all that is said, in _say
        case Keep() | Drop() | ReadTable() | ReadCode() | AwaitSet():
            carry_evidence.write(at, effect)
        case (
            Submit()
            | ReserveLink()
            | OpenCalendar()
            | OpenBoard()
            | CloseBoard()
            | OpenPapers()
            | CountPages()
            | MakePaper()
            | BringOwnForm()
            | TakeOwnForm()
            | DropOwnForm()
            | OpenOnPage()
        ):
            _write_report(at, effect)
        case BringForm() | PublishForm() | Respond():
            carry_forms.write(at, effect)
        case (
            OpenSurvey()
            | SetClosing()
            | CloseSurvey()
            | InviteMembers()
            | RemindInvited()
            | CountInvited()
            | OpenResults()
        ):
            carry_surveys.write(at, effect)
        case Accept() | SendBack() | Verify() | Tell():
            carry_review.write(at, effect)
        case (
            GivePoints()
            | Settle()
            | SeatJudge()
            | SetZone()
            | CloseJudging()
            | ReopenJudging()
            | BeginAppraisal()
            | SendAppraisal()
            | MoveAppraisal()
            | ReplaceParty()
            | OpenEvidence()
        ):
            carry_judgements.write(at, effect)
        case Consent() | Enrol() | Block():
            carry_people.write_self(at, effect)
        case (
            CountGuess()
            | AskToJoin()
            | DecideJoining()
            | MakeInvite()
            | RevokeInvite()
            | Leave()
            | HandOver()
            | GiveData()
            | EraseMe()
            | RetryStuck()
            | DiscardStuck()
        ):
            carry_people.write(at, effect)
        case _:
            assert_never(effect)


def _write_report(at: Carrying, effect: OfReport) -> None:
    match effect:
        case Submit():
            _submit(at, effect)
        case ReserveLink(programme, office, indicator, token):
            tokens.reserve(at.conn, programme, office, indicator, token, at.now.program)
        case OpenCalendar(programme, office, token):
            desk = programme, office
            desk_links.open_link(at.conn, desk_links.CALENDAR, desk, token, at.now.program)
        case OpenBoard(programme, office, token):
            desk = programme, office
            desk_links.open_link(at.conn, desk_links.BOARD, desk, token, at.now.program)
            at.note("opened a board", f"{programme}/{office}")
        case CloseBoard(programme, office):
            desk_links.revoke(at.conn, desk_links.BOARD, (programme, office), at.now.program)
            at.note("closed a board", f"{programme}/{office}")
        case OpenOnPage(token, draft):
            page_links.open_form(at.conn, at.person.id, draft, token, at.now.program)
        case _:
            carry_papers.write(at, effect)  # of papers, which is all that is left


def _submit(at: Carrying, sent: Submit) -> None:
    record = submitting.submit(at.conn, at.person.id, sent, at.incoming.id, at.now.program)
    reviews.enter(at.conn, sent, record, at.now.program)
    queue.put(at.conn, MirrorRow(sent.programme, sent.id), at.now.machine)
    files = [KeepEvidence(one.evidence_id, sent.id) for one in sent.evidence]
    queue.put_all(at.conn, files, at.now.machine)
    carry_papers.keep(at, sent)
    if at.now.sends_on:
        onward.put(at.conn, sent, at.now.machine)
    log.info("submitted", event_id=at.incoming.id, submission=sent.id, record=record)
    final = sent.score.get("final_score")
    before = next((one for one in at.known.submissions if one.id == sent.replaces), None)
    old = before.counts.get("final_score") if before else None
    subject = f"{sent.programme}/{sent.office}/{sent.indicator}"
    at.note(
        "submitted", subject, old=old, new=final, id=sent.id, revision=sent.revision, final=final
    )


def _say(at: Carrying, says: Sequence[Say]) -> None:
    """One reply for all that is said, what was held back first, as long as it is free and five
    messages hold it.
    """
    reply = reply_to(at.incoming, says)
    if not reply.messages:
        return
    user = at.person.line_user_id
    if at.person.has_held and at.incoming.reply_token:
        room = MOST_MESSAGES - len(reply.messages)
        reply = put_before(reply, held.take(at, person_stream(user), room, reply.messages))
    queue.put(at.conn, reply, at.now.machine)
