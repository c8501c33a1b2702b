"""The demo's own settings, kept beside it: raingan --demo COMMAND speaks to what make demo runs."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from bot.demo.ports import DemoError

FOLDER = Path("var/demo")
FILE = "settings.json"


def remember(folder: Path, settings: Mapping[str, str]) -> None:
    """Writes them, readable by their owner only: the channel's secret is among them."""
    file = folder / FILE
    file.touch(mode=0o600)
    file.write_text(json.dumps(dict(settings), indent=2), "utf-8")


def enter(folder: Path = FOLDER) -> None:
    """Makes them this process's own. Raises DemoError where no demo has been started."""
    try:
        settings: dict[str, str] = json.loads((folder / FILE).read_text("utf-8"))
    except FileNotFoundError as error:
        raise DemoError(
            f"no demo has been started in this folder ({folder} is not here): make demo"
        ) from error
    os.environ.update(settings)
