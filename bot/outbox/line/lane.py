"""The lane to LINE: several people's messages at once, each sent, all settled together."""

import time
from collections.abc import Sequence
from datetime import timedelta
from typing import assert_never, get_args

import structlog

from bot.cause import caused_by
from bot.outbox import claims
from bot.outbox.jobs.kinds import LineJob
from bot.outbox.jobs.saying import GroupDigest, Push, Remind, Reply
from bot.outbox.lane import Lane, after
from bot.outbox.line import unasked
from bot.outbox.line.deliver import Outcome, deliver
from bot.outbox.parts import Parts
from bot.outbox.queue import Queued
from bot.outbox.settling import Settlement, later
from bot.store.engine import now_of

SLOW_SECONDS = 3.0

log = structlog.get_logger()


def carry_out(parts: Parts, jobs: Sequence[Queued[LineJob]]) -> list[Settlement]:
    """One after the other; once one of them was slow the rest goes back, untried: what is called
    attempted leaves within seconds.
    """
    began, done = time.monotonic(), list[Settlement]()
    for place, one in enumerate(jobs):
        if place and time.monotonic() - began > SLOW_SECONDS:
            return [*done, later(jobs[place:], "waits behind a slow one", timedelta(0))]
        with caused_by(one.event):
            done.append(_settlement(parts, one))
    return done


def _settlement(parts: Parts, one: Queued[LineJob]) -> Settlement:
    """One that cannot be said costs only itself; one that is no longer ours is left alone."""
    try:
        if not _may_leave(parts, one):
            return Settlement([one], lambda _conn: None)
        outcome = _say(parts, one)
    except Exception as error:
        return after([one], error)
    if outcome.what != "done":
        log.info("message_not_sent", job=one.id, what=outcome.what, reason=outcome.reason)
    return Settlement([one], lambda conn: outcome.settle(conn, one, now_of(conn)))


def _may_leave(parts: Parts, one: Queued[LineJob]) -> bool:
    """A reply has no key by which LINE would know its second try, so that it leaves is written
    first; a push has.
    """
    if not (isinstance(one.job, Reply) and one.job.reply_token):
        return True
    return claims.leaves(parts.database, one)


def _say(parts: Parts, one: Queued[LineJob]) -> Outcome:
    now = parts.database.now()
    match one.job:
        case Reply() | Push() as said:
            return deliver(parts.line, one.of(said), now)
        case Remind() as said:
            return unasked.send_reminder(parts, one.of(said), now)
        case GroupDigest() as said:
            return unasked.send_group_summary(parts, one.of(said), now)
    assert_never(one.job)


LINE = Lane("line", get_args(LineJob), carry_out, threads=6, streams=4)
