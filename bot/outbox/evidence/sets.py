"""Photos that were sent at once and whose last stays away: the conversation hears of it after a few
quiet seconds, while the first one's reply is still free.
"""

from datetime import datetime, timedelta

from bot.outbox.evidence.hearing import happen
from bot.outbox.jobs.files import AwaitSet
from bot.outbox.parts import Parts
from bot.outbox.queue import Queued
from bot.outbox.settling import Settlement, done, later
from handlers.vocabulary.events import SetQuiet

QUIET = timedelta(seconds=8)


def wait(parts: Parts, one: Queued[AwaitSet], now: datetime) -> Settlement:
    """Waits on, or lets it happen."""
    left = one.created_at + QUIET - now
    if left > timedelta():
        return later([one], "the rest of the photos may still come", left)
    job = one.job
    what = SetQuiet(job.draft, job.question, job.set_id)
    happen(parts, job.only_once(), job.to, job.reply_token, what)
    return done([one])
