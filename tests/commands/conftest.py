"""A command line on an empty database."""

from pathlib import Path

import pytest

from tests.commands.cli import Shell


@pytest.fixture
def shell(database_url: str) -> Shell:
    """On each of the two databases."""
    return Shell.on(database_url)


@pytest.fixture
def shell_on_sqlite(tmp_path: Path) -> Shell:
    """On SQLite alone, where the database makes no difference."""
    return Shell.on(f"sqlite:///{tmp_path}/raingan.db")
