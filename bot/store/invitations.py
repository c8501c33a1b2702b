"""Invitations to a survey: a personal link each, used up by one answer; from here no way leads to
it.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from bot.store.dialect import insert_all_ignoring
from bot.store.tables.forms import surveys
from bot.store.tables.surveys import invitations

MOST = 5_000  # of one survey


@dataclass(frozen=True, slots=True)
class Invited:
    """One invitation; `label` is whom it was made for."""

    token: str
    survey: str
    label: str
    used: bool
    person: int | None = None


def _invited(row: Row[Any]) -> Invited:
    return Invited(row.token, row.survey, row.label, row.used, row.person_id)


def invite(conn: Connection, survey: str, labels: Iterable[str]) -> int:
    """A link for each name that has none yet; how many were made."""
    known = {one.label for one in of_survey(conn, survey)}
    room = MOST - len(known)
    new = [one for one in dict.fromkeys(filter(None, map(str.strip, labels))) if one not in known]
    rows = [_row(survey, label) for label in new[: max(room, 0)]]
    insert_all_ignoring(conn, invitations, rows, "token")
    count_on(conn, survey)
    return len(rows)


def invite_members(conn: Connection, survey: str, members: Sequence[tuple[int, str]]) -> None:
    """(person, name) of members who hear of it in LINE; once each."""
    there = select(invitations.c.person_id).where(invitations.c.survey == survey)
    known = set(conn.execute(there).scalars())
    rows = [_row(survey, label, person) for person, label in members if person not in known]
    insert_all_ignoring(conn, invitations, rows, "token")
    count_on(conn, survey)


def _row(survey: str, label: str, person: int | None = None) -> dict[str, object]:
    token = secrets.token_urlsafe(16)
    return {"token": token, "survey": survey, "label": label, "person_id": person, "used": False}


def count_on(conn: Connection, survey: str) -> None:
    """As many are invited as there are invitations, at least."""
    made = (
        select(func.count())
        .select_from(invitations)
        .where(invitations.c.survey == survey)
        .scalar_subquery()
    )
    fewer = func.coalesce(surveys.c.invited, 0) < made
    conn.execute(update(surveys).where(surveys.c.code == survey, fewer).values(invited=made))


def of_survey(conn: Connection, survey: str) -> list[Invited]:
    """In the order of their names."""
    wanted = select(invitations).where(invitations.c.survey == survey)
    return [
        _invited(row)
        for row in conn.execute(wanted.order_by(invitations.c.label, invitations.c.token))
    ]


def by_token(conn: Connection, token: str) -> Invited | None:
    row = conn.execute(select(invitations).where(invitations.c.token == token)).first()
    return None if row is None else _invited(row)


def use(conn: Connection, token: str) -> bool:
    """Whether it could still be used, and is now; of two at the same moment one is first."""
    free = invitations.c.token == token, invitations.c.used.is_(False)
    return conn.execute(update(invitations).where(*free).values(used=True)).rowcount == 1


def use_of(conn: Connection, survey: str, person: int) -> None:
    """A member who was invited has answered in LINE."""
    mine = invitations.c.survey == survey, invitations.c.person_id == person
    conn.execute(update(invitations).where(*mine).values(used=True))


def waiting(conn: Connection, survey: str, today: date) -> list[Invited]:
    """Invited members who have not answered and were not reminded today or before."""
    wanted = select(invitations).where(
        invitations.c.survey == survey,
        invitations.c.person_id.is_not(None),
        invitations.c.used.is_(False),
        (invitations.c.reminded_on.is_(None)) | (invitations.c.reminded_on < today),
    )
    return [_invited(row) for row in conn.execute(wanted.order_by(invitations.c.token))]


def reminded(conn: Connection, tokens: Iterable[str], today: date) -> None:
    conn.execute(
        update(invitations).where(invitations.c.token.in_(list(tokens))).values(reminded_on=today)
    )


def forget_person(conn: Connection, person: int) -> None:
    """Of somebody who is erased only the count of invitations stays."""
    mine = invitations.c.person_id == person
    conn.execute(update(invitations).where(mine).values(person_id=None, label=""))
