"""raingan --demo speaks to what make demo runs in this folder, and to nothing where none runs."""

from pathlib import Path

from bot.demo.environment import remember
from bot.store.engine import open_database
from bot.store.migrate import upgrade
from tests.commands.test_other_commands import process


def test_a_command_speaks_to_the_demo_s_database(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/demo.db"
    database = open_database(url)
    upgrade(database)
    database.close()
    folder = tmp_path / "var" / "demo"
    folder.mkdir(parents=True)
    remember(folder, {"DATABASE_URL": url})

    ended = process("--demo", "programme", "list", cwd=tmp_path)

    assert (ended.returncode, ended.stderr) == (0, "")
    assert (folder / "settings.json").stat().st_mode & 0o777 == 0o600


def test_where_no_demo_was_started_it_says_how_to_start_one(tmp_path: Path) -> None:
    ended = process("--demo", "programme", "list", cwd=tmp_path)

    assert ended.returncode == 1
    assert "no demo has been started in this folder" in ended.stderr
    assert "make demo" in ended.stderr
