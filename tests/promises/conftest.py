"""The web process as the Procfile starts it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import Settings
from bot.store.engine import open_database
from bot.store.migrate import upgrade
from tests.processes import Processes, running
from tests.world import SECRET, TOKEN


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Processes]:
    """The web process as the Procfile starts it."""
    address = f"sqlite:///{tmp_path}/r.db"
    database = open_database(address)
    upgrade(database)
    database.close()
    settings = Settings(
        database_url=address,
        line_channel_secret=SECRET,
        line_channel_access_token=TOKEN,
        log_level="CRITICAL",
    )
    with running(settings, worker=False) as processes:
        yield processes
