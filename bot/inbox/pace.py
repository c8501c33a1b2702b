"""How much one person may say in a minute: many times what anybody types, so that who floods the
bot delays nobody else. What is not taken is told at once, and until when.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from bot.cause import caused_by
from bot.inbox.inbox import Inbox
from bot.inbox.line_events import Incoming
from bot.outbox import queue
from bot.outbox.jobs.saying import Reply
from bot.store.engine.moments import running
from bot.store.tables.records import people
from handlers.vocabulary.events import Placed, Sent, SomethingElse, Tapped, Wrote
from handlers.vocabulary.words import say
from thai.dates import BANGKOK

MOST_A_MINUTE = 300  # of one person, in a web process: sixty photos at once are many
MINUTE = 60.0
REMEMBERED = 10_000  # people whose minute is counted; then those whose minute is over go
COUNTED = (Wrote, Sent, Placed, Tapped, SomethingElse)  # what is undone or left is always heard


@dataclass(slots=True)
class _Minute:
    began: float
    count: int = 0


@dataclass(frozen=True, slots=True)
class TooFast:
    """An event that is not taken; `is_first` of this person's minute, which has `left` to go."""

    is_first: bool
    left: timedelta


class Pace:
    """Counts in memory, for each web process by itself: it guards the process, no promise hangs on
    it.
    """

    def __init__(self, since: Callable[[], float] = running) -> None:
        self._since = since
        self._minutes: dict[str, _Minute] = {}

    def look(self, incoming: Incoming) -> TooFast | None:
        """None for what may pass."""
        if incoming.event is None or not isinstance(incoming.event.what, COUNTED):
            return None
        now = self._since()
        minute = self._minutes.get(incoming.user)
        if minute is None or now - minute.began >= MINUTE:
            self._forget(now)
            minute = self._minutes[incoming.user] = _Minute(now)
        minute.count += 1
        if minute.count <= MOST_A_MINUTE:
            return None
        left = timedelta(seconds=MINUTE - (now - minute.began))
        return TooFast(minute.count == MOST_A_MINUTE + 1, left)

    def _forget(self, now: float) -> None:
        if len(self._minutes) >= REMEMBERED:
            current = {who: one for who, one in self._minutes.items() if now - one.began < MINUTE}
            self._minutes = current


def tell(inbox: Inbox, incoming: Incoming, too_fast: TooFast) -> None:
    """Says, in answer to the first message that was not taken, that it was not, and until when
    others are not.
    """
    until = inbox.clock() + too_fast.left
    with caused_by(incoming.id), inbox.database.writing() as conn:
        text = say(
            "trouble.too_fast",
            _language(conn, incoming.user),
            most=MOST_A_MINUTE,
            until=_clock(until),
        )
        message = {"type": "text", "text": text}
        quoted = incoming.raw.get("message")
        if isinstance(quoted, dict) and isinstance(quoted.get("quoteToken"), str):
            message["quoteToken"] = quoted["quoteToken"]
        once = f"too_fast:{incoming.user}:{until:%Y%m%d%H%M}"
        answer = Reply(
            incoming.user, [message], must=False, once=once, reply_token=incoming.reply_token
        )
        queue.put(conn, answer, inbox.machine_clock())


def _language(conn: Connection, user: str) -> str:
    found = select(people.c.language).where(people.c.line_user_id == user)
    return str(conn.execute(found).scalar() or "th")


def _clock(moment: datetime) -> str:
    """The minute by which it is surely over."""
    return f"{moment.astimezone(BANGKOK) + timedelta(minutes=1):%H:%M}"
