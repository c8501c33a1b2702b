"""What carrying out an event's effects goes by: the transaction, the person, the message, the two
clocks, the audit.
"""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from bot.inbox.line_events import Incoming
from bot.store.audit import Entry
from bot.store.conversations import Person
from handlers.vocabulary.known import Known


@dataclass(frozen=True, slots=True)
class Moments:
    """`program` is the program's clock, `machine` the real one that the outbox goes by; whether
    records are sent on.
    """

    program: datetime
    machine: datetime
    sends_on: bool = False


@dataclass(frozen=True, slots=True)
class Carrying:
    """One event's effects on their way into the database; what the audit is told of them is written
    last.
    """

    conn: Connection
    person: Person
    incoming: Incoming
    known: Known
    now: Moments
    entries: list[Entry] = field(default_factory=list)

    def note(
        self, did: str, subject: str, *, old: object = None, new: object = None, **detail: object
    ) -> None:
        """Who did what, from which message: for the audit."""
        message = self.incoming.message_id or None
        self.entries.append(
            Entry(
                self.now.program,
                did,
                subject,
                self.person.id,
                self.incoming.id,
                message,
                old,
                new,
                detail,
            )
        )
