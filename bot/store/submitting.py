"""A report that is sent, written with what belongs to it: its evidence, the token of its folder."""

from datetime import datetime
from typing import Any

from msgspec import to_builtins
from sqlalchemy import Connection, bindparam, select, update

from bot.store.engine import ready
from bot.store.tables.records import evidence, submissions
from bot.store.tokens import reserve
from handlers.vocabulary.effects import Submit

_insert = submissions.insert().inline()
_goes_with = (
    update(evidence)
    .where(evidence.c.id == bindparam("piece"))
    .values(submission_id=bindparam("report"), question=bindparam("asked"), place=bindparam("nth"))
)


def submit(conn: Connection, person: int, sent: Submit, event_id: str, now: datetime) -> str:
    """Writes a report as the current one of its office and indicator; the one before it stays as
    history.

    Gives the id of its record, the first revision's.
    """
    values = {**_values(person, sent, event_id), "record": sent.id}
    if sent.replaces:
        before = submissions.c.id == sent.replaces
        values["record"] = conn.execute(select(submissions.c.record).where(before)).scalar_one()
        conn.execute(update(submissions).where(before).values(current=False))
    ready.run_all(conn, _insert, [values])
    pieces = [
        {"piece": one.evidence_id, "report": sent.id, "asked": one.question, "nth": one.place}
        for one in sent.evidence
    ]
    if pieces:
        ready.run_all(conn, _goes_with, pieces)
    reserve(conn, sent.programme, sent.office, sent.indicator, sent.token, now)
    return str(values["record"])


def _values(person: int, sent: Submit, event_id: str) -> dict[str, Any]:
    return {
        "id": sent.id,
        "programme": sent.programme,
        "programme_version": sent.version,
        "indicator": sent.indicator,
        "office": sent.office,
        "series": sent.series,
        "person_id": person,
        "instance": {
            "form": sent.form,
            "version": sent.form_version,
            "answers": dict(sent.answers),
            **({"doubts": to_builtins(sent.doubts)} if sent.doubts else {}),
        },
        "submitted_at": sent.at,
        "counted_from": sent.counted_from,
        "revision": sent.revision,
        "replaces": sent.replaces,
        "current": True,
        "score": dict(sent.score),
        "event_id": event_id,
    }
