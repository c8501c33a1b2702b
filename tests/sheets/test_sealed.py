"""A credentials file is of no use without the key that lies in the settings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from emulators.google.accounts import authorized_user
from sheets.google.credentials import read_credentials
from sheets.google.mirror import GoogleMirror
from sheets.google.sealed import seal, unseal
from sheets.kept import MirrorError
from tests.sheets.conftest import There

KEY = "กุญแจที่ยาวพอสมควร 2569"
INFO = {
    "type": "authorized_user",
    "client_id": "c",
    "client_secret": "s",
    "refresh_token": "1//secret",
}


def test_what_is_sealed_comes_back_with_the_key_and_shows_nothing_without() -> None:
    sealed = seal(INFO, KEY)

    assert unseal(sealed, KEY) == INFO
    assert "secret" not in json.dumps(sealed)
    assert seal(INFO, KEY) != sealed, "two seals of the same content look different"


@pytest.mark.parametrize(
    ("key", "words"),
    [("", "set GOOGLE_KEY"), ("another key altogether", "does not open the credentials file")],
)
def test_without_the_key_the_sentence_says_what_to_do(key: str, words: str) -> None:
    with pytest.raises(MirrorError, match=words) as refused:
        read_credentials(json.dumps(seal(INFO, KEY)), key)
    assert (refused.value.code, refused.value.pause) == ("credentials", True)


@pytest.mark.parametrize("spoilt", [{"salt": "x"}, {"content": "x"}, {"salt": 1}, {"content": ""}])
def test_a_damaged_seal_is_a_sentence(spoilt: dict[str, object]) -> None:
    with pytest.raises(MirrorError, match="damaged"):
        unseal({**seal(INFO, KEY), **spoilt}, KEY)


def test_a_key_that_could_be_guessed_is_refused() -> None:
    with pytest.raises(MirrorError, match="shorter than 16"):
        seal(INFO, "1234")


def test_a_sealed_file_opens_the_mirror(there: There, tmp_path: Path) -> None:
    file = tmp_path / "account.json"
    file.write_text(json.dumps(seal(authorized_user(there.address), KEY)))

    assert GoogleMirror(str(file), base=there.address, key=KEY).reserve(1)
