"""What is left of the month's messages."""

from msgspec import Struct


class Monthly(Struct, frozen=True):
    """The month's messages at LINE: `limit` None for no limit; `waiting` people hear with their
    next free reply.
    """

    limit: int | None
    used: int
    waiting: int

    @property
    def left(self) -> int | None:
        """Messages that may still be sent this month; None for no limit."""
        return None if self.limit is None else max(self.limit - self.used, 0)
