"""docs/programmes.md and its Thai page: every command on them is run, in their order."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.commands.cli import PROGRAMMES, Shell

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("programmes.md", "programmes.th.md")


def commands(page: str) -> list[list[str]]:
    """The lines of the page's shell blocks, as words."""
    blocks = re.findall(
        r"^```sh\n(.*?)^```", (DOCS / page).read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    return [shlex.split(line) for block in blocks for line in block.splitlines()]


@pytest.mark.parametrize("page", PAGES)
def test_every_command_on_the_page_does_what_was_asked(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shell_on_sqlite: Shell
) -> None:
    shutil.copytree(PROGRAMMES, tmp_path / "programmes")
    monkeypatch.chdir(tmp_path)
    outputs = []
    for raingan, *arguments in commands(page):
        ended = shell_on_sqlite.run(*arguments)
        assert (raingan, ended.code, ended.err) == ("raingan", 0, "")
        outputs.append(ended.out)
    assert len(outputs) == 10
    assert "already current" in outputs[6], "the workbook was not changed"


def test_both_pages_show_the_same_commands() -> None:
    assert commands(PAGES[0]) == commands(PAGES[1])
