"""A table as lines of JSON and back, the same from SQLite and PostgreSQL."""

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Date, Integer, LargeBinary, Table, func, select

from bot.store.objects import content_of, objects_of
from bot.store.tables import (
    appraisals,
    forms,
    judging,
    papers,
    queue,
    records,
    reminders,
    reviews,
    surveys,
)
from bot.store.tables.columns import EPOCH, MICROSECOND, Instant, metadata

AT_ONCE = 200
OF_THE_MOMENT = {
    "workers",
    "rates",
    "job_clock",
    "brought",
    "made_papers",
}  # of the machines that ran, not of the office

assert all(
    (appraisals, forms, judging, papers, queue, records, reminders, reviews, surveys)
)  # reading them makes their tables known

Change = Callable[[Any], Any]

_OUT: tuple[tuple[type, Change], ...] = (
    (Instant, lambda at: (at - EPOCH) // MICROSECOND),
    (Date, date.isoformat),
    (LargeBinary, lambda content: base64.b64encode(content).decode()),
)
_IN: tuple[tuple[type, Change], ...] = (
    (Instant, lambda at: EPOCH + at * MICROSECOND),
    (Date, date.fromisoformat),
    (LargeBinary, base64.b64decode),
    (Boolean, bool),
)


def tables() -> list[Table]:
    """Every table of the office, those first that others point to."""
    return [one for one in metadata.sorted_tables if one.name not in OF_THE_MOMENT]


def lines(conn: Connection, table: Table) -> Iterator[str]:
    """Each row as one line, a few in memory at a time."""
    changes = _changes(table.columns, _OUT)
    wanted = select(table).order_by(*_order(table)).execution_options(yield_per=AT_ONCE)
    for row in conn.execute(wanted):
        held = dict(row._mapping)
        if table is queue.spool and held["object"]:  # the store is no part of a backup
            content = content_of(objects_of(conn), held["object"], held["content"])
            held |= {"content": content, "object": None}
        told = {name: changes[name](each) for name, each in held.items()}
        yield json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def insert(conn: Connection, table: Table, told: Iterable[str | bytes]) -> int:
    """Puts the rows of these lines in; columns this version does not know are passed over. How many
    there were.
    """
    changes, count, some = _changes(table.columns, _IN), 0, []
    for line in told:
        row = json.loads(line)
        some.append({name: changes[name](each) for name, each in row.items() if name in changes})
        if len(some) == AT_ONCE:
            conn.execute(table.insert(), some)
            count, some = count + len(some), []
    if some:
        conn.execute(table.insert(), some)
    _count_on(conn, table)
    return count + len(some)


def _order(table: Table) -> list[Column[Any]]:
    """A revision after the one it replaces; else by the key."""
    first = [table.c.revision] if "revision" in table.c and "replaces" in table.c else []
    return [*first, *table.primary_key.columns]


def _changes(
    columns: Iterable[Column[Any]], known: tuple[tuple[type, Change], ...]
) -> Mapping[str, Change]:
    return {one.name: _change(one, known) for one in columns}


def _change(column: Column[Any], known: tuple[tuple[type, Change], ...]) -> Change:
    for kind, change in known:
        if isinstance(column.type, kind):
            return lambda each: None if each is None else change(each)
    return lambda each: each


def _count_on(conn: Connection, table: Table) -> None:
    """PostgreSQL's next number follows the largest that was put in."""
    key = next(iter(table.primary_key.columns))
    if conn.dialect.name != "postgresql" or not isinstance(key.type, Integer) or key.foreign_keys:
        return
    largest = conn.execute(select(func.max(key))).scalar()
    if largest is not None:
        sequence = func.pg_get_serial_sequence(table.name, key.name)
        conn.execute(select(func.setval(sequence, largest)))
