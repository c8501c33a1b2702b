"""What is written of a round of judging: points, what was settled, who sits where, its end."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from bot.store.dialect import insert_ignoring, insert_or_update
from bot.store.tables.judging import (
    judging_marks,
    judging_rounds,
    judging_seats,
    judging_settled,
    judging_zones,
)
from handlers.vocabulary.judging_effects import (
    CloseJudging,
    GivePoints,
    ReopenJudging,
    SeatJudge,
    Settle,
    SetZone,
)

MARK = ("programme", "office", "item", "person_id")


class ClosedError(Exception):
    """The round was closed while something was decided: it is to be decided anew."""


def give(conn: Connection, person: int, given: GivePoints, now: datetime) -> None:
    _while_open(conn, given.programme)
    values = {
        "programme": given.programme,
        "office": given.office,
        "item": given.item,
        "person_id": person,
        "points": str(given.points),
        "comment": given.comment,
        "at": now,
    }
    insert_or_update(conn, judging_marks, values, MARK)


def settle(conn: Connection, person: int, done: Settle, now: datetime) -> None:
    _while_open(conn, done.programme)
    values = {
        "programme": done.programme,
        "office": done.office,
        "item": done.item,
        "points": str(done.points),
        "reason": done.reason,
        "person_id": person,
        "at": now,
    }
    insert_or_update(conn, judging_settled, values, MARK[:3])


def seat(conn: Connection, done: SeatJudge) -> None:
    values = {
        "programme": done.programme,
        "person_id": done.judge,
        "codes": list(done.codes),
        "chair": done.is_chair,
        "instead_of": done.instead_of,
    }
    insert_or_update(conn, judging_seats, values, ["programme", "person_id"])


def set_zone(conn: Connection, done: SetZone) -> None:
    values = {
        "programme": done.programme,
        "office": done.office,
        "zone": done.zone,
        "instead_of": done.instead_of,
    }
    insert_or_update(conn, judging_zones, values, ["programme", "office"])


def close(conn: Connection, person: int, done: CloseJudging, now: datetime) -> None:
    _while_open(conn, done.programme)
    _set(conn, done.programme, version=done.version, closed_at=now, closed_by=person)


def reopen(conn: Connection, done: ReopenJudging) -> None:
    _set(conn, done.programme, version=None, closed_at=None, closed_by=None)


def _set(conn: Connection, programme: str, **values: Any) -> None:  # noqa: ANN401 - columns
    this = update(judging_rounds).where(judging_rounds.c.programme == programme)
    conn.execute(this.values(**values))


def _while_open(conn: Connection, programme: str) -> None:
    """Holds the round until the transaction is over. Raises ClosedError when it is closed."""
    empty = {"programme": programme, "version": None, "closed_at": None, "closed_by": None}
    insert_ignoring(conn, judging_rounds, empty)
    this = select(judging_rounds.c.closed_at).where(judging_rounds.c.programme == programme)
    if conn.execute(this.with_for_update()).scalar() is not None:
        raise ClosedError(programme)
