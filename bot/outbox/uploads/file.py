"""A file somebody brought: fetched from LINE, and what was found in it told in the same chat."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection

from bot.outbox import queue
from bot.outbox.errors import GoneError, LineError
from bot.outbox.evidence.fetching import is_hopeless
from bot.outbox.jobs.files import CheckForm, CheckOwnForm
from bot.outbox.jobs.saying import Reply
from bot.outbox.line.api import Line
from bot.outbox.line.messages import line_messages
from bot.outbox.queue import Queued
from handlers.vocabulary.messages import Message

LARGEST = 5 * 1024 * 1024  # bytes that are fetched of it


def content_of(
    line: Line, message_id: str, one: Queued[CheckForm] | Queued[CheckOwnForm], now: datetime
) -> bytes | None:
    """The file, or as much of it as shows that it is too large; None when LINE will not hand it
    over any more.
    """
    try:
        with line.content(message_id) as (_, pieces):
            return b"".join(_first(pieces))
    except GoneError:
        return None
    except LineError as error:
        if not is_hopeless(error, one, now):
            raise
        return None


def _first(pieces: Iterator[bytes]) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        yield piece
        size += len(piece)
        if size > LARGEST:
            return


def answer(
    conn: Connection, job: CheckForm | CheckOwnForm, once: str, message: Message, now: datetime
) -> None:
    """Said with the token of the message that brought it; `once`: under which it is said but
    once.
    """
    said = Reply(
        job.to, line_messages([message]), must=True, once=once, reply_token=job.reply_token
    )
    queue.put(conn, said, now)
