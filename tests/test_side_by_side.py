"""A new version beside the one before, from the first migration on: what the older one writes and
reads by the columns it knows still works on the newer tables, with data in them.
"""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, MetaData, Table, select, text, types
from sqlalchemy.exc import DBAPIError

from bot.health import readiness_problem
from bot.store.engine import open_database
from bot.store.migrate import fits, is_current, steps, upgrade

# before 0005 each stage that was told was a row, since then only the last one: a worker of before
# it has to be stopped first
MADE_ANEW = {"0005": {"reminders"}}


def tables_of(conn: Connection) -> list[Table]:
    found = MetaData()
    found.reflect(conn)
    return [one for one in found.sorted_tables if one.name != "alembic_version"]


def row_of(table: Table, number: int) -> Mapping[str, object]:
    """Something in every column; the same number again where another table is pointed at."""
    return {column.name: value_of(column.type, number) for column in table.columns}


def value_of(kind: types.TypeEngine[Any], number: int) -> object:
    match kind:
        case types.LargeBinary():
            return b"x"
        case types.JSON():
            return {}
        case types.Boolean():
            return True
        case types.Integer() | types.Numeric():
            return number
        case types.Date():
            return date(2013, 3, 18)
    return str(number)


def troubles(conn: Connection, tables: list[Table], do: Callable[[Table], object]) -> set[str]:
    """The tables where something did not work, with the database's words."""
    found = set()
    for table in tables:
        try:
            with conn.begin_nested():
                do(table)
        except DBAPIError as error:
            found.add(f"{table.name}: {error.orig}")
    return found


def filled(conn: Connection, tables: list[Table], number: int) -> set[str]:
    return troubles(conn, tables, lambda one: conn.execute(one.insert(), row_of(one, number)))


def read(conn: Connection, tables: list[Table]) -> set[str]:
    return troubles(conn, tables, lambda one: conn.execute(select(*one.columns)).all())


def test_at_every_step_the_version_before_goes_on_with_the_new_tables(database_url: str) -> None:
    """Each step finds rows in every table, and rows of the steps before it."""
    database = open_database(database_url)
    begun: dict[str, set[str]] = {}
    broken: dict[str, set[str]] = {}
    for number, (older, newer) in enumerate(pairwise(steps())):
        upgrade(database, older)
        with database.writing() as conn:
            known = tables_of(conn)
            begun[older] = filled(conn, known, 2 * number + 1)
        upgrade(database, newer)
        with database.writing() as conn:
            found = read(conn, known) | filled(conn, known, 2 * number + 2)
        broken[newer] = {one.partition(":")[0] for one in found}
    database.close()

    assert {step: found for step, found in begun.items() if found} == {}
    assert {step: found for step, found in broken.items() if found} == MADE_ANEW


def test_an_older_version_is_ready_beside_a_newer_one_and_not_before_its_own_tables(
    database_url: str,
) -> None:
    database = open_database(database_url)
    nothing_yet = fits(database)
    upgrade(database, steps()[-2])
    behind = readiness_problem(database)
    upgrade(database)
    at_its_own = readiness_problem(database)
    with database.writing() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    ahead = is_current(database), fits(database), readiness_problem(database)
    database.close()

    assert not nothing_yet
    assert behind == "the database is not up to date: run raingan db upgrade"
    assert at_its_own == ""
    assert ahead == (False, True, "")
