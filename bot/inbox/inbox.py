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

LIFF = "https://liff.line.me"


@dataclass(frozen=True)
class Inbox:
    """The database, the programmes, the clocks, our public address, the seals of buttons."""

    database: Database
    library: Library
    clock: Clock
    public_url: str = ""
    seals: Seals = Seals("")  # noqa: RUF009 - it never changes
    sends_on: bool = False  # records go on to an ODK or Kobo server
    liff_id: str = ""

    @property
    def pages_url(self) -> str:
        """Before /s and /f in what is sent in LINE: pages open inside it where LIFF is set up."""
        is_liff = self.liff_id and self.public_url
        return f"{LIFF}/{self.liff_id}" if is_liff else self.public_url

    def machine_clock(self) -> datetime:
        """What the outbox goes by, whatever a rehearsal's clock says: the database's time."""
        return self.database.now()


@dataclass(frozen=True, slots=True)
class Decision:
    """What follows from an event for a person as they were when it was decided."""

    person: Person
    known: Known
    turn: Turn
