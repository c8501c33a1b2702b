"""What is written is so: the README's settings, commands, rooms and routes are those of the
code.
"""

import re
import tomllib
from configparser import ConfigParser
from pathlib import Path

import pytest

from bot.app import create_app
from bot.commands import COMMANDS
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def section(title: str) -> str:
    return README.split(f"\n## {title}\n")[1].split("\n## ")[0]


def first_cells(text: str) -> list[str]:
    """What stands in backquotes in the first column of a table."""
    return re.findall(r"^\| `([^`]+)`", text, re.MULTILINE)


def test_every_setting_is_in_the_readme_with_its_default() -> None:
    told = dict(
        re.findall(
            r"^\| `([A-Z_]+)` \|.*\| `?([^|`]*)`?[^|]* \|$", section("Settings"), re.MULTILINE
        )
    )
    fields = {name.upper(): field for name, field in Settings.model_fields.items()}

    assert set(told) == set(fields)
    for name in ("DATABASE_URL", "MIRROR_DIR", "PORT", "LOG_LEVEL"):
        assert told[name] == str(fields[name].default)


def test_every_command_is_in_the_readme() -> None:
    assert sorted(first_cells(section("Commands"))) == sorted(
        f"raingan {name}" for name in COMMANDS
    )


def test_every_route_is_in_the_readme(tmp_path: Path) -> None:
    settings = Settings(
        database_url=f"sqlite:///{tmp_path}/r.db",
        line_channel_secret="s",
        line_channel_access_token="t",
    )
    routes = {rule.rule for rule in create_app(settings).url_map.iter_rules()}

    assert {
        route for route in routes if f"`{route}`" in README or f"POST {route}`" in README
    } == routes


def test_every_room_is_in_the_readme_and_says_its_law_where_it_begins() -> None:
    rooms = first_cells(section("Rooms"))
    rules = ConfigParser()
    rules.read(ROOT / ".importlinter")
    held = rules["importlinter"]["root_packages"].split()

    assert set(held) <= {room.strip("/") for room in rooms}
    for room in held:
        assert "Law:" in (ROOT / room / "__init__.py").read_text("utf-8")


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    names = {re.split(r"[<>=\[ ]", one)[0] for one in wanted if not one.startswith("types-")}
    reasons = (ROOT / "docs" / "decisions.md").read_text("utf-8").split("## Dependencies")[1]

    assert {name for name in names if name not in reasons} == set()


@pytest.mark.parametrize(
    "page", sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]), ids=lambda page: page.name
)
def test_no_link_leads_nowhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_lock_files_name_no_place_where_packages_come_from() -> None:
    for file in ROOT.glob("requirements*.txt"):
        assert not re.search(r"https?://|--index|--extra|--find", file.read_text("utf-8")), (
            file.name
        )


def test_ci_runs_the_readme_s_test_command() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_no_file_of_the_code_is_longer_than_250_lines() -> None:
    rooms = ("thai", "scoring", "forms", "handlers", "documents", "sheets", "bot", "emulators")
    written = [
        file
        for room in rooms
        for file in (ROOT / room).rglob("*.py")
        if "migrations/versions" not in str(file)
    ]
    long = {
        str(file.relative_to(ROOT))
        for file in written
        if len(file.read_text("utf-8").splitlines()) > 250
    }

    assert long == set()
