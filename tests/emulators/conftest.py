"""What the emulators' tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.emulators.line_room import Room, opened


@pytest.fixture
def room() -> Iterator[Room]:
    """LINE's emulator with two people and a bot."""
    with opened() as made:
        yield made
