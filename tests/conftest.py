"""The two databases every test that needs one runs on, and a whole world to talk in."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot.store.engine import open_database
from tests.postgres import Postgres
from tests.running import prepare
from tests.shell import Shell
from tests.shell import shell as in_process
from tests.world import World, world

# properties are checked without a stop-watch: a busy machine is no counter-example
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


# they wait more than they work: begun first, others have the processor meanwhile, and none of them
# is left for the end, when the other half of the run has nothing to do
LONGEST = (
    "test_google_storm.py",
    "test_durability.py",
    "test_two_hosts.py",
    "test_reminder_kills.py",
    "test_reminder_year.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda one: one.path.name not in LONGEST)


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


@pytest.fixture(scope="session")
def ready_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database as every conversation begins with: a copy takes a moment."""
    file = tmp_path_factory.mktemp("ready") / "raingan.db"
    _prepare(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def ready_database(postgres: Postgres) -> str:
    """The same as a PostgreSQL database, by its name."""
    address = postgres.fresh_database()
    _prepare(address)
    return address.rpartition("/")[2]


def _prepare(address: str) -> None:
    made = open_database(address)
    prepare(made)
    made.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def ready_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database with the tests' own programme: the test runs once on SQLite, once on
    PostgreSQL.
    """
    if request.param == "sqlite":
        return _copied(request.getfixturevalue("ready_file"), tmp_path)
    server: Postgres = request.getfixturevalue("postgres")
    return server.fresh_database(like=request.getfixturevalue("ready_database"))


def _copied(file: Path, folder: Path) -> str:
    return f"sqlite:///{shutil.copy(file, folder / 'raingan.db')}"


@pytest.fixture
def talk(ready_url: str, tmp_path: Path) -> Iterator[World]:
    """Everything running, evidence and Sheets kept locally; it is Monday 18 March 2556, nine
    o'clock.
    """
    with world(tmp_path, ready_url) as made:
        yield made


@pytest.fixture
def talk_on_sqlite(ready_file: Path, tmp_path: Path) -> Iterator[World]:
    """The same on SQLite alone, where the database makes no difference."""
    with world(tmp_path, _copied(ready_file, tmp_path)) as made:
        yield made


@pytest.fixture
def shell(ready_file: Path, tmp_path: Path) -> Iterator[Shell]:
    """The same in this process and in memory, without a server: for what is only said."""
    with in_process(tmp_path, ready_file) as made:
        yield made


@pytest.fixture
def talk_with_google(ready_url: str, tmp_path: Path) -> Iterator[World]:
    """The same with Google Drive and Google Sheets instead of the local mirror."""
    with world(tmp_path, ready_url, google=True) as made:
        yield made


@pytest.fixture
def talk_sending_on(ready_url: str, tmp_path: Path) -> Iterator[World]:
    """The same with an ODK server to which records go on."""
    with world(tmp_path, ready_url, sends_on=True) as made:
        yield made
