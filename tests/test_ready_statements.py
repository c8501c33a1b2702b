"""Statements that are compiled once and handed to the driver: the same rows as SQLAlchemy gives,
and what becomes of errors stays SQLAlchemy's.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

from bot.store.dialect import AT_ONCE, insert_all_ignoring
from bot.store.engine import Database, open_database, ready
from bot.store.tables.records import events
from tests.postgres import Postgres

NOW = datetime(2013, 3, 20, 9, 30, 1, 234567, tzinfo=UTC)
RAW = {"text": "๘๘ แห่ง", "number": 10**30, "list": [None, True, 1.5, "\u2028"]}


@pytest.fixture
def database(ready_url: str) -> Iterator[Database]:
    opened = open_database(ready_url)
    yield opened
    opened.close()


def _row(id: str, **more: object) -> dict[str, Any]:
    return {"id": id, "received_at": NOW, "raw": RAW, "state": "done", "attempts": 1, **more}


def _count(conn: Connection) -> int:
    return int(conn.execute(select(func.count()).select_from(events)).scalar_one())


def test_gives_the_rows_that_sqlalchemy_gives(database: Database) -> None:
    with database.writing() as conn:
        ready.run_all(conn, insert(events).inline(), [_row("a")])
        ready.run_all(conn, insert(events).inline(), [_row("b", try_again_at=NOW)])
        some = select(events).where(ready.among(events.c.id, 3)).order_by(events.c.id)
        values = ready.numbered(["a", "b", "missing"])
        assert [*map(tuple, ready.fetch(conn, some, values))] == [
            *map(tuple, conn.execute(some, values))
        ]
        assert ready.fetch(conn, some, values)[1].try_again_at == NOW
        assert ready.fetch(conn, some, values)[0].raw == RAW


def test_a_statement_keeps_what_it_says_itself(database: Database) -> None:
    """Values that stand in the statement go in beside those that are given."""
    tried = (
        update(events)
        .where(events.c.id == bindparam("which"))
        .values(state="failed", attempts=events.c.attempts + 2, error=bindparam("why"))
    )
    with database.writing() as conn:
        insert_all_ignoring(conn, events, [_row("a"), _row("b")], "id")
        ready.run_all(conn, tried, [{"which": "a", "why": "ก"}, {"which": "b", "why": None}])
        found = conn.execute(select(events.c.state, events.c.attempts, events.c.error)).all()
    assert {*map(tuple, found)} == {("failed", 3, None), ("failed", 3, "ก")}


def test_only_what_is_new_is_told_however_many_there_are(database: Database) -> None:
    rows = [_row(f"{place:03}") for place in range(AT_ONCE * 2 + 5)]
    with database.writing() as conn:
        assert insert_all_ignoring(conn, events, rows[1::2], "id") == {
            row["id"] for row in rows[1::2]
        }
        assert insert_all_ignoring(conn, events, rows, "id") == {row["id"] for row in rows[::2]}
        assert _count(conn) == len(rows)


def test_an_error_is_sqlalchemys_and_undoes_the_transaction(database: Database) -> None:
    with pytest.raises(IntegrityError), database.writing() as conn:
        ready.run_all(conn, insert(events).inline(), [_row("a"), _row("b"), _row("a")])
    with database.reading() as conn:
        assert _count(conn) == 0
    with (
        pytest.raises((OperationalError, ProgrammingError), match="nowhere"),
        database.reading() as conn,
    ):
        ready.run(conn, "SELECT 1 FROM nowhere")


def test_nothing_is_written_outside_a_transaction(database: Database) -> None:
    with database.engine.connect() as conn, pytest.raises(AssertionError):
        ready.run_all(conn, insert(events).inline(), [_row("a")])


def test_a_connection_that_is_none_any_more_is_parted_with(
    postgres: Postgres, ready_database: str
) -> None:
    """A line that breaks in the middle costs its transaction; those after it have others."""
    database = open_database(postgres.fresh_database(like=ready_database))
    with pytest.raises(OperationalError), database.reading() as conn:
        _read_on_a_broken_line(conn, database)
    with database.reading() as conn, database.reading() as other:  # as many as there were
        assert ready.fetch(conn, select(events), {}) == ready.fetch(other, select(events), {}) == []
    database.close()


def _read_on_a_broken_line(conn: Connection, database: Database) -> None:
    driver: Any = conn.connection.driver_connection
    with database.reading() as other:
        other.exec_driver_sql(f"SELECT pg_terminate_backend({driver.info.backend_pid})")
    ready.fetch(conn, select(events), {})
