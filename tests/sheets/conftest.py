"""A Google of its own for each test, nothing that reaches beyond this machine, and the two mirrors
side by side.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from emulators.google import server as emulator
from emulators.google.accounts import authorized_user
from emulators.google.state import Google
from sheets.google.mirror import GoogleMirror
from sheets.local.mirror import LocalMirror
from sheets.mirror import Mirror
from tests.sheets.people import GooglePerson, Person, XlsxPerson


@pytest.fixture(autouse=True)
def nothing_leaves(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Any name that is not this machine's is refused, in every thread, whatever proxy the
    environment names.
    """
    real, strangers = socket.getaddrinfo, set()

    def only_here(host: Any, *args: Any, **more: Any) -> Any:  # noqa: ANN401
        if host not in {"127.0.0.1", "localhost"}:
            strangers.add(host)
            raise socket.gaierror(f"{host} is not this machine")
        return real(host, *args, **more)

    monkeypatch.setattr(socket, "getaddrinfo", only_here)
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    yield
    assert strangers == set(), "a request would have left this machine"


@dataclass
class There:
    """The emulator, its address, and the waits the mirror would have made, in tries."""

    google: Google
    address: str
    waits: list[int]

    def mirror(self, root: str | None = None) -> GoogleMirror:
        """A mirror as another process would open it."""
        return GoogleMirror(
            json.dumps(authorized_user(self.address)),
            base=self.address,
            root=root,
            backoff=self.waits.append,
        )


@pytest.fixture
def there() -> Iterator[There]:
    """A Google where nothing has happened yet and no minute ends before the test does."""
    with emulator.start() as running:
        assert isinstance(running, emulator.Running)
        running.google.minute_limit = None
        yield There(running.google, running.address, [])


@dataclass
class Place:
    """One of the two mirrors with its root made, and how to look at it from outside."""

    mirror: Mirror
    person: Callable[[str], Person]
    files: Callable[[], list[tuple[str, int]]]
    again: Callable[[], Mirror]


@pytest.fixture(params=["google", "local"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """The same tests for both mirrors."""
    return (
        at_google(request.getfixturevalue("there"))
        if request.param == "google"
        else on_disk(tmp_path / "mirror")
    )


def at_google(there: There) -> Place:
    """The mirror at the emulated Google."""
    mirror = there.mirror()
    root = mirror.reserve(1)[0]
    mirror.make_root(root, "รายงาน")
    google = there.google
    return Place(
        mirror,
        lambda id: GooglePerson(google, id),
        lambda: [
            (google.path_of(file.id).removeprefix("รายงาน/"), file.size) for file in google.kept()
        ],
        lambda: there.mirror(root),
    )


def on_disk(top: Path) -> Place:
    """The mirror in a directory."""
    mirror = LocalMirror(top)
    mirror.make_root(mirror.reserve(1)[0], "รายงาน")

    def files() -> list[tuple[str, int]]:
        kept = [path for path in top.rglob("*") if path.is_file() and ".index" not in path.parts]
        return [
            (path.relative_to(top).as_posix(), path.stat().st_size)
            for path in kept
            if path.suffix != ".xlsx"
        ]

    def person(id: str) -> Person:
        entry = json.loads((top / ".index" / f"{id}.json").read_text("utf-8"))
        return XlsxPerson(top / entry["path"])

    return Place(mirror, person, files, lambda: LocalMirror(top))


@pytest.fixture
def table(place: Place) -> str:
    """A spreadsheet in the root."""
    return place.mirror.make_spreadsheet("CBI 2556 รอบที่ 1", None)


@pytest.fixture
def mirror(there: There) -> GoogleMirror:
    """A mirror at the emulated Google, with its root."""
    opened = there.mirror()
    opened.make_root(opened.reserve(1)[0], "รายงาน")
    return opened
