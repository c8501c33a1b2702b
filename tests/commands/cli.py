"""raingan as it is called: the arguments and the environment in, exit code and both outputs
back.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from bot.commands import raingan
from tests.processes import environment
from tests.world import World

PROGRAMMES = Path(__file__).parents[2] / "programmes"
CBI, DLA, LPG, MOI = "CBI-2556-R1", "DLA-2567-R1-IND6", "LPG-OFFICESTAR-2567", "MOI-2550-3.2"


@dataclass(frozen=True, slots=True)
class Ended:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - JSON
        return json.loads(self.out)


class Shell:
    """A command line with its environment."""

    def __init__(self, told: Mapping[str, str]) -> None:
        self._told = dict(told)

    @classmethod
    def on(cls, database_url: str) -> Shell:
        """With a database and nothing else set."""
        return cls({"DATABASE_URL": database_url})

    @classmethod
    def of(cls, talk: World) -> Shell:
        """With the settings of everything that is running."""
        return cls(environment(talk.settings))

    def run(self, *arguments: object, given: str = "") -> Ended:
        ended = CliRunner().invoke(
            raingan, [str(each) for each in arguments], input=given, env=self._told
        )
        assert ended.exception is None or isinstance(ended.exception, SystemExit), repr(
            ended.exception
        )
        return Ended(ended.exit_code, ended.stdout, ended.stderr)


def copy(folder: Path, key: str = CBI) -> Path:
    """A programme's folder to change."""
    return Path(shutil.copytree(PROGRAMMES / key.lower(), folder / key.lower()))


def copy_of_ours(folder: Path, key: str = CBI) -> Path:
    """The folder of the tests' own programme, which a world has loaded, to change."""
    own = Path(__file__).parents[1] / "programmes" / key.lower()
    return Path(shutil.copytree(own, folder / key.lower()))


def change(file: Path, old: str, new: str) -> None:
    """Writes something else where `old` stands, which must be there."""
    text = file.read_text("utf-8")
    assert old in text, f"{old!r} is not in {file.name}"
    file.write_text(text.replace(old, new), "utf-8")
