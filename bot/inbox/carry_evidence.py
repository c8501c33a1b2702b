"""Evidence that came or was taken back is written; what fetches and reads it is asked for."""

from typing import assert_never

from bot.inbox.carrying import Carrying
from bot.outbox import queue
from bot.outbox.jobs import files
from bot.outbox.jobs.files import FetchContent, ReadRows
from bot.outbox.line import notices
from bot.store import marks, pieces
from handlers.vocabulary.effects import AwaitSet, Drop, Keep, OfEvidence, ReadCode, ReadTable
from handlers.vocabulary.words import say


def write(at: Carrying, effect: OfEvidence) -> None:
    """A piece that came or was taken back; its bytes are fetched soon, for LINE does not hold them
    long.
    """
    match effect:
        case Keep():
            if pieces.keep(at.conn, at.person.id, effect) and not effect.link:
                queue.put(at.conn, FetchContent(effect.evidence_id), at.now.machine)
        case Drop(message_id):
            if not pieces.is_known(at.conn, message_id):
                marks.set_unsent(at.conn, message_id, at.now.program)
            if pieces.drop(at.conn, at.person.id, message_id):
                line = say("evidence.unsent_sent", at.person.wishes.language)
                notices.leave(at.conn, at.person.line_user_id, "unsent", line, at.now.machine)
        case AwaitSet(draft, question, set_id):
            user, token = at.person.line_user_id, at.incoming.reply_token
            queue.put(at.conn, files.AwaitSet(set_id, user, token, draft, question), at.now.machine)
        case ReadTable(piece, draft):
            user, token = at.person.line_user_id, at.incoming.reply_token
            job = ReadRows(effect.evidence_id, user, token, draft, piece)
            queue.put(at.conn, job, at.now.machine)
        case ReadCode(evidence, draft, question):
            user, token = at.person.line_user_id, at.incoming.reply_token
            queue.put(
                at.conn, files.ReadCode(evidence, user, token, draft, question), at.now.machine
            )
        case _:
            assert_never(effect)
