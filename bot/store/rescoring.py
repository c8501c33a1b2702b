"""Giving reports that were sent the score of a later version of their programme."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select, update

from bot.store.tables.records import submissions


def asked_under(conn: Connection, programme: str) -> dict[str, str]:
    """The programme version whose form asked each current report's answers; a recomputed score
    names a later one.
    """
    wanted = select(
        submissions.c.id, submissions.c.instance, submissions.c.programme_version
    ).where(submissions.c.programme == programme, submissions.c.current)
    return {
        row.id: row.instance.get("asked_under", row.programme_version)
        for row in conn.execute(wanted)
    }


def rescore(conn: Connection, submission: str, version: str, score: Mapping[str, Any]) -> bool:
    """Gives a current report the score of another programme version; False, and nothing done, when
    it is not current.

    The instance remembers the version that asked the questions, so that the answers can be read at
    any time.
    """
    this = (submissions.c.id == submission) & submissions.c.current
    row = conn.execute(
        select(submissions.c.instance, submissions.c.programme_version)
        .where(this)
        .with_for_update()
    ).first()
    if row is None:
        return False
    instance = {"asked_under": row.programme_version, **row.instance}
    conn.execute(
        update(submissions)
        .where(this)
        .values(programme_version=version, instance=instance, score=dict(score))
    )
    return True
