"""Brings a database up to date, and says whether it is."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.store.engine import Database
from bot.store.engine.postgres import without_limits

FOLDER = Path(__file__).with_name("migrations")


def upgrade(database: Database, to: str = "head") -> None:
    """Applies every missing migration up to a revision, in one transaction; several processes may
    do so at once.
    """
    with database.writing() as conn, without_limits(conn):
        if database.is_postgres:
            conn.exec_driver_sql("SELECT pg_advisory_xact_lock(7241)")
        command.upgrade(_config(conn), to)


def is_current(database: Database) -> bool:
    """Whether the tables are those this program was written for."""
    with database.reading() as conn:
        return MigrationContext.configure(conn).get_current_revision() == newest()


def fits(database: Database) -> bool:
    """Whether this program can work with the tables: they are its own, or those of a later version,
    which keep everything this one uses (tests/test_side_by_side.py).
    """
    with database.reading() as conn:
        found = MigrationContext.configure(conn).get_current_revision()
    return found is not None and (found == newest() or found not in revisions())


def newest() -> str | None:
    return ScriptDirectory(str(FOLDER)).get_current_head()


def revisions() -> set[str]:
    """Every state of the tables that this program can bring up to date."""
    return set(steps())


def steps() -> list[str]:
    """Every state of the tables there has been, the first one first."""
    return [one.revision for one in ScriptDirectory(str(FOLDER)).walk_revisions()][::-1]


def _config(conn: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = conn
    return config
