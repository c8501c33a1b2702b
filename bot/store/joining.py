"""Guesses at invite codes, requests to join, who is where."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select, update

from bot.store.dialect import insert_ignoring, insert_or_update
from bot.store.tables.records import drafts, memberships, people
from bot.store.tables.reviews import guesses, join_requests
from handlers.vocabulary.kept_state import CANCELLED
from handlers.vocabulary.people_effects import AskToJoin, DecideJoining
from handlers.vocabulary.people_known import Guesses, Member, Request
from handlers.vocabulary.permissions import Reaches
from handlers.vocabulary.reviewed import Colleague

MOST_REQUESTS = 200
MOST_MEMBERS = 500


def guesses_of(conn: Connection, person: int) -> Guesses:
    row = conn.execute(select(guesses).where(guesses.c.person_id == person)).first()
    return Guesses(row.wrong, row.since, row.locked_until) if row else Guesses()


def keep_guesses(conn: Connection, person: int, found: Guesses) -> None:
    values = {
        "person_id": person,
        "wrong": found.wrong,
        "since": found.since,
        "locked_until": found.locked_until,
    }
    insert_or_update(conn, guesses, values, ["person_id"])


def in_charge(conn: Connection, tops: Mapping[str, Collection[str]]) -> tuple[Colleague, ...]:
    """The coordinators of the topmost offices of each programme, each once."""
    wanted = or_(*(_at(programme, offices) for programme, offices in tops.items()))
    rows = conn.execute(
        select(people.c.id, people.c.name, people.c.language)
        .join(memberships, memberships.c.person_id == people.c.id)
        .where(wanted, memberships.c.role == "coordinator", memberships.c.ended.is_(None))
        .order_by(people.c.id)
    ).all()
    found = {row.id: Colleague(row.id, row.name or "", row.language) for row in rows}
    return tuple(found.values())


def _at(programme: str, offices: Collection[str] | None) -> Any:  # noqa: ANN401 - a condition
    of_programme = memberships.c.programme == programme
    return (
        of_programme if offices is None else and_(of_programme, memberships.c.office.in_(offices))
    )


def ask(conn: Connection, person: int, asked: AskToJoin, now: datetime) -> None:
    """One request of a person waits at a time: the newest."""
    mine = (join_requests.c.person_id == person, join_requests.c.state == "waiting")
    conn.execute(update(join_requests).where(*mine).values(state="replaced"))
    values = {
        "person_id": person,
        "programme": asked.programme,
        "office": asked.office,
        "role": asked.role,
        "name": asked.name,
        "asked_at": now,
        "state": "waiting",
    }
    conn.execute(join_requests.insert(), values)


def requests(conn: Connection, offices: Reaches) -> tuple[Request, ...]:
    """The oldest that wait at these offices."""
    if not offices:
        return ()
    at = or_(
        *(
            (join_requests.c.programme == programme)
            if codes is None
            else and_(join_requests.c.programme == programme, join_requests.c.office.in_(codes))
            for programme, codes in offices.items()
        )
    )
    wanted = _requested.where(at, join_requests.c.state == "waiting").order_by(join_requests.c.id)
    return tuple(_request(row) for row in conn.execute(wanted.limit(MOST_REQUESTS)))


def request(conn: Connection, number: str) -> Request | None:
    """One of them, locked, so that two coordinators decide one after the other."""
    if not number.isdecimal():
        return None
    wanted = _requested.where(join_requests.c.id == int(number)).with_for_update(of=join_requests)
    row = conn.execute(wanted).first()
    return _request(row) if row else None


_requested = select(join_requests, people.c.language).join(
    people, people.c.id == join_requests.c.person_id
)


def _request(row: Any) -> Request:  # noqa: ANN401 - a row
    return Request(
        row.id,
        row.person_id,
        row.name,
        row.programme,
        row.office,
        row.role,
        row.state,
        row.language,
    )


def decide(conn: Connection, person: int, done: DecideJoining, now: datetime) -> None:
    """Lets someone in, with the name they gave, or not."""
    one, state = done.request, "approved" if done.approved else "refused"
    values = {"state": state, "decided_by": person, "decided_at": now}
    conn.execute(update(join_requests).where(join_requests.c.id == one.id).values(values))
    if done.approved:
        conn.execute(update(people).where(people.c.id == one.person).values(name=one.name))
        join(conn, one.person, one.programme, one.office, one.role, now)


def join(
    conn: Connection, person: int, programme: str, office: str, role: str, now: datetime
) -> None:
    """Coming back to an office one has left counts as joining anew."""
    this = {"person_id": person, "programme": programme, "office": office, "role": role}
    insert_ignoring(conn, memberships, {**this, "since": now})
    came_back = (
        *(memberships.c[name] == value for name, value in this.items()),
        memberships.c.ended.is_not(None),
    )
    conn.execute(update(memberships).where(*came_back).values(ended=None, since=now))


_begun = (
    select(func.count())
    .select_from(drafts)
    .where(
        drafts.c.person_id == memberships.c.person_id,
        drafts.c.programme == memberships.c.programme,
        drafts.c.office == memberships.c.office,
        drafts.c.standing != CANCELLED,
    )
    .scalar_subquery()
)


def members(conn: Connection, offices: Reaches) -> tuple[Member, ...]:
    """Everyone at these offices, by office and name, with how many reports they have begun for
    it.
    """
    if not offices:
        return ()
    rows = conn.execute(
        select(people.c.id, people.c.name, people.c.language, memberships, _begun.label("begun"))
        .join(memberships, memberships.c.person_id == people.c.id)
        .where(or_(*(_at(*one) for one in offices.items())), memberships.c.ended.is_(None))
        .order_by(memberships.c.programme, memberships.c.office, people.c.name, people.c.id)
        .limit(MOST_MEMBERS)
    ).all()
    return tuple(
        Member(
            row.person_id,
            row.name or "",
            row.programme,
            row.office,
            row.role,
            row.begun,
            row.language,
        )
        for row in rows
    )
