"""Jobs are put into the outbox here, in the transaction that decided them; the workers are woken
when it commits.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Literal, TypeVar

from sqlalchemy import ColumnElement, Connection, literal_column

from bot.cause import caused_by, event_id
from bot.outbox.jobs.job import Job
from bot.outbox.jobs.kinds import job_of
from bot.outbox.jobs.saying import Push
from bot.store.dialect import insert_all_ignoring, insert_ignoring
from bot.store.engine import ready
from bot.store.tables.queue import outbox
from bot.store.waking import wake_after_commit

# spelled out in the statement, so that the planner sees that the partial indexes serve
WAITING: ColumnElement[str] = literal_column("'waiting'")
HELD: ColumnElement[str] = literal_column("'held'")

EVENT = "event_id"  # in a row's content

State = Literal["waiting", "held", "done"]
J_co = TypeVar("J_co", bound=Job, covariant=True)
K = TypeVar("K", bound=Job)


@dataclass(frozen=True, slots=True)
class Queued(Generic[J_co]):
    """A job as it stands in the table; `key` is a UUID that stays the same over every attempt."""

    id: int
    key: str
    stream: str
    attempts: int
    created_at: datetime
    job: J_co
    before: str = ""  # the outcome of the try before: attempted, unknown, refused; "" for none
    event: str = ""  # LINE's webhookEventId of what it follows from; "" for what no event brought

    def of(self, job: K) -> "Queued[K]":
        """The same row with another job to carry out, or with this one by its own type."""
        return Queued(
            *(self.id, self.key, self.stream, self.attempts, self.created_at),
            *(job, self.before, self.event),
        )


_insert = outbox.insert().inline()


def put(conn: Connection, job: Job, now: datetime) -> bool:
    """Adds a job in the caller's transaction; False when it may happen once and was added
    before.
    """
    values = _row(job, now, "waiting")
    wake_after_commit(conn, job.lane)
    if values["once"] is None:
        ready.run_all(conn, _insert, [values])
        return True
    return insert_ignoring(conn, outbox, values) is not None


def put_many(conn: Connection, jobs: Mapping[str, Job], now: datetime) -> None:
    """Adds jobs that may happen any number of times: one for each event, by its id."""
    for lane in {job.lane for job in jobs.values()}:
        wake_after_commit(conn, lane)
    rows = []
    for event, job in jobs.items():
        with caused_by(event):
            rows.append(_row(job, now, "waiting"))
    if rows:
        ready.run_all(conn, _insert, rows)


def put_held(conn: Connection, job: Push, now: datetime) -> None:
    """Adds a message that waits for the person's next free reply and is never sent for itself."""
    insert_ignoring(conn, outbox, _row(job, now, "held"))


def put_all(
    conn: Connection, jobs: Sequence[Job], now: datetime, state: State = "waiting"
) -> set[str]:
    """Adds many jobs that may happen only once; the `only_once` of those that are new."""
    for lane in {job.lane for job in jobs} if state == "waiting" else ():
        wake_after_commit(conn, lane)
    return insert_all_ignoring(conn, outbox, [_row(job, now, state) for job in jobs], "once")


def _row(job: Job, now: datetime, state: State) -> dict[str, Any]:
    return {
        "key": str(uuid.uuid4()),
        "once": job.only_once(),
        "lane": job.lane,
        "kind": job.kind,
        "stream": job.stream(),
        "payload": {} if state == "done" else {**job.to_json(), **_cause()},
        "state": state,
        "created_at": now,
        "due_at": now,
        "attempts": 0,
    }


def _cause() -> dict[str, str]:
    """Beside what a job knows of itself; versions that do not know it pass it over."""
    return {EVENT: event} if (event := event_id()) else {}


def queued(row: Any, before: str = "") -> Queued[Job]:  # noqa: ANN401 - a row
    """Raises UnreadableError for a row of a kind, or with a content, that nobody knows."""
    try:
        content = _mapping(row.payload)
        job = job_of(row.kind, row.stream, content)
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableError(f"{row.kind} cannot be read: {error!r}") from error
    event = str(content.get(EVENT, ""))
    own = row.id, row.key, row.stream, row.attempts, row.created_at
    return Queued(*own, job, before, event)


class UnreadableError(Exception):
    """A row that is no job of this version."""


def _mapping(content: Any) -> Mapping[str, Any]:  # noqa: ANN401 - JSON
    if not isinstance(content, Mapping):
        raise TypeError("its content is no object")
    return content
