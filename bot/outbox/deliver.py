"""A reply or a push goes out: free if it can be, at the cost of the quota only if it must arrive."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.outbox import queue
from bot.outbox.errors import LineError
from bot.outbox.line_api import Line, is_monthly_limit
from bot.outbox.queue import Job
from bot.store import asked

TOKEN_LASTS = timedelta(seconds=50)  # LINE guarantees a minute
RETRY_KEY_LASTS = timedelta(hours=23)  # LINE remembers a key for a day


def deliver(line: Line, job: Job, now: datetime) -> "Outcome":
    """Sends one message; says what is to become of its row."""
    if job.kind == "reply" and job.payload["reply_token"] and now - job.created_at < TOKEN_LASTS:
        outcome = _reply(line, job)
        if outcome is not None:
            return outcome
    if not job.payload["must"]:
        return Outcome("hold", "the free reply was lost")
    return _push(line, job, now)


class Outcome:
    """done, hold, again or give_up, with the reason for people."""

    def __init__(self, what: str, reason: str = "", sent: Sequence[str] = ()) -> None:
        self.what = what
        self.reason = reason
        self.sent = sent  # LINE's ids of the messages, when it told them

    def settle(self, conn: Connection, job: Job, now: datetime) -> None:
        match self.what:
            case "done":
                queue.finish(conn, [job])
                asked.remember(conn, job.payload["to"], self.sent, job.payload.get("asks", ()), now)
            case "hold":
                queue.hold(conn, job, self.reason)
            case "again":
                queue.again(conn, job, now, self.reason)
            case _:
                queue.give_up(conn, job, self.reason)


def _reply(line: Line, job: Job) -> Outcome | None:
    """None when the reply is lost and a push has to be thought of.

    A token works once: a reply whose outcome is unknown may be tried again with it, and a refusal then means that the
    first try arrived.
    """
    try:
        sent = line.reply(job.payload["reply_token"], job.payload["messages"])
    except LineError as error:
        if error.status == 400:
            return Outcome("done", "answered by an earlier try") if job.attempts > 1 else _lost_or_wrong(job, error)
        return Outcome("again", error.sentence) if error.retry else Outcome("give_up", error.sentence)
    return Outcome("done", sent=sent)


def _lost_or_wrong(job: Job, error: LineError) -> Outcome | None:
    """A dead token, or messages LINE will never take: those must not be held, they would spoil the next reply too."""
    is_lost = job.payload["must"] or "reply token" in error.sentence.lower()
    return None if is_lost else Outcome("give_up", error.sentence)


def _push(line: Line, job: Job, now: datetime) -> Outcome:
    if now - job.created_at > RETRY_KEY_LASTS:
        return Outcome("hold", "too old to be pushed without the risk of saying it twice")
    try:
        sent = line.push(job.payload["to"], job.payload["messages"], job.key)
    except LineError as error:
        if is_monthly_limit(error.sentence):
            return Outcome("hold", "the monthly quota is used up")
        return Outcome("again", error.sentence) if error.retry else Outcome("give_up", error.sentence)
    return Outcome("done", sent=sent)
