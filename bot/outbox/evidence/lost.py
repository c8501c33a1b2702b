"""Evidence that LINE will never hand over: it leaves the reports, and the person hears which one
and what to do.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from bot.outbox import queue
from bot.outbox.evidence import spool
from bot.outbox.evidence.kept import lock_report, settle
from bot.outbox.jobs.saying import Push
from bot.outbox.line.messages import line_messages
from bot.store import conversations
from bot.store.conversations import Person
from bot.store.engine import Database
from bot.store.tables.records import evidence, people, submissions
from bot.store.work_names import called
from handlers.questions.evidence_gone import lost
from handlers.vocabulary.messages import Text
from handlers.vocabulary.words import say

UNSENT = "unsent"


def give_up_on(database: Database, piece: str, why: str, now: datetime, **values: object) -> None:
    """Marks a piece as gone and tells its sender; `why` is gone, unreadable, too_large, too_much
    or unsent. What was unsent is told with the next free reply: there is nothing to do. Twice does
    no harm.
    """
    with database.writing() as conn:
        found = conn.execute(select(evidence).where(evidence.c.id == piece)).one()
        user = conn.execute(
            select(people.c.line_user_id).where(people.c.id == found.person_id)
        ).scalar_one()
        person = conversations.lock(
            conn, user, now
        )  # the person, the report, the piece: in this order everywhere
        if found.submission_id:
            lock_report(conn, found.submission_id)
        if not spool.still_waiting(conn, piece):
            return
        spool.empty(conn, piece)
        conn.execute(update(evidence).where(evidence.c.id == piece).values(state="gone"))
        words = _words(conn, found, person, why, now, **values)
        needs_doing = why != UNSENT
        told = Push(user, line_messages([Text(words)]), must=needs_doing, once=f"gone:{piece}")
        queue.put(conn, told, now)
        if found.submission_id:
            settle(conn, found.submission_id, now)


def _taken_back(conn: Connection, piece: Row[Any], person: Person, now: datetime) -> str:
    """It was taken back before it came, as when LINE repeats a delivery late."""
    after, _ = lost(person.state, piece.line_message_id)
    if after != person.state:
        conversations.move(conn, person, after, now)
    return say("evidence.unsent_before", person.state.language)


def _words(
    conn: Connection, piece: Row[Any], person: Person, why: str, now: datetime, **values: object
) -> str:
    """Why it is gone, which one it was, and what to do."""
    state = person.state
    if why == UNSENT:
        return _taken_back(conn, piece, person, now)
    reason = say(f"evidence.why_{why}", state.language, **values)
    if piece.submission_id:
        sent = conn.execute(
            select(submissions).where(submissions.c.id == piece.submission_id)
        ).one()
        name = called(conn, sent.programme, sent.indicator, state.language)
        return say("evidence.gone", state.language, place=piece.place, name=name, why=reason)
    after, where = lost(state, piece.line_message_id)
    if after != state:  # nobody has talked, so only what is said so far changes, and its count
        conversations.move(conn, person, after, now)
    if where is None:
        return say("evidence.gone_loose", state.language, why=reason)
    name = called(conn, where.programme, where.indicator, state.language)
    return say("evidence.gone_draft", state.language, place=where.place, name=name, why=reason)
