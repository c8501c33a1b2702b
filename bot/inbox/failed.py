"""An event that could not be handled: kept whole, and the person calmed."""

from sqlalchemy import Connection

from bot.inbox.inbox import Inbox
from bot.inbox.line_events import Incoming
from bot.outbox import queue
from bot.outbox.jobs.saying import Reply
from bot.outbox.line.messages import line_messages
from bot.store import arrivals
from handlers.vocabulary.messages import Text
from handlers.vocabulary.words import say


def keep(conn: Connection, inbox: Inbox, incoming: Incoming, error: Exception) -> None:
    """Keeps the event, and tells the person once that the message is safe and will be dealt
    with.
    """
    arrivals.add_failed(conn, incoming.id, incoming.raw, repr(error), inbox.clock())
    messages = line_messages([Text(say("trouble.failed", "th"))])
    token, once = incoming.reply_token, f"calm:{incoming.id}"
    reply = Reply(incoming.user, messages, must=False, once=once, reply_token=token)
    queue.put(conn, reply, inbox.machine_clock())
