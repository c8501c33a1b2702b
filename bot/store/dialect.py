"""The one statement that SQLite and PostgreSQL spell differently in SQLAlchemy."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Values = Mapping[str, Any] | Sequence[Mapping[str, Any]]


def insert_ignoring(conn: Connection, table: Table, values: Values) -> Any:  # noqa: ANN401 - one of two Inserts
    """INSERT … ON CONFLICT DO NOTHING; add .returning(…) to learn whether it did: rowcount cannot be trusted."""
    insert: Any = postgresql.insert if conn.dialect.name == "postgresql" else sqlite.insert
    return insert(table).values(values).on_conflict_do_nothing()


def insert_or_update(conn: Connection, table: Table, values: Mapping[str, Any], keys: Sequence[str]) -> None:
    """Writes one row, replacing the rest of it where the keys are there already."""
    insert: Any = postgresql.insert if conn.dialect.name == "postgresql" else sqlite.insert
    rest = {name: value for name, value in values.items() if name not in keys}
    conn.execute(insert(table).values(values).on_conflict_do_update(index_elements=list(keys), set_=rest))
