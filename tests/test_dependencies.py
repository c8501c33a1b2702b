"""What comes from others: each package by its hashes, under a licence an office may use it by."""

import re
import subprocess
from importlib.metadata import distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FREE = re.compile(
    r"\b(MIT|0?BSD|Apache|PSFL?|Python Software Foundation|ISC|MPL|OFL|LGPL|Zlib)\b",
    re.I,
)
BINDING = re.compile(r"\bA?GPL|General Public License|SSPL|Commons Clause|NonCommercial", re.I)
IN_ITS_SOURCES = {"pysqlite3": "Zlib", "pyxform": "BSD-2-Clause"}  # not in the package's own words


def pinned(file: str) -> dict[str, list[str]]:
    """{name==version: its hashes}."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in (ROOT / file).read_text("utf-8").splitlines():
        if begins := re.match(r"([\w.\-]+)(?:\[[\w,\-]+\])?==[^\s\\;]+", line):
            name = begins[1]
            found[name] = []
        found.get(name, []).extend(re.findall(r"--hash=(sha256:[0-9a-f]{64})", line))
    return found


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-test.txt"])
def test_every_package_is_pinned_by_its_hashes(file: str) -> None:
    packages = pinned(file)

    assert len(packages) > 50
    assert [name for name, hashes in packages.items() if not hashes] == []


def test_every_licence_is_known_and_lets_an_office_use_it() -> None:
    """Of what an installation runs; what the tests need goes nowhere."""
    licences = {name: licence(name) for name in pinned("requirements.txt")}

    assert {name: one for name, one in licences.items() if not FREE.search(one)} == {}
    assert {name: one for name, one in licences.items() if BINDING.search(one)} == {}


def licence(name: str) -> str:
    """As the package tells it, in whichever of the three places."""
    told = distribution(name).metadata
    expressions, words, kinds = (
        told.get_all(field) or [] for field in ("License-Expression", "License", "Classifier")
    )
    kinds = [one for one in kinds if one.startswith("License")]
    all_told = (*expressions, *(one[:60] for one in words), *kinds)
    return " ".join(all_told).strip() or IN_ITS_SOURCES.get(name, "")


@pytest.mark.parametrize("found", [0, 1], ids=["clean", "something, or nothing was audited"])
def test_an_audit_that_could_not_ask_is_no_clean_one(tmp_path: Path, found: int) -> None:
    """pip-audit itself passes over what it cannot look up, unless it is told to be strict."""
    auditor, asked = tmp_path / "auditor", tmp_path / "asked"
    auditor.write_text(f'#!/bin/sh\necho "$@" >> {asked}\nexit {found}\n')
    auditor.chmod(0o755)

    audit = ["make", "audit", f"AUDITOR={auditor}", "-o", ".venv/ready"]
    said = subprocess.run(audit, cwd=ROOT, capture_output=True, text=True, check=False)
    calls = asked.read_text().splitlines()

    assert (said.returncode != 0) == bool(found)
    assert ("NOT CLEAN: requirements.txt" in said.stdout) == bool(found)
    assert all("--strict" in one for one in calls)
    assert [one.split(" -r ")[1].strip() for one in calls] == (
        ["requirements.txt"] if found else ["requirements.txt", "requirements-test.txt"]
    )
