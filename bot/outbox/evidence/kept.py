"""The end of a report's evidence: when nothing of it is on its way any more, the row and the person
are told.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from bot.outbox import queue
from bot.outbox.evidence import spool
from bot.outbox.jobs.rows import MirrorRow
from bot.outbox.line import notices
from bot.store.tables.records import evidence, people, submissions
from bot.store.work_names import called
from handlers.vocabulary.words import say

ON_ITS_WAY = {"waiting", "spooled"}


def set_kept(conn: Connection, piece: str, link: str, now: datetime) -> None:
    """Drive has the bytes and their checksum agreed: only now they are forgotten here. Twice does
    no harm.
    """
    of_piece = evidence.c.id == piece
    owner = conn.execute(select(evidence.c.submission_id).where(of_piece)).scalar_one()
    lock_report(conn, owner)  # first the report, then its pieces, as when it is sent
    found = conn.execute(select(evidence).where(of_piece).with_for_update()).one()
    if found.state != "spooled":
        return
    own = found.link if found.kind == "link" else link  # a web address stays what people open
    conn.execute(update(evidence).where(of_piece).values(state="kept", link=own))
    spool.empty(conn, piece)
    settle(conn, found.submission_id, now)


def lock_report(conn: Connection, submission: str) -> Row[Any]:
    """The report, nobody else's until the transaction ends."""
    return conn.execute(
        select(submissions).where(submissions.c.id == submission).with_for_update()
    ).one()


def settle(conn: Connection, submission: str, now: datetime) -> None:
    """Once no piece of the report is on its way, its row is written again and the reporter hears
    it, for free.

    The report is locked meanwhile, so that of two pieces arriving at once one is the last.
    """
    sent = lock_report(conn, submission)
    states = (
        conn.execute(select(evidence.c.state).where(evidence.c.submission_id == sent.id))
        .scalars()
        .all()
    )
    if ON_ITS_WAY & set(states):
        return
    queue.put(conn, MirrorRow(sent.programme, sent.id), now)
    count = states.count("kept")
    if count:
        person = conn.execute(select(people).where(people.c.id == sent.person_id)).one()
        language = person.language
        name = called(conn, sent.programme, sent.indicator, language)
        line = say("evidence.kept", language, name=name, count=count, total=len(states))
        notices.leave(conn, person.line_user_id, "kept", line, now)
