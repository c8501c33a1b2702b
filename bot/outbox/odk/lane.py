"""The lane to the office's own ODK or Kobo server."""

from collections.abc import Sequence

from bot.outbox.jobs.rows import SendOn
from bot.outbox.lane import Lane
from bot.outbox.odk import forwarding
from bot.outbox.parts import Parts
from bot.outbox.queue import Queued
from bot.outbox.settling import Settlement, done


def send_on(parts: Parts, jobs: Sequence[Queued[SendOn]]) -> list[Settlement]:
    assert parts.forwarder is not None, "the lane is there only where records are sent on"
    for one in jobs:
        forwarding.forward(parts.forwarder, one.job)
    return [done(jobs)]


ONWARD = Lane("openrosa", (SendOn,), send_on, is_there=lambda parts: parts.forwarder is not None)
