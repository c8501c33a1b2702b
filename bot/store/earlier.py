"""Results of surveys from before, as an office entered them; one table a name."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, delete, select

from bot.store.tables.surveys import earlier_results
from scoring.survey.results import Earlier


def keep(
    conn: Connection,
    programme: str,
    office: str,
    name: str,
    lines: Sequence[Earlier],
    now: datetime,
) -> None:
    """In the place of what was there under this name."""
    there = (
        earlier_results.c.programme == programme,
        earlier_results.c.office == office,
        earlier_results.c.name == name,
    )
    conn.execute(delete(earlier_results).where(*there))
    values = {
        "id": str(uuid.uuid4()),
        "programme": programme,
        "office": office,
        "name": name,
        "rows": [_to_json(one) for one in lines],
        "entered_at": now,
    }
    conn.execute(earlier_results.insert(), values)


def of_office(conn: Connection, programme: str, office: str) -> list[tuple[str, list[Earlier]]]:
    """(name, lines) of each table, the newest first."""
    wanted = select(earlier_results).where(
        earlier_results.c.programme == programme, earlier_results.c.office == office
    )
    return [
        (row.name, [_from_json(one) for one in row.rows])
        for row in conn.execute(wanted.order_by(earlier_results.c.entered_at.desc()))
    ]


def _to_json(one: Earlier) -> dict[str, Any]:
    return {
        "name": one.name,
        "mean": None if one.mean is None else str(one.mean),
        "n": one.n,
        "sd": None if one.sd is None else str(one.sd),
        "status": one.status,
    }


def _from_json(told: dict[str, Any]) -> Earlier:
    mean, sd = (None if told[name] is None else Decimal(told[name]) for name in ("mean", "sd"))
    return Earlier(told["name"], mean, told["n"], sd, told["status"])
