"""A round of judging as a person may see it.

Law: before a round is closed the points of a judge are read for that judge alone, and for whoever
runs the judging and judges nothing themselves.
"""

from decimal import Decimal
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, func, select

from bot.store.reviews import colleague
from bot.store.tables.judging import (
    judging_marks,
    judging_rounds,
    judging_seats,
    judging_settled,
    judging_zones,
)
from bot.store.tables.records import memberships, people
from handlers.vocabulary.judged import Mark, Panel, Seat, foreseen, said_of
from handlers.vocabulary.reviewed import Colleague
from scoring.judging import Settled, verdicts
from scoring.programme import Programme
from scoring.rubric_items import offices


def panel(
    conn: Connection, programme: Programme, person: int, *, runs: bool, closes: bool = False
) -> Panel:
    """The judging of a programme as this person may see it; `runs`: as its coordinator;
    `closes`: in the step that closes it.
    """
    round_ = _round(conn, programme.key)
    mine = next(iter(_seats(conn, programme, person)), None)
    leads = runs or bool(mine and mine.is_chair)
    if not leads and (round_ is None or round_.closed_at is None):
        given = _own_counts(conn, programme.key, person) if mine else {}
        return Panel(programme.key, _zones(conn, programme), (mine,) if mine else (), given=given)
    found = whole(conn, programme)
    judges = mine is not None and bool(mine.sees(programme, found.zones))
    judges = judges or any(one.judge == person for one in found.marks)
    sees_all = found.is_closed or closes or not judges
    return replace(
        found,
        marks=tuple(one for one in found.marks if sees_all or one.judge == person),
        sees_all=sees_all,
        given=_given(found.marks),
        apart=_apart(programme, found),
        told=_told(conn, programme.key) if leads else {},
    )


def at_office(conn: Connection, programme: Programme, person: int, office: str) -> Panel:
    """The same for a judge who goes through an office: their own points there, and nothing else."""
    round_, seats = _round(conn, programme.key), _seats(conn, programme, person)
    return Panel(
        programme.key,
        _zones(conn, programme),
        seats,
        tuple(_marks(conn, programme.key, seats, (person, office))) if seats else (),
        closed_at=round_.closed_at if round_ else None,
        version=(round_.version or "") if round_ else "",
    )


def whole(conn: Connection, programme: Programme) -> Panel:
    """The round with all its points, for what is no person: the Sheet, the command line, papers."""
    round_, seats = _round(conn, programme.key), _seats(conn, programme)
    return Panel(
        programme.key,
        _zones(conn, programme),
        seats,
        tuple(_marks(conn, programme.key, seats)),
        sees_all=True,
        settled=_settled(conn, programme.key),
        closed_at=round_.closed_at if round_ else None,
        version=(round_.version or "") if round_ else "",
    )


def _round(conn: Connection, programme: str) -> Any:  # noqa: ANN401 - a row
    return conn.execute(
        select(judging_rounds).where(judging_rounds.c.programme == programme)
    ).first()


def _given(marks: tuple[Mark, ...]) -> dict[tuple[int, str], int]:
    found: dict[tuple[int, str], int] = {}
    for one in marks:
        found[one.judge, one.office] = found.get((one.judge, one.office), 0) + 1
    return found


def _own_counts(conn: Connection, programme: str, person: int) -> dict[tuple[int, str], int]:
    rows = conn.execute(
        select(judging_marks.c.office, func.count().label("given"))
        .where(judging_marks.c.person_id == person, judging_marks.c.programme == programme)
        .group_by(judging_marks.c.office)
    )
    return {(person, row.office): row.given for row in rows}


def _apart(programme: Programme, whole: Panel) -> tuple[tuple[str, str], ...]:
    given, settled = whole.by_office(), whole.settled
    return tuple(
        (office.code, one.code)
        for office in offices(programme)
        for one in verdicts(programme, given.get(office.code, {}), settled.get(office.code, {}))
        if one.is_apart
    )


