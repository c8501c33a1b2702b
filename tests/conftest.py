"""The two databases every test that needs one runs on, and a whole world to talk in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import Postgres
from tests.world import World, world


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """A real PostgreSQL of our own, started once for the whole run."""
    with Postgres.started(tmp_path_factory.mktemp("postgres")) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database: the test runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/raingan.db"
    server: Postgres = request.getfixturevalue("postgres")
    return server.fresh_database()


@pytest.fixture
def talk(database_url: str, tmp_path: Path) -> Iterator[World]:
    """Everything running, evidence and Sheets kept locally; it is Monday 18 March 2556, nine
    o'clock.
    """
    with world(tmp_path, database_url) as made:
        yield made


@pytest.fixture
def talk_on_sqlite(tmp_path: Path) -> Iterator[World]:
    """The same on SQLite alone, where the database makes no difference."""
    with world(tmp_path, f"sqlite:///{tmp_path}/raingan.db") as made:
        yield made


@pytest.fixture
def talk_with_google(database_url: str, tmp_path: Path) -> Iterator[World]:
    """The same with Google Drive and Google Sheets instead of the local mirror."""
    with world(tmp_path, database_url, google=True) as made:
        yield made


@pytest.fixture
def talk_sending_on(database_url: str, tmp_path: Path) -> Iterator[World]:
    """The same with an ODK server to which records go on."""
    with world(tmp_path, database_url, sends_on=True) as made:
        yield made
