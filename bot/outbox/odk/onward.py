"""Asking that a record be sent on to the office's own ODK or Kobo server; how it goes there is in
forwarding.py.
"""

from datetime import datetime

from sqlalchemy import Connection

from bot.outbox import queue
from bot.outbox.jobs.rows import SendOn
from handlers.vocabulary.effects import Submit


def put(conn: Connection, sent: Submit, now: datetime) -> None:
    """Asks for a record to be sent on, in the transaction in which it was sent in; an office's
    records in order.
    """
    place = f"{sent.programme}/{sent.office}/{sent.indicator}"
    queue.put(conn, SendOn(sent.id, place), now)
