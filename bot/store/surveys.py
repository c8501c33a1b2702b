"""Surveys: opened, answered without a name, closed, counted."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, Row, exists, select, update

from bot.store.dialect import insert_ignoring
from bot.store.form_tables import respondents, responses, surveys
from handlers.effects import Respond
from handlers.known import Survey


def survey_of(conn: Connection, code: str, person: int) -> Survey | None:
    """A survey as one person meets it; None for a code that nobody gave out."""
    has_answered = exists().where(respondents.c.survey == surveys.c.code, respondents.c.person_id == person)
    row = conn.execute(select(surveys, has_answered.label("answered")).where(surveys.c.code == code)).first()
    return None if row is None else _survey(row, answered=bool(row.answered))


def results_of(conn: Connection, programmes: Iterable[str]) -> tuple[Survey, ...]:
    """The surveys of some programmes with all their answers, the newest first."""
    wanted = select(surveys).where(surveys.c.programme.in_(list(programmes))).order_by(surveys.c.opened_at.desc())
    rows = conn.execute(wanted).all()
    return tuple(_survey(row, answers=_answers(conn, row.code)) for row in rows)


def _answers(conn: Connection, code: str) -> Sequence[dict[str, str]]:
    return conn.execute(select(responses.c.answers).where(responses.c.survey == code)).scalars().all()


def _survey(row: Row[tuple[object, ...]], *, answered: bool = False, answers: Sequence[dict[str, str]] = ()) -> Survey:
    return Survey(
        row.code, row.programme, row.version, row.form, row.token, row.closed_at is None, answered, tuple(answers)
    )


def open_survey(conn: Connection, survey: Survey, now: datetime) -> None:
    values = {
        "code": survey.code,
        "programme": survey.programme,
        "version": survey.version,
        "form": survey.form,
        "token": survey.token,
        "opened_at": now,
    }
    conn.execute(surveys.insert(), values)


def respond(conn: Connection, person: int, answered: Respond) -> None:
    """Keeps the answers apart from whoever gave them; a second time nothing is written."""
    mark = {"survey": answered.survey, "person_id": person}
    if insert_ignoring(conn, respondents, mark) is None:
        return
    values = {"survey": answered.survey, "day": answered.day, "answers": dict(answered.answers)}
    conn.execute(responses.insert(), {"id": str(uuid.uuid4()), **values})


def close_survey(conn: Connection, code: str, now: datetime) -> None:
    conn.execute(update(surveys).where(surveys.c.code == code, surveys.c.closed_at.is_(None)).values(closed_at=now))


def by_token(conn: Connection, token: str) -> Survey | None:
    row = conn.execute(select(surveys).where(surveys.c.token == token)).first()
    return None if row is None else _survey(row)
