"""Surveys: opened, answered without a name, closed, counted."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, exists, select, update

from bot.store.dialect import insert_ignoring
from bot.store.tables.forms import respondents, responses, surveys
from handlers.vocabulary.effects import Respond
from handlers.vocabulary.known import Survey

AT_ONCE = 500  # responses in memory while they are written


def survey_of(conn: Connection, code: str, person: int) -> Survey | None:
    """A survey as one person meets it; None for a code that nobody gave out."""
    has_answered = exists().where(
        respondents.c.survey == surveys.c.code, respondents.c.person_id == person
    )
    row = conn.execute(
        select(surveys, has_answered.label("answered")).where(surveys.c.code == code)
    ).first()
    return None if row is None else _survey(row, answered=bool(row.answered))


def results_of(conn: Connection, programmes: Iterable[str]) -> tuple[Survey, ...]:
    """The surveys of some programmes with all their answers, the newest first."""
    wanted = (
        select(surveys)
        .where(surveys.c.programme.in_(list(programmes)))
        .order_by(surveys.c.opened_at.desc())
    )
    rows = conn.execute(wanted).all()
    return tuple(
        _survey(row, answers=[one.answers for one in responses_of(conn, row.code)]) for row in rows
    )


def of_programme(conn: Connection, programme: str) -> list[Survey]:
    """The surveys of a programme, the oldest first, without their answers."""
    wanted = select(surveys).where(surveys.c.programme == programme).order_by(surveys.c.opened_at)
    return [_survey(row) for row in conn.execute(wanted)]


def responses_of(conn: Connection, code: str) -> Iterator[Row[Any]]:
    """id, day and answers of each response, in the order of their random ids, which tells
    nothing.
    """
    wanted = select(responses).where(responses.c.survey == code).order_by(responses.c.id)
    yield from conn.execute(wanted.execution_options(yield_per=AT_ONCE))


def _survey(
    row: Row[tuple[object, ...]], *, answered: bool = False, answers: Sequence[dict[str, str]] = ()
) -> Survey:
    return Survey(
        row.code,
        row.programme,
        row.version,
        row.form,
        row.token,
        row.closed_at is None,
        answered,
        tuple(answers),
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
    conn.execute(
        update(surveys)
        .where(surveys.c.code == code, surveys.c.closed_at.is_(None))
        .values(closed_at=now)
    )


def by_token(conn: Connection, token: str) -> Survey | None:
    row = conn.execute(select(surveys).where(surveys.c.token == token)).first()
    return None if row is None else _survey(row)
