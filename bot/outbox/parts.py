"""Everything the lanes of a worker work with."""

from dataclasses import dataclass, field

from bot.clock import Clock
from bot.evidence_bytes import EvidenceBytes
from bot.inbox.inbox import Inbox
from bot.outbox.evidence.folders import Keeper
from bot.outbox.evidence.link_probe import Probe
from bot.outbox.line.api import Line
from bot.outbox.odk.forwarding import Forwarder
from bot.store.engine import Database
from forms.limits import USUAL, Limits


@dataclass(frozen=True, slots=True)
class Parts:
    """Wired together in bot/assemble.py."""

    database: Database
    inbox: Inbox
    line: Line
    keeper: Keeper
    clock: Clock
    content: EvidenceBytes
    spreadsheet: str = ""
    forwarder: Forwarder | None = None  # None: records are not sent on
    probe: Probe = field(default_factory=Probe)
    retention_days: int = 3650
    limits: Limits = USUAL  # of forms that are brought
