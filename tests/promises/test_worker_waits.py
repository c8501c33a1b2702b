"""The worker waits for a database that is not there yet, and says so without a traceback."""

import subprocess

from bot.settings import Settings
from tests.processes import BIN, environment
from tests.world import SECRET, TOKEN

NOWHERE = "postgresql://raingan:geheim@127.0.0.1:9/raingan"


def test_a_worker_whose_database_is_down_at_its_start_waits_and_ends_when_told() -> None:
    settings = Settings(
        database_url=NOWHERE,
        line_channel_secret=SECRET,
        line_channel_access_token=TOKEN,
        log_format="json",
    )
    worker = subprocess.Popen(
        [BIN / "raingan", "worker"],
        env=environment(settings),
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    assert worker.stderr is not None
    first = worker.stderr.readline()
    lives = worker.poll() is None
    worker.terminate()
    _, rest = worker.communicate(timeout=30)

    assert "database_unreachable" in first
    assert lives
    assert "Traceback" not in first + rest
    assert "geheim" not in first + rest
