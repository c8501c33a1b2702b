"""The web process refuses to start without its settings: once, by a sentence, and it ends."""

import os
import subprocess
from pathlib import Path

from tests.processes import of_procfile


def test_without_settings_the_web_process_names_all_that_are_missing_and_ends(
    tmp_path: Path,
) -> None:
    """Gunicorn would start it again and again."""
    told = {name: value for name, value in os.environ.items() if not name.startswith("LINE_")}
    told["DATABASE_URL"] = f"sqlite:///{tmp_path}/r.db"

    ended = subprocess.run(
        of_procfile(0), check=False, env=told, capture_output=True, text=True, timeout=60
    )

    assert ended.returncode != 0
    missing = "these settings are missing: LINE_CHANNEL_SECRET, LINE_CHANNEL_ACCESS_TOKEN"
    assert missing in ended.stderr
