"""Surveys: opened, answered without a name, closed, counted."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, exists, func, or_, select, update

from bot.store import invitations
from bot.store.dialect import insert_ignoring
from bot.store.tables.forms import respondents, responses, surveys
from bot.store.tables.surveys import named_responses
from handlers.vocabulary.effects import OpenSurvey, Respond
from handlers.vocabulary.known import Survey
from handlers.vocabulary.permissions import Reaches
from thai.dates import bangkok_day

AT_ONCE = 500  # responses in memory while they are written
WITH_ANSWERS = 3  # of the surveys that are looked at together, the newest

_count = (
    select(func.count())
    .select_from(responses)
    .where(responses.c.survey == surveys.c.code)
    .scalar_subquery()
)


def survey_of(conn: Connection, code: str, person: int) -> Survey | None:
    """A survey as one person meets it; None for a code that nobody gave out."""
    has_answered = exists().where(
        respondents.c.survey == surveys.c.code, respondents.c.person_id == person
    )
    row = conn.execute(
        select(surveys, has_answered.label("answered")).where(surveys.c.code == code)
    ).first()
    return None if row is None else _survey(row, answered=bool(row.answered))


def results_of(conn: Connection, reaches: Reaches, code: str = "") -> tuple[Survey, ...]:
    """The surveys of these offices, the newest first; with all their answers the newest few, and
    the one of this code.
    """
    if not reaches:
        return ()
    wanted = select(surveys, _count.label("count")).where(or_(*_of_offices(reaches)))
    rows = conn.execute(wanted.order_by(surveys.c.opened_at.desc(), surveys.c.code)).all()
    return tuple(
        _survey(row, answers=_answers(conn, row.code) if row.code == code or near else ())
        for place, row in enumerate(rows)
        for near in (not code and place < WITH_ANSWERS,)
    )


def _of_offices(reaches: Reaches) -> Iterator[ColumnElement[bool]]:
    for programme, offices in reaches.items():
        mine = surveys.c.programme == programme
        yield mine if offices is None else mine & surveys.c.office.in_(offices)


def _answers(conn: Connection, code: str) -> list[dict[str, str]]:
    return [one.answers for one in responses_of(conn, code)]


def newest_of(
    conn: Connection, programme: str, offices: Iterable[str], forms: Iterable[str]
) -> tuple[Survey, ...]:
    """The survey of these forms that one of the offices opened last, with its answers; none where
    there are
    none.
    """
    theirs = surveys.c.programme == programme, surveys.c.office.in_(list(offices))
    wanted = select(surveys, _count.label("count")).where(*theirs, surveys.c.form.in_(list(forms)))
    row = conn.execute(wanted.order_by(surveys.c.opened_at.desc()).limit(1)).first()
    return () if row is None else (_survey(row, answers=_answers(conn, row.code)),)


def with_answers(conn: Connection, code: str) -> Survey | None:
    """One survey with all that was answered."""
    wanted = select(surveys, _count.label("count")).where(surveys.c.code == code)
    row = conn.execute(wanted).first()
    return None if row is None else _survey(row, answers=_answers(conn, code))


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
    row: Row[Any], *, answered: bool = False, answers: Sequence[Mapping[str, str]] = ()
) -> Survey:
    return Survey(
        code=row.code,
        programme=row.programme,
        version=row.version,
        form=row.form,
        token=row.token,
        closed=row.closed_at is not None,
        answered=answered,
        responses=tuple(answers),
        office=row.office,
        closes=row.closes_on,
        invited=row.invited,
        named=row.named,
        given=row.given,
        count=row._mapping.get("count", 0),
        opened=bangkok_day(row.opened_at),
    )


def open_survey(conn: Connection, wanted: OpenSurvey, version: str, now: datetime) -> None:
    """Opened under a version of its programme: its questions never change."""
    values = {
        "code": wanted.code,
        "programme": wanted.programme,
        "version": version,
        "form": wanted.form,
        "token": wanted.token,
        "opened_at": now,
        "office": wanted.office,
        "closes_on": wanted.closes,
        "named": wanted.named,
        "given": dict(wanted.given),
    }
    conn.execute(surveys.insert(), values)


def respond(conn: Connection, person: int, answered: Respond) -> None:
    """Keeps the answers apart from whoever gave them; a second time nothing is written."""
    mark = {"survey": answered.survey, "person_id": person}
    if insert_ignoring(conn, respondents, mark) is None:
        return
    invitations.use_of(conn, answered.survey, person)
    keep(conn, answered)


def keep(conn: Connection, answered: Respond) -> None:
    """One response, under a random number."""
    values = {"survey": answered.survey, "day": answered.day, "answers": dict(answered.answers)}
    number = str(uuid.uuid4())
    conn.execute(responses.insert(), {"id": number, **values})
    if answered.who:
        conn.execute(named_responses.insert(), {"response": number, "who": answered.who})


def names_of(conn: Connection, code: str) -> list[str]:
    """In whose names a survey was answered, in the order of the letters; none where it is
    anonymous.
    """
    wanted = (
        select(named_responses.c.who)
        .join(responses, responses.c.id == named_responses.c.response)
        .where(responses.c.survey == code)
    )
    return sorted(conn.execute(wanted).scalars())


def set_invited(conn: Connection, code: str, count: int) -> None:
    conn.execute(update(surveys).where(surveys.c.code == code).values(invited=count))


def set_closing(conn: Connection, code: str, day: date) -> None:
    conn.execute(update(surveys).where(surveys.c.code == code).values(closes_on=day))


def close_survey(conn: Connection, code: str, now: datetime) -> None:
    conn.execute(
        update(surveys)
        .where(surveys.c.code == code, surveys.c.closed_at.is_(None))
        .values(closed_at=now)
    )


def by_token(conn: Connection, token: str) -> Survey | None:
    row = conn.execute(select(surveys).where(surveys.c.token == token)).first()
    return None if row is None else _survey(row)


def by_codes(conn: Connection, codes: Iterable[str]) -> dict[str, Survey]:
    """{code: survey}, without answers."""
    rows = conn.execute(select(surveys).where(surveys.c.code.in_(list(codes))))
    return {row.code: _survey(row) for row in rows}
