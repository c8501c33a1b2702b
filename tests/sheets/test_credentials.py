"""Who the mirror is at Google, and what a person reads when that does not work."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from emulators.google.accounts import authorized_user, write_credentials
from emulators.google.state import SERVICE_ACCOUNT
from sheets.google.credentials import open_credentials, read_credentials
from sheets.google.mirror import GoogleMirror
from sheets.kept import MirrorError
from sheets.local.mirror import LocalMirror
from sheets.mirror import open_mirror
from tests.sheets.cast import keep
from tests.sheets.conftest import There


@pytest.fixture(scope="module")
def key() -> str:
    """A private key nobody else has."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    return made.private_bytes(pem, pkcs8, serialization.NoEncryption()).decode()


def service(key: str) -> str:
    """A service account's file."""
    return json.dumps(
        {"type": "service_account", "client_email": SERVICE_ACCOUNT, "private_key": key}
    )


def test_without_credentials_everything_stays_on_this_machine(tmp_path: Path) -> None:
    assert isinstance(open_mirror(None, local=tmp_path), LocalMirror)
    assert isinstance(open_mirror("", local=tmp_path), LocalMirror)


def test_a_file_and_its_content_are_the_same(there: There, tmp_path: Path) -> None:
    path = write_credentials(tmp_path / "office.json", there.address)
    assert path.stat().st_mode & 0o077 == 0
    for given in (str(path), path.read_text("utf-8")):
        assert open_mirror(given, base=there.address, local=tmp_path).reserve(2)


def test_the_address_of_google_overrides_what_the_file_says(there: There) -> None:
    elsewhere = json.dumps(authorized_user("https://oauth2.googleapis.com"))
    mirror = GoogleMirror(elsewhere, base=f"{there.address}/")
    assert mirror.reserve(1)
    assert [one["path"] for one in there.google.requests] == [
        "/token",
        "/drive/v3/files/generateIds",
    ]


def test_only_files_of_the_programs_own_are_asked_for(there: There) -> None:
    there.mirror().reserve(1)
    (account, _), *_ = there.google.tokens.values()
    assert account.scopes == {"https://www.googleapis.com/auth/drive.file"}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("/nowhere/office.json", "cannot be read"),
        ("{not json", "not JSON"),
        ('{"installed": {"client_id": "x"}}', "only half the way"),
        ('{"type": "authorized_user", "client_id": "x"}', "lacks client_secret, refresh_token"),
        ('{"type": "service_account", "client_email": "x", "private_key": "x"}', "cannot be used"),
    ],
)
def test_useless_credentials_say_what_is_wrong(given: str, words: str) -> None:
    with pytest.raises(MirrorError, match=words) as refused:
        open_credentials(read_credentials(given))
    assert (refused.value.code, refused.value.pause) == ("credentials", True)


def test_a_service_account_without_a_shared_drive_is_told_to_get_one(
    there: There, key: str
) -> None:
    mirror = GoogleMirror(service(key), base=there.address)
    root, photo = mirror.reserve(2)
    mirror.make_root(root, "รายงาน")
    with pytest.raises(MirrorError) as refused:
        keep(mirror, photo, b"photo", root)
    assert (refused.value.code, refused.value.pause) == ("no_service_storage", True)
    assert "shared drive" in refused.value.sentence


def test_a_service_account_keeps_files_and_tables_in_a_shared_drive(there: There, key: str) -> None:
    drive = there.google.add_shared_drive("หลักฐาน")
    mirror = GoogleMirror(service(key), base=there.address, root=drive)
    root, photo = mirror.reserve(2)
    mirror.make_root(root, "รายงาน")
    keep(mirror, photo, b"photo", root)
    table = mirror.make_spreadsheet("ตาราง", None)
    assert mirror.make_spreadsheet("ตาราง", None) == table
    assert there.google.path_of(photo) == "หลักฐาน/รายงาน/ภาพ 01.jpg"
    assert there.google.files[table].drive == drive


def test_signing_in_starts_no_thread_of_its_own(there: There, key: str) -> None:
    drive = there.google.add_shared_drive("หลักฐาน")
    GoogleMirror(service(key), base=there.address, root=drive).reserve(1)
    assert [
        thread for thread in threading.enumerate() if type(thread).__module__.startswith("google.")
    ] == []
