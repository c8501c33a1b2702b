"""What `doctor` can say about Google: who we are there, what is wrong, and how to mend it."""

from __future__ import annotations

import json

import pytest

from emulators.google.accounts import authorized_user
from emulators.google.state import SERVICE_ACCOUNT, SPREADSHEET
from sheets.google.checkup import Finding, examine
from tests.sheets.conftest import There
from tests.sheets.test_credentials import key, service

__all__ = ["key"]


def wrong(findings: list[Finding]) -> list[tuple[str, str]]:
    """What has to be mended."""
    return [(one.subject, one.sentence) for one in findings if not one.ok]


def office(there: There) -> str:
    """An office account."""
    return json.dumps(authorized_user(there.address))


def test_a_healthy_account_is_named_and_nothing_is_wrong(there: There) -> None:
    mirror = there.mirror()
    root = mirror.reserve(1)[0]
    mirror.make_root(root, "รายงาน")
    table = mirror.make_spreadsheet("ตาราง", None)
    before = len(there.google.files)
    findings = examine(office(there), base=there.address, folder=root, spreadsheet=table)
    assert wrong(findings) == []
    assert "office@example.go.th" in findings[1].sentence
    assert [one.subject for one in findings] == [
        "credentials",
        "account",
        "storage",
        "folder",
        "spreadsheet",
    ]
    assert len(there.google.files) == before


def test_a_service_account_without_a_shared_drive_is_found_out(there: There, key: str) -> None:
    mine = there.google.by_hand("ของคน", share_with=SERVICE_ACCOUNT)
    for folder in (None, mine.id):
        ((subject, sentence),) = wrong(examine(service(key), base=there.address, folder=folder))
        assert subject == "folder"
        assert "shared drive" in sentence


def test_a_service_account_in_a_shared_drive_is_well(there: There, key: str) -> None:
    drive = there.google.add_shared_drive("หลักฐาน")
    assert wrong(examine(service(key), base=there.address, folder=drive)) == []


def test_a_dead_sign_in_is_said_once(there: There) -> None:
    there.google.grant_dead = True
    ((subject, sentence),) = wrong(
        examine(office(there), base=there.address, folder="x", spreadsheet="y")
    )
    assert subject == "account"
    assert "raingan google login" in sentence


@pytest.mark.parametrize("folder", ["gone", "by hand"])
def test_a_folder_the_program_cannot_see_is_said(there: There, folder: str) -> None:
    id = there.google.by_hand("ของคน").id if folder == "by hand" else folder
    ((subject, _),) = wrong(examine(office(there), base=there.address, folder=id))
    assert subject == "folder"


def test_a_folder_that_was_not_shared_with_the_service_account_names_its_address(
    there: There, key: str
) -> None:
    ((subject, sentence),) = wrong(
        examine(service(key), base=there.address, folder=there.google.by_hand("ของคน").id)
    )
    assert subject == "folder"
    assert f"not shared with {SERVICE_ACCOUNT}" in sentence


def test_a_folder_in_the_bin_is_said(there: There) -> None:
    mirror = there.mirror()
    root = mirror.reserve(1)[0]
    mirror.make_root(root, "รายงาน")
    there.google.files[root].trashed = True
    ((_, sentence),) = wrong(examine(office(there), base=there.address, folder=root))
    assert "bin" in sentence


def test_a_switched_off_api_is_said(there: There) -> None:
    there.google.faults.add("403", "/v4", reason="accessNotConfigured")
    table = there.google.by_hand("ตาราง", SPREADSHEET).id
    ((_, sentence),) = wrong(examine(office(there), base=there.address, spreadsheet=table))
    assert "Sheets API" in sentence


def test_a_switched_off_sheets_api_is_said_before_there_is_any_table(there: There) -> None:
    there.google.faults.add("403", "/v4", reason="accessNotConfigured")
    ((_, sentence),) = wrong(examine(office(there), base=there.address))
    assert "Sheets API" in sentence


def test_before_there_is_a_table_nothing_is_wrong(there: There) -> None:
    assert wrong(examine(office(there), base=there.address)) == []


def test_a_table_in_the_bin_is_said(there: There) -> None:
    table = there.mirror().make_spreadsheet("ตาราง", None)
    there.google.files[table].trashed = True
    ((subject, sentence),) = wrong(examine(office(there), base=there.address, spreadsheet=table))
    assert (subject, "bin" in sentence) == ("spreadsheet", True)


def test_little_room_is_said_before_there_is_none(there: There) -> None:
    there.google.storage_limit = 1 << 20
    ((subject, _),) = wrong(examine(office(there), base=there.address))
    assert subject == "storage"


def test_useless_credentials_end_the_examination() -> None:
    assert [one.subject for one in examine("{}", base="http://127.0.0.1:9")] == ["credentials"]
