"""A reply or a push goes out: free if it can be, at the cost of the quota only if it must arrive.

What LINE refuses for how it is made is said in plainer words: a person never meets silence for a
broken card.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.outbox import endings
from bot.outbox.errors import LineError
from bot.outbox.jobs.job import Job
from bot.outbox.jobs.saying import Push, Reply, Saying
from bot.outbox.line import refusals
from bot.outbox.line.answers import is_monthly_limit
from bot.outbox.line.api import Line
from bot.outbox.line.plain_words import plainer
from bot.outbox.queue import Queued
from bot.store import asked

DIED = "attempted"  # written before a try leaves: who tried did not live to say what came of it
TOKEN_LASTS = timedelta(seconds=50)  # LINE guarantees a minute
RETRY_KEY_LASTS = timedelta(hours=23)  # LINE remembers a key for a day

Send = Callable[[Sequence[Mapping[str, Any]], str], list[str]]


def deliver(line: Line, one: Queued[Reply | Push], now: datetime) -> "Outcome":
    """Sends one message; says what is to become of its row."""
    job = one.job
    is_young = now - one.created_at < TOKEN_LASTS
    if isinstance(job, Reply) and job.reply_token and (is_young or one.before == DIED):
        outcome = _reply(line, one.of(job), is_young=is_young)
        if outcome is not None:
            return outcome
    if not job.must:
        return Outcome("hold", "the free reply was lost")
    return _push(line, one, now)


@dataclass(frozen=True, slots=True)
class Outcome:
    """done, hold, again or give_up, with the reason for people."""

    what: str
    reason: str = ""
    sent: Sequence[str] = ()  # LINE's ids of the messages, when it told them
    refused: str = ""  # why LINE did not take the messages as they were meant
    unknown: bool = False  # whether it may have been said all the same

    def settle(self, conn: Connection, one: Queued[Job], now: datetime) -> None:
        if self.refused:
            refusals.count(conn, self.refused, now)
        match self.what:
            case "done":
                endings.finish(conn, [one])
                if isinstance(one.job, Saying):
                    asked.remember(conn, one.job.to, self.sent, one.job.asks, now)
            case "hold":
                endings.hold(conn, one, self.reason)
            case "again":
                endings.again(conn, one, now, self.reason, unknown=self.unknown)
            case _:
                endings.give_up(conn, one, self.reason)


def _reply(line: Line, one: Queued[Reply], *, is_young: bool) -> Outcome | None:
    """None when the reply is lost and a push has to be thought of.

    A token works once: a reply whose outcome is unknown may be tried again with it, and its refusal
    then means that the first try arrived, as long as the token itself is still good. Of a try over
    which a worker died nobody can say later: it counts as said.
    """
    try:
        return _said(lambda messages, _: line.reply(one.job.reply_token, messages), one)
    except LineError as error:
        if error.retry:
            return Outcome("again", error.sentence, unknown=error.unknown)
        is_perhaps_said = one.before == DIED or (one.before == "unknown" and is_young)
        is_answered = _is_of_the_token(error) and is_perhaps_said
        return Outcome("done", "answered by an earlier try") if is_answered else None


def _push(line: Line, one: Queued[Saying], now: datetime) -> Outcome:
    if now - one.created_at > RETRY_KEY_LASTS:
        return Outcome("hold", "too old to be pushed without the risk of saying it twice")
    try:
        return _said(lambda messages, key: line.push(one.job.to, messages, key), one)
    except LineError as error:
        if is_monthly_limit(error.sentence):
            return Outcome("hold", "the monthly quota is used up")
        if error.retry:
            return Outcome("again", error.sentence, unknown=error.unknown)
        return Outcome(
            "give_up", error.sentence, refused=error.sentence if _is_of_the_messages(error) else ""
        )


def _said(send: Send, one: Queued[Saying]) -> Outcome:
    """Sends the messages; while LINE refuses them for what they are, the same in plainer words.

    Each wording has a retry key of its own, since LINE wants one key to be one request.
    """
    messages, key = one.job.messages, one.key
    refused = ""
    for wording in (messages, *plainer(messages)):
        try:
            return Outcome("done", sent=send(wording, key), refused=refused)
        except LineError as error:
            if not _is_of_the_messages(error):
                raise
            last, refused = error, refused or error.sentence
            key = str(uuid.uuid5(uuid.UUID(one.key), f"plainer than {key}"))
    raise last


def _is_of_the_messages(error: LineError) -> bool:
    """Whether LINE refuses what is said, and not the token it answers or the person it is said
    to.
    """
    is_of_person = "failed to send messages" in error.sentence.lower()
    return error.status in {400, 413} and not is_of_person and not _is_of_the_token(error)


def _is_of_the_token(error: LineError) -> bool:
    return error.status == 400 and "reply token" in error.sentence.lower()
