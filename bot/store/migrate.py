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


def newest() -> str | None:
    return ScriptDirectory(str(FOLDER)).get_current_head()


def revisions() -> set[str]:
    """Every state of the tables that this program can bring up to date."""
    return {one.revision for one in ScriptDirectory(str(FOLDER)).walk_revisions()}


def _config(conn: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = conn
    return config
