"""What deploy/ tells a server to run is what Procfile runs, and what it watches is what is told."""

import configparser
import json
import re
from pathlib import Path

import pytest

from bot.metrics import metrics_text
from tests.shell import Shell

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
PROCFILE = dict(
    line.split(": ", 1) for line in ROOT.joinpath("Procfile").read_text().splitlines() if line
)


def _unit(name: str) -> configparser.ConfigParser:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(DEPLOY.joinpath(name).read_text())
    return unit


def _options(command: str) -> set[str]:
    """How gunicorn is told to serve, but for how many processes and where they listen."""
    plain = re.sub(r"-[wb] \S+", "", command.replace('\\"', '"'))
    return set(plain[plain.index("gunicorn") :].rstrip("\"'] ").rstrip('"').split())


def test_the_web_unit_and_the_container_serve_as_procfile_does() -> None:
    wanted = _options(PROCFILE["web"])

    assert _options(_unit("raingan-web@.service")["Service"]["ExecStart"]) == wanted
    container = DEPLOY.joinpath("Containerfile").read_text()
    assert _options(container[container.index("exec gunicorn") :].strip()) == wanted


def test_the_worker_unit_runs_procfile_s_worker() -> None:
    assert _unit("raingan-worker.service")["Service"]["ExecStart"].endswith(PROCFILE["worker"])


@pytest.mark.parametrize("name", ["raingan-web@.service", "raingan-worker.service"])
def test_a_unit_writes_nowhere_but_in_its_own_folder_and_comes_back(name: str) -> None:
    service = _unit(name)["Service"]

    assert (service["ProtectSystem"], service["ReadWritePaths"]) == ("strict", "/srv/raingan/var")
    assert (service["User"], service["Restart"]) == ("raingan", "always")


def test_rules_and_dashboard_ask_only_for_what_metrics_tell(shell: Shell) -> None:
    told = metrics_text(shell.database).decode()
    families = set(re.findall(r"^# TYPE (raingan_\w+)", told, re.MULTILINE))
    # LINE tells these two once it was asked
    families |= {"raingan_line_messages_used", "raingan_line_messages_limit"}

    panels = json.loads(DEPLOY.joinpath("dashboard.json").read_text())["panels"]
    asked = [one["expr"] for panel in panels for one in panel["targets"]]
    rules = DEPLOY.joinpath("alerts.yml").read_text()
    asked += re.findall(r"expr: (.+)", rules)
    names = {name for expression in asked for name in re.findall(r"raingan_\w+", expression)}

    assert names
    assert names <= families
    assert rules.count("do:") == rules.count("alert:"), "each says what to do"
