"""Which event of LINE's is being seen to: the one id that every line of the log and every job which
follows from it carries.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_event: ContextVar[str] = ContextVar("event", default="")


def event_id() -> str:
    """LINE's webhookEventId; "" for what no event brought about."""
    return _event.get()


@contextmanager
def caused_by(event: str) -> Iterator[None]:
    """What is logged and put into the outbox meanwhile, in this thread, follows from the event."""
    before = _event.set(event)
    try:
        yield
    finally:
        _event.reset(before)
