"""The statements that SQLite and PostgreSQL spell differently in SQLAlchemy, each built once."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


@lru_cache(maxsize=64)
def _ignoring(dialect: str, table: Table, names: tuple[str, ...]) -> Any:  # noqa: ANN401 - one of two Inserts
    insert: Any = postgresql.insert if dialect == "postgresql" else sqlite.insert
    key = next(iter(table.primary_key))
    return insert(table).values(dict.fromkeys(names)).on_conflict_do_nothing().returning(key)


def insert_ignoring(conn: Connection, table: Table, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a key
    """Inserts one row unless it is there already: the first column of its key, or None if nothing
    was inserted.

    Asks by RETURNING: what rowcount says after such an insert cannot be trusted.
    """
    row = conn.execute(_ignoring(conn.dialect.name, table, tuple(values)), values).first()
    return None if row is None else row[0]


def insert_all_ignoring(
    conn: Connection, table: Table, rows: Sequence[Mapping[str, Any]], name: str
) -> set[Any]:
    """Inserts those rows that are not there already: the values of one of their columns."""
    if not rows:
        return set()
    statement = _insert_of(conn)(table).on_conflict_do_nothing().returning(table.c[name])
    return set(conn.execute(statement, list(rows)).scalars())


def insert_or_update(
    conn: Connection, table: Table, values: Mapping[str, Any], keys: Sequence[str]
) -> None:
    """Writes one row, replacing the rest of it where the keys are there already."""
    rest = {name: value for name, value in values.items() if name not in keys}
    conn.execute(
        _insert_of(conn)(table)
        .values(values)
        .on_conflict_do_update(index_elements=list(keys), set_=rest)
    )


def insert_or_update_all(
    conn: Connection, table: Table, rows: Sequence[Mapping[str, Any]], keys: Sequence[str]
) -> None:
    """The same for many rows that have the same columns."""
    if not rows:
        return
    insert = _insert_of(conn)(table)
    rest = {name: insert.excluded[name] for name in rows[0] if name not in keys}
    conn.execute(insert.on_conflict_do_update(index_elements=list(keys), set_=rest), list(rows))


def _insert_of(conn: Connection) -> Any:  # noqa: ANN401 - one of two functions
    return postgresql.insert if conn.dialect.name == "postgresql" else sqlite.insert
