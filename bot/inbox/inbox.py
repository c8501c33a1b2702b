"""What the way of a message needs, and what follows from one event."""

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.seals import Seals
from bot.store.conversations import Person
from bot.store.engine import Database
from bot.store.library import Library
from handlers.vocabulary.known import Known
from handlers.vocabulary.turn import Turn


@dataclass(frozen=True)
class Inbox:
    """The database, the programmes, the clocks, our public address, the seals of buttons."""

    database: Database
    library: Library
    clock: Clock
    public_url: str = ""
    seals: Seals = Seals("")  # noqa: RUF009 - it never changes
    sends_on: bool = False  # records go on to an ODK or Kobo server

    def machine_clock(self) -> datetime:
        """What the outbox goes by, whatever a rehearsal's clock says: the database's time."""
        return self.database.now()


@dataclass(frozen=True, slots=True)
class Decision:
    """What follows from an event for a person as they were when it was decided."""

    person: Person
    known: Known
    turn: Turn
