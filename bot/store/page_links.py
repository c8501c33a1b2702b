"""The addresses under which people go on with their own form, or look at a survey's results, in the
browser: each for a while.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from bot.store.dialect import insert_ignoring
from bot.store.tables.records import tokens

FORM, RESULTS, APPRAISAL = "form", "survey_results", "appraisal"
OPENS_FOR = {FORM: timedelta(days=2), RESULTS: timedelta(days=30), APPRAISAL: timedelta(days=2)}


def open_form(conn: Connection, person: int, draft: str, token: str, now: datetime) -> None:
    """The link to a form this person has begun."""
    _open(conn, FORM, f"{FORM}:{person}:{draft}", token, now)


def open_results(conn: Connection, person: int, survey: str, token: str, now: datetime) -> None:
    """The link to the results of a survey, for this person."""
    _open(conn, RESULTS, f"{RESULTS}:{person}:{survey}", token, now)


def open_appraisal(
    conn: Connection, person: int, appraisal: str, token: str, now: datetime
) -> None:
    """The link to the photos and files of an appraisal, for this person."""
    _open(conn, APPRAISAL, f"{APPRAISAL}:{person}:{appraisal}", token, now)


def _open(conn: Connection, kind: str, target: str, token: str, now: datetime) -> None:
    """Those that are over are taken away."""
    over = tokens.c.created_at < now - OPENS_FOR[kind]
    conn.execute(delete(tokens).where(tokens.c.target == target, over))
    row = {"token": token, "kind": kind, "target": target, "created_at": now}
    insert_ignoring(conn, tokens, row)


def opened(conn: Connection, kind: str, token: str, now: datetime) -> tuple[int, str] | None:
    """(person, draft, survey or appraisal) behind a token; None where it is unknown, withdrawn,
    over, or of something else.
    """
    counts = tokens.c.kind == kind, tokens.c.revoked_at.is_(None)
    young = tokens.c.created_at >= now - OPENS_FOR[kind]
    wanted = select(tokens.c.target).where(tokens.c.token == token, young, *counts)
    target: str | None = conn.execute(wanted).scalar()
    if target is None:
        return None
    _, person, what = target.split(":", 2)
    return int(person), what


def is_over(conn: Connection, kind: str, token: str) -> bool:
    """Whether a token was given out once: then its page says so, and how to have another."""
    wanted = select(tokens.c.token).where(tokens.c.token == token, tokens.c.kind == kind)
    return conn.execute(wanted).first() is not None
