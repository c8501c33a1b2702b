"""Dead letters: jobs that were given up and messages that were set aside; looked at, tried again,
discarded.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, literal_column, select, update

from bot.store.engine import now_of
from bot.store.tables.queue import outbox
from bot.store.tables.records import events, evidence, submissions
from bot.store.waking import wake_after_commit
from handlers.vocabulary.people_known import Stuck

GIVEN_UP: ColumnElement[str] = literal_column("'given_up'")  # so that its index serves
JOB, MESSAGE = "job", "message"


def found(conn: Connection) -> list[Stuck]:
    """All of them, the oldest first."""
    jobs = conn.execute(select(outbox).where(outbox.c.state == GIVEN_UP)).all()
    aside = conn.execute(select(events).where(events.c.state == "set_aside")).all()
    some = [
        *(
            Stuck(f"{JOB}-{row.id}", row.kind, row.error or "", row.created_at, _of(conn, row))
            for row in jobs
        ),
        *(
            Stuck(f"{MESSAGE}-{row.id}", _what(row.raw), row.error or "", row.received_at, "")
            for row in aside
        ),
    ]
    return sorted(some, key=lambda one: one.since)


def count(conn: Connection) -> int:
    jobs = select(func.count()).where(outbox.c.state == GIVEN_UP)
    aside = select(func.count()).where(events.c.state == "set_aside")
    return conn.execute(jobs).scalar_one() + conn.execute(aside).scalar_one()


def retry(conn: Connection, ids: Sequence[str]) -> int:
    """They are due now, as if never tried; how many there were."""
    count = 0
    for kind, number in map(_read, ids):
        if kind == JOB:
            again = {"state": "waiting", "due_at": now_of(conn), "attempts": 0, "error": None}
            lane = conn.execute(_job(number).values(again).returning(outbox.c.lane)).scalar()
            if lane:
                wake_after_commit(conn, lane)
            count += lane is not None
        else:
            again = {"state": "failed", "attempts": 0, "try_again_at": _LONG_AGO}
            count += conn.execute(_message(number).values(again)).rowcount
    return count


def discard(conn: Connection, one: str) -> bool:
    """It is done with, and what it held is forgotten; False where there is no such."""
    kind, number = _read(one)
    if kind == JOB:
        done: dict[str, Any] = {"state": "done", "payload": {}, "claimed_by": None}
        return conn.execute(_job(number).values(done)).rowcount > 0
    return conn.execute(_message(number).values(state="done", raw={})).rowcount > 0


_LONG_AGO = datetime.fromisoformat("2000-01-01T00:00:00+00:00")  # due by any clock


def _read(one: str) -> tuple[str, str]:
    kind, _, number = one.partition("-")
    return (JOB, number) if kind == JOB and number.isdecimal() else (MESSAGE, number)


def _job(number: str) -> Any:  # noqa: ANN401 - an Update
    return update(outbox).where(outbox.c.id == int(number), outbox.c.state == GIVEN_UP)


def _message(number: str) -> Any:  # noqa: ANN401 - an Update
    return update(events).where(events.c.id == number, events.c.state == "set_aside")


def _what(raw: Any) -> str:  # noqa: ANN401 - JSON
    """text, image, postback …: never what was said."""
    if not isinstance(raw, dict):
        return MESSAGE
    message = raw.get("message")
    kind = message.get("type") if isinstance(message, dict) else raw.get("type")
    return str(kind or MESSAGE)


def _of(conn: Connection, row: Any) -> str:  # noqa: ANN401 - a row
    """What a job is about, without a person."""
    payload = row.payload if isinstance(row.payload, dict) else {}
    report = payload.get("submission")
    if not report and (piece := payload.get("evidence")):
        wanted = select(evidence.c.submission_id).where(evidence.c.id == piece)
        report = conn.execute(wanted).scalar()
    sent = conn.execute(select(submissions).where(submissions.c.id == report)).first()
    if sent is not None:
        return f"{sent.programme}/{sent.office}/{sent.indicator}"
    return str(payload.get("programme") or "")
