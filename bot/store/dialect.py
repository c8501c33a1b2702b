"""The statements that SQLite and PostgreSQL spell differently in SQLAlchemy, each built once."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.engine import ready

AT_ONCE = 32  # rows that one statement inserts


@lru_cache(maxsize=64)
def _ignoring(dialect: str, table: Table, names: tuple[str, ...]) -> Any:  # noqa: ANN401 - one of two Inserts
    key = next(iter(table.primary_key))
    return (
        _insert(dialect)(table).values(dict.fromkeys(names)).on_conflict_do_nothing().returning(key)
    )


def insert_ignoring(conn: Connection, table: Table, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a key
    """Inserts one row unless it is there already: the first column of its key, or None if nothing
    was inserted.

    Asks by RETURNING: what rowcount says after such an insert cannot be trusted.
    """
    rows = ready.fetch(conn, _ignoring(conn.dialect.name, table, tuple(values)), values)
    return rows[0][0] if rows else None


def insert_all_ignoring(
    conn: Connection, table: Table, rows: Sequence[Mapping[str, Any]], name: str
) -> set[Any]:
    """Inserts those rows that are not there already: the values of one of their columns."""
    found: set[Any] = set()
    for first in range(0, len(rows), AT_ONCE):
        some = rows[first : first + AT_ONCE]
        statement = _all_ignoring(conn.dialect.name, table, name, tuple(some[0]), len(some))
        values = {f"{of}_{n}": value for n, row in enumerate(some) for of, value in row.items()}
        found |= {row[0] for row in ready.fetch(conn, statement, values)}
    return found


@lru_cache(maxsize=128)
def _all_ignoring(dialect: str, table: Table, name: str, names: tuple[str, ...], count: int) -> Any:  # noqa: ANN401 - one of two Inserts
    rows = [
        {of: bindparam(f"{of}_{n}", type_=table.c[of].type) for of in names} for n in range(count)
    ]
    into = _insert(dialect)(table).values(rows)
    return into.on_conflict_do_nothing().returning(table.c[name])


def insert_or_update(
    conn: Connection, table: Table, values: Mapping[str, Any], keys: Sequence[str]
) -> None:
    """Writes one row, replacing the rest of it where the keys are there already."""
    insert_or_update_all(conn, table, [values], keys)


def insert_or_update_all(
    conn: Connection, table: Table, rows: Sequence[Mapping[str, Any]], keys: Sequence[str]
) -> None:
    """The same for many rows that have the same columns."""
    if rows:
        statement = _all_updating(conn.dialect.name, table, tuple(rows[0]), tuple(keys))
        ready.run_all(conn, statement, rows)


@lru_cache(maxsize=64)
def _all_updating(dialect: str, table: Table, names: tuple[str, ...], keys: tuple[str, ...]) -> Any:  # noqa: ANN401
    insert = _insert(dialect)(table)
    rest = {name: insert.excluded[name] for name in names if name not in keys}
    return insert.on_conflict_do_update(index_elements=list(keys), set_=rest)


def _insert(dialect: str) -> Any:  # noqa: ANN401 - one of two functions
    return postgresql.insert if dialect == "postgresql" else sqlite.insert
