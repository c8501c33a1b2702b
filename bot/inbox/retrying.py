"""Events that could not be handled are tried again, and set aside in the end. For the worker."""

import structlog
from sqlalchemy.exc import OperationalError

from bot.cause import caused_by
from bot.inbox import long_way
from bot.inbox.inbox import Inbox
from bot.inbox.line_events import Incoming, read_events
from bot.store import arrivals

log = structlog.get_logger()


def retry_one(inbox: Inbox) -> bool:
    """Tries the oldest failed event again, if one is due."""
    now = inbox.clock()
    with inbox.database.reading() as conn:
        if not arrivals.any_due(conn, now):
            return False
    with inbox.database.writing() as conn:
        row = arrivals.take_due(conn, now)
    if row is None:
        return False
    for incoming in read_events({"events": [row.raw]}, row.received_at, inbox.seals):
        _try_again(inbox, incoming)
    return True


def _try_again(inbox: Inbox, incoming: Incoming) -> None:
    try:
        with caused_by(incoming.id), inbox.database.writing() as conn:
            if arrivals.lock_unhandled(conn, incoming.id):
                long_way.process(conn, inbox, incoming)
                arrivals.set_handled(conn, incoming.id)
    except OperationalError:
        raise
    except Exception as error:
        log.error("event_failed_again", event_id=incoming.id, error=repr(error))
