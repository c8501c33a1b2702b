"""Which way each event goes, and in which order: those that wait go the short way together, what
is left of them the long way, each by itself.

Law: an event is settled when its future is; of one person one event at a time, in the order they
came.
"""

import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import structlog
from sqlalchemy.exc import TimeoutError as NoConnectionError

from bot.cause import caused_by
from bot.inbox import long_way, pace, short_way
from bot.inbox.inbox import Inbox
from bot.inbox.line_events import Incoming
from bot.inbox.pace import Pace, TooFast
from bot.inbox.short_way import Taken
from bot.store.conversations import Person
from handlers.vocabulary.events import Forged

MOST_TOGETHER = 32  # a group's commit should cost its first no more than a few milliseconds
MOST_WAITING = 4096  # beyond that LINE had better keep them
LONG_WAYS = 4  # side by side in a process
MOMENT = 0.001  # seconds at most that events wait for others, where others came just now

log = structlog.get_logger()


class _Waiting:
    __slots__ = ("done", "incoming")

    def __init__(self, incoming: Incoming) -> None:
        self.incoming = incoming
        self.done: Future[None] = Future()
        self.done.set_running_or_notify_cancel()  # whoever hangs up does not undo the event


class Receiving:
    """Takes events from any thread or loop. One thread of its own gathers whatever waits: while a
    group is being committed, the next one comes together by itself.

    As many as came together lately are waited for a moment: those who have just been answered
    write again, and a flush costs more than any event. Who comes alone never waits.
    """

    def __init__(self, inbox: Inbox, at_pace: Pace | None = None) -> None:
        self._inbox = inbox
        self._waiting: deque[_Waiting] = deque()
        self._together = 1  # events that came together lately
        self._changed = threading.Condition()
        self._busy: set[str] = set()  # people of whom an event is on its way
        self._gatherer: threading.Thread | None = None
        self._long_ways = ThreadPoolExecutor(LONG_WAYS, "long-way")
        self._pace = at_pace or Pace()
        self._told: dict[str, Future[None]] = {}  # who was told last that they are too fast

    def put(self, incoming: Incoming) -> "Future[None]":
        """Done once the event is durable; an OperationalError in it says that nothing was kept."""
        if incoming.event is not None and isinstance(incoming.event.what, Forged):
            log.warning("forged_button", event_id=incoming.id)
        one = _Waiting(incoming)
        with self._changed:
            if too_fast := self._pace.look(incoming):
                return self._not_taken(incoming, too_fast)
            if len(self._waiting) >= MOST_WAITING:
                one.done.set_exception(NoConnectionError("too many events wait already"))
                return one.done
            self._waiting.append(one)
            if self._gatherer is None:  # not before there is work: gunicorn forks before that
                self._gatherer = threading.Thread(target=self._gather, daemon=True, name="gather")
                self._gatherer.start()
            if self._are_together():
                self._changed.notify()
        return one.done

    def _are_together(self) -> bool:
        return len(self._waiting) >= self._together

    def _not_taken(self, incoming: Incoming, too_fast: TooFast) -> "Future[None]":
        """Done once it is sure that the person will hear of it."""
        if too_fast.is_first:
            log.warning("too_fast", event_id=incoming.id)
            told = self._long_ways.submit(pace.tell, self._inbox, incoming, too_fast)
            self._told[incoming.user] = told
        return self._told[incoming.user]

    def _gather(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(self._are_together, MOMENT)
                while not (some := self._next()):
                    self._together = 1
                    self._changed.wait()
            self._take(some)
            self._together = min(len(some) + len(self._waiting), MOST_TOGETHER)

    def _next(self) -> list[_Waiting]:
        """The first waiting event of each person of whom none is on its way."""
        found: list[_Waiting] = []
        later: deque[_Waiting] = deque()
        for one in self._waiting:
            who = _who(one.incoming)
            if who in self._busy or len(found) == MOST_TOGETHER:
                later.append(one)
            else:
                self._busy.add(who)
                found.append(one)
        self._waiting = later
        return found

    def _take(self, some: Sequence[_Waiting]) -> None:
        try:
            taken = short_way.take(self._inbox, [one.incoming for one in some])
        except long_way.UNREACHABLE as error:
            for one in some:
                self._settle(one, error)
            return
        except Exception as error:
            log.error("group_failed", error=repr(error))
            taken = Taken(set(), {})
        for one in some:
            if one.incoming.id in taken.settled:
                self._settle(one)
            else:
                seen = taken.seen.get(one.incoming.user)
                self._long_ways.submit(self._go_long_way, one, seen)

    def _go_long_way(self, one: _Waiting, seen: Person | None) -> None:
        try:
            with caused_by(one.incoming.id):
                long_way.receive(self._inbox, one.incoming, seen)
        except Exception as error:
            self._settle(one, error)
        else:
            self._settle(one)

    def _settle(self, one: _Waiting, error: Exception | None = None) -> None:
        with self._changed:
            self._busy.discard(_who(one.incoming))
            self._changed.notify()
        if error is None:
            one.done.set_result(None)
            log.info("taken", event_id=one.incoming.id)
        else:
            one.done.set_exception(error)


def _who(incoming: Incoming) -> str:
    """Whose turn it takes: a person's, or of what is no person's only its own."""
    return incoming.user or incoming.id
