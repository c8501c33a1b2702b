"""Statements that are made again and again, ready for the driver: SQLAlchemy writes each of them,
compiles it once and says how its values go in and come out; putting it together anew each time
costs several times what the driver needs.

Connection and transaction stay SQLAlchemy's, and so does what becomes of an error.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Dialect, bindparam
from sqlalchemy.sql.base import Executable

Way = (
    Callable[[Any], Any] | None
)  # what makes of a value what the driver takes or gives, or nothing


class Ready:
    """The words of a statement for one driver; `names` of what is bound are those of columns where
    the statement names no values itself.
    """

    def __init__(self, statement: Any, dialect: Dialect, names: tuple[str, ...]) -> None:  # noqa: ANN401 - what compiles
        made = statement.compile(dialect=dialect, column_keys=list(names) or None)
        self.words = str(made)
        self.order: Sequence[str] | None = getattr(made, "positiontup", None)  # None: by names
        told = made.params
        self._bound: list[tuple[str, Way, Any]] = [
            (name, _way_in(made.binds[name].type, dialect), told[name])
            for name in dict.fromkeys(self.order or told)
        ]
        columns = list(statement.exported_columns)
        self._out = [_way_out(one.type, dialect) for one in columns]
        self._row = _row_of([one.name for one in columns])

    def bound(self, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a tuple or a dict
        """The values as the driver takes them."""
        ready = {
            name: way(value) if way else value
            for name, way, own in self._bound
            for value in (values.get(name, own),)
        }
        return ready if self.order is None else [ready[name] for name in self.order]

    def row(self, told: Sequence[Any]) -> Any:  # noqa: ANN401 - a row by the names of its columns
        return self._row._make(
            way(value) if way else value for way, value in zip(self._out, told, strict=True)
        )


def fetch(conn: Connection, statement: Executable, values: Mapping[str, Any]) -> list[Any]:
    """All rows, by the names of their columns."""
    assert conn.in_transaction(), "nothing is read or written outside a transaction"
    ready = made_ready(statement, conn.dialect)
    told = run(conn, ready.words, ready.bound(values))
    return [ready.row(one) for one in told.fetchall()]


def run_all(conn: Connection, statement: Executable, many: Sequence[Mapping[str, Any]]) -> int:
    """The statement once for each of the values, which have the same names; how many rows it
    changed.
    """
    assert conn.in_transaction(), "nothing is read or written outside a transaction"
    ready = made_ready(statement, conn.dialect, tuple(many[0]))
    bound = [ready.bound(one) for one in many]
    if len(bound) == 1:  # a driver that sends many in a pipeline needs none for one
        return int(run(conn, ready.words, bound[0]).rowcount)
    return int(run(conn, ready.words, bound, many=True).rowcount)


def run(conn: Connection, words: str, values: Any = (), *, many: bool = False) -> Any:  # noqa: ANN401 - the driver's own
    """The driver's cursor, with what it has been given; an error is made SQLAlchemy's, who parts
    with a connection that is none any more.
    """
    cursor = conn.connection.cursor()
    try:
        if many:
            cursor.executemany(words, values)
        else:
            cursor.execute(words, values)
    except Exception as error:
        conn._handle_dbapi_exception(error, words, None, cursor, None)
    return cursor


def among(column: Column[Any], count: int) -> ColumnElement[bool]:
    """Whether it is one of so many values, which `numbered` names."""
    return column.in_([bindparam(f"one{place}", type_=column.type) for place in range(count)])


def numbered(values: Iterable[Any]) -> dict[str, Any]:
    return {f"one{place}": value for place, value in enumerate(values)}


@lru_cache(maxsize=512)
def made_ready(statement: Executable, dialect: Dialect, names: tuple[str, ...] = ()) -> Ready:
    return Ready(statement, dialect, names)


def _row_of(names: Sequence[str]) -> Any:  # noqa: ANN401 - a class
    return namedtuple("Row", names)


def _way_in(kind: Any, dialect: Dialect) -> Way:  # noqa: ANN401 - a type of SQLAlchemy's
    way: Way = kind.dialect_impl(dialect).bind_processor(dialect)
    return way


def _way_out(kind: Any, dialect: Dialect) -> Way:  # noqa: ANN401 - a type of SQLAlchemy's
    way: Way = kind.dialect_impl(dialect).result_processor(dialect, None)
    return way
