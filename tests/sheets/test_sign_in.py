"""An office account signs in with a code, from a machine without a browser."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
import requests

from sheets.google.mirror import GoogleMirror
from sheets.google.sign_in import invite, read_client, wait_for_yes
from sheets.kept import MirrorError
from tests.sheets.conftest import There

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
FILE = json.dumps({"installed": {"client_id": "office", "client_secret": "secret"}})


def answer(there: There, code: str, allow: bool) -> None:
    """The person with the telephone."""
    with requests.Session() as session:
        session.trust_env = False
        session.post(f"{there.address}/_emulator/device", json={"user_code": code, "allow": allow})


def test_a_yes_on_the_telephone_makes_credentials_that_work(there: There) -> None:
    client = read_client(FILE, there.address)
    invitation = invite(client)
    waits: list[float] = []

    def third_time(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            answer(there, invitation.code, allow=True)

    info = wait_for_yes(client, invitation, third_time, NOW)
    assert waits == [5, 5, 5]
    assert GoogleMirror(json.dumps(info), base=there.address).reserve(1)


def test_a_no_ends_it(there: There) -> None:
    client = read_client(FILE, there.address)
    invitation = invite(client)
    with pytest.raises(MirrorError) as refused:
        wait_for_yes(client, invitation, lambda _: answer(there, invitation.code, allow=False), NOW)
    assert (refused.value.code, refused.value.retry) == ("sign_in_denied", False)


def test_nobody_coming_ends_it_too(there: There) -> None:
    client = read_client(FILE, there.address)
    waits: list[float] = []
    with pytest.raises(MirrorError) as refused:
        wait_for_yes(client, invite(client), waits.append, NOW)
    assert refused.value.code == "sign_in_expired"
    assert sum(waits) == 1800


def test_going_slower_when_google_says_so(there: There) -> None:
    client = read_client(FILE, there.address)
    invitation = invite(client)
    waits: list[float] = []
    there.google.faults.add("400", "/token", reason="slow_down")

    def second_time(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 2:
            answer(there, invitation.code, allow=True)

    wait_for_yes(client, invitation, second_time, NOW)
    assert waits == [5, 10]


@pytest.mark.parametrize("given", ["{}", "[]", "/nowhere.json", '{"installed": []}'])
def test_a_file_that_is_no_client_says_which_one_is_needed(given: str) -> None:
    with pytest.raises(MirrorError) as refused:
        read_client(given)
    assert refused.value.code == "credentials"
