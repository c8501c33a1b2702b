"""A round of judging as a person may see it.

Law: before a round is closed the points of a judge are read for that judge alone, and for whoever
runs the judging and judges nothing themselves.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, select

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
    is_closed = round_ is not None and round_.closed_at is not None
    zones, seats = _zones(conn, programme), _seats(conn, programme)
    mine = next((one for one in seats if one.judge.id == person), None)
    leads = runs or bool(mine and mine.is_chair)
    judges = bool(mine and mine.sees(programme, zones))
    sees_all = is_closed or (leads and (closes or not judges))
    every = _marks(conn, programme.key, seats, None if leads or is_closed else person)
    settled = _settled(conn, programme.key) if leads or is_closed else {}
    shown = [one for one in every if sees_all or one.judge == person]
    found = Panel(
        programme.key,
        zones,
        seats,
        tuple(shown),
        sees_all,
        closed_at=round_.closed_at if round_ else None,
        version=(round_.version or "") if round_ else "",
    )
    if not leads and not is_closed:
        return found
    whole = Panel(programme.key, marks=tuple(every))
    return Panel(
        programme.key,
        zones,
        seats,
        found.marks,
        sees_all,
        _given(every),
        _apart(programme, whole, settled),
        settled,
        found.closed_at,
        found.version,
        _told(conn, programme.key) if leads else {},
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


def _given(marks: list[Mark]) -> dict[tuple[int, str], int]:
    found: dict[tuple[int, str], int] = {}
    for one in marks:
        found[one.judge, one.office] = found.get((one.judge, one.office), 0) + 1
    return found


def _apart(
    programme: Programme, whole: Panel, settled: Mapping[str, Settled]
) -> tuple[tuple[str, str], ...]:
    given = whole.by_office()
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


def _seats(conn: Connection, programme: Programme) -> tuple[Seat, ...]:
    """The judges that are there, with what they see: chat's word on the file's, as with zones."""
    rows = conn.execute(
        select(
            people.c.id,
            people.c.name,
            people.c.language,
            memberships.c.office,
            memberships.c.role,
        )
        .join(memberships, memberships.c.person_id == people.c.id)
        .where(memberships.c.programme == programme.key, memberships.c.ended.is_(None))
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
            select(judging_seats).where(judging_seats.c.programme == programme.key)
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
    conn: Connection, programme: str, seats: tuple[Seat, ...], judge: int | None = None
) -> list[Mark]:
    """All points, or one judge's; whoever has left stays counted, and nothing counts that was
    given to an office which is the judge's own now (D-08).
    """
    wanted = select(judging_marks).where(judging_marks.c.programme == programme)
    if judge is not None:
        wanted = wanted.where(judging_marks.c.person_id == judge)
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
