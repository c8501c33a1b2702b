"""Somebody is erased: from what is held here, and from the Sheets that show their name."""

from datetime import datetime

from sqlalchemy import Connection

from bot.daily.tidying import WANTED
from bot.outbox import queue
from bot.outbox.jobs.rows import MirrorAppraisal, MirrorRow
from bot.store import appraisals, own_data
from bot.store.engine import now_of
from bot.store.notes import set_note


def erase(conn: Connection, person: int, now: datetime) -> own_data.Erased:
    """The rows of their reports are written anew, without a name."""
    appraised = appraisals.own(conn, person)
    gone = own_data.erase(conn, person, now)
    for programme, appraisal in appraised:
        queue.put(conn, MirrorAppraisal(programme, appraisal), now_of(conn))
    set_note(conn, WANTED, "erased")  # the files are tidied as soon as a worker comes to it
    for programme, submission in own_data.kept_reports(conn, person):
        queue.put(conn, MirrorRow(programme, submission), now_of(conn))
    return gone