def _zones(conn: Connection, programme: Programme) -> dict[str, str]:
    """{office: zone}: as the file says, unless chat says otherwise of what the file says now."""
    told = {one.code: one.zone or "" for one in offices(programme)}
    rows = conn.execute(select(judging_zones).where(judging_zones.c.programme == programme.key))
    changed = {row.office: row.zone for row in rows if told.get(row.office) == row.instead_of}
    return {office: zone for office, zone in (told | changed).items() if zone}


def _seats(conn: Connection, programme: Programme, person: int | None = None) -> tuple[Seat, ...]:
    """The judges that are there, or one of them, with what they see: chat's word on the file's, as
    with zones.
    """
    one_of = () if person is None else (memberships.c.person_id == person,)
    seated = () if person is None else (judging_seats.c.person_id == person,)
    rows = conn.execute(
        select(
            people.c.id,
            people.c.name,
            people.c.language,
            memberships.c.office,
            memberships.c.role,
        )
        .join(memberships, memberships.c.person_id == people.c.id)
        .where(memberships.c.programme == programme.key, memberships.c.ended.is_(None), *one_of)
        .order_by(people.c.id)
    ).all()
    homes: dict[int, set[str]] = {}
    judges: dict[int, Colleague] = {}
    for row in rows:
        homes.setdefault(row.id, set()).add(row.office)
        if row.role == "judge":
            judges[row.id] = colleague(row)
    changed = {
        row.person_id: row
        for row in conn.execute(
            select(judging_seats).where(judging_seats.c.programme == programme.key, *seated)
        )
    }
    return tuple(
        _seat(programme, one, frozenset(homes[person]), changed.get(person))
        for person, one in judges.items()
    )


def _seat(programme: Programme, one: Colleague, homes: frozenset[str], changed: Any) -> Seat:  # noqa: ANN401 - a row
    told = foreseen(programme, one.name, homes)
    codes, chair = (told.judges, told.chair) if told else ((), False)
    if changed is not None and changed.instead_of == said_of(codes, is_chair=chair):
        codes, chair = tuple(changed.codes), changed.chair
    return Seat(one, homes, codes, chair)


def _marks(
    conn: Connection,
    programme: str,
    seats: tuple[Seat, ...],
    judge_at: tuple[int, str] | None = None,
) -> list[Mark]:
    """All points, or one judge's at an office; whoever has left stays counted, and nothing counts
    that was given to an office which is the judge's own now (D-08).
    """
    wanted = select(judging_marks).where(judging_marks.c.programme == programme)
    if judge_at is not None:
        judge, office = judge_at
        wanted = wanted.where(judging_marks.c.person_id == judge, judging_marks.c.office == office)
    homes = {one.judge.id: one.homes for one in seats}
    return [
        Mark(row.office, row.item, row.person_id, Decimal(row.points), row.comment)
        for row in conn.execute(wanted.order_by(judging_marks.c.person_id))
        if row.office not in homes.get(row.person_id, ())
    ]


def _settled(conn: Connection, programme: str) -> dict[str, Settled]:
    found: dict[str, dict[str, Decimal]] = {}
    rows = conn.execute(select(judging_settled).where(judging_settled.c.programme == programme))
    for row in rows:
        found.setdefault(row.office, {})[row.item] = Decimal(row.points)
    return dict(found)


def _told(conn: Connection, programme: str) -> dict[str, tuple[Colleague, ...]]:
    """{office: who hears of its result}: those who report or coordinate there."""
    rows = conn.execute(
        select(people.c.id, people.c.name, people.c.language, memberships.c.office)
        .join(memberships, memberships.c.person_id == people.c.id)
        .where(
            memberships.c.programme == programme,
            memberships.c.role.in_(["reporter", "coordinator"]),
            memberships.c.ended.is_(None),
        )
        .order_by(people.c.id)
        .distinct()
    )
    found: dict[str, tuple[Colleague, ...]] = {}
    for row in rows:
        found[row.office] = (*found.get(row.office, ()), colleague(row))
    return found
