"""Who may open evidence folders is a setting: made once a folder, changed with the setting,
refusals tolerated.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import requests
import zxingcpp
from PIL import Image
from sqlalchemy import select

from bot.checkup.examining import examine_all
from bot.outbox.evidence.folders import Sharing
from bot.settings import Settings, SettingsError
from bot.store.tables.queue import rates
from bot.store.tables.records import folders
from tests.commands.cli import Shell
from tests.test_evidence import report
from tests.world import KEY, World, world
from thai.dates import BANGKOK


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[World]:
    with world(tmp_path, f"sqlite:///{tmp_path}/raingan.db", google=True) as made:
        yield made


def set_sharing(talk: World, mode: str, domain: str = "") -> None:
    parts = talk.worker.parts
    sharing = Sharing(mode, domain)  # type: ignore[arg-type]
    talk.worker.parts = replace(parts, keeper=replace(parts.keeper, sharing=sharing))
    changed = {"google_sharing": mode, "google_sharing_domain": domain}
    talk.settings = talk.settings.model_copy(update=changed)


def permissions(talk: World) -> dict[str, list[str]]:
    """What every shared folder is shared with, by its name."""
    assert talk.google is not None
    files = talk.google.google.files.values()
    return {
        file.name: [one.get("domain") or one["type"] for one in file.permissions]
        for file in files
        if file.permissions
    }


def share_calls(talk: World) -> int:
    assert talk.google is not None
    return sum("/permissions" in str(one["path"]) for one in list(talk.google.google.requests))


def by_night(talk: World, day: int) -> None:
    talk.set_clock(datetime(2013, 3, day, 3, 0, tzinfo=BANGKOK))
    with talk.database.writing() as conn:
        conn.execute(rates.delete())  # Google's minutes are long over
    talk.worker.drain()


def doctor(talk: World) -> dict[str, Any]:
    return {
        check.sentence: check.ok
        for check in examine_all(talk.settings)
        if check.subject == "sharing"
    }


def test_nothing_is_shared_unless_the_office_wants_it(talk: World) -> None:
    report(talk)

    assert (permissions(talk), share_calls(talk)) == ({}, 0)
    assert list(doctor(talk).values()) == [True]


def test_a_link_for_anyone_opens_one_indicator_and_nothing_above_it(talk: World) -> None:
    """Two photos, one folder: shared once, and doctor says the risk."""
    set_sharing(talk, "anyone")
    report(talk)

    assert permissions(talk) == {"4 แผนที่ภาษี": ["anyone"]}
    assert share_calls(talk) == 2  # looked at, then shared
    ((said, ok),) = doctor(talk).items()
    assert (ok, "without signing in" in said) == (True, True)


def test_a_domain_is_given_the_whole_programme_once(talk: World) -> None:
    set_sharing(talk, "domain", "moi.go.th")
    report(talk)
    report(talk, "มาลี", "CBI-PT")

    assert permissions(talk) == {"สถจ.ชลบุรี 1-2556 (CBI-2556-R1)": ["moi.go.th"]}
    assert share_calls(talk) == 2


def test_a_workspace_that_forbids_links_stops_nothing_and_doctor_says_so(talk: World) -> None:
    assert talk.google is not None
    talk.google.google.no_public_links = 403
    set_sharing(talk, "anyone")

    report(talk)

    assert (permissions(talk), len(talk.google.google.kept())) == ({}, 2)
    assert [said for said, ok in doctor(talk).items() if not ok] == [
        "Google refused to share 1 folders, e.g. CBI-2556-R1/CBI-BB/4: the administrator of the "
        "Workspace forbids it. "
        "Allow it there, or set GOOGLE_SHARING to domain or none"
    ]
    talk.google.google.no_public_links = 0
    by_night(talk, 19)
    assert permissions(talk) == {"4 แผนที่ภาษี": ["anyone"]}


def test_a_changed_setting_reaches_older_folders_by_night(talk: World) -> None:
    set_sharing(talk, "anyone")
    report(talk)
    set_sharing(talk, "domain", "moi.go.th")
    by_night(talk, 19)
    assert permissions(talk) == {"สถจ.ชลบุรี 1-2556 (CBI-2556-R1)": ["moi.go.th"]}

    set_sharing(talk, "none")
    by_night(talk, 20)
    assert permissions(talk) == {}
    before = share_calls(talk)
    by_night(talk, 21)
    assert share_calls(talk) == before


def test_a_domain_must_be_named() -> None:
    with pytest.raises(SettingsError, match="GOOGLE_SHARING_DOMAIN"):
        Settings(google_sharing="domain").check_sharing()


def test_every_folder_has_a_link_and_a_qr_code_that_can_be_withdrawn(
    talk: World, tmp_path: Path
) -> None:
    report(talk)
    talk.settings = talk.settings.model_copy(update={"public_url": talk.web.address})
    shell = Shell.of(talk)

    first = shell.run("folders", KEY, "--json", "--qr", str(tmp_path / "qr")).json
    again = shell.run("folders", KEY, "--office", "CBI-BB", "--json").json
    renewed = shell.run("folders", KEY, "--office", "CBI-BB", "--renew", "--json").json

    assert [one["name"] for one in first] == [
        "สถจ.ชลบุรี 1-2556 (CBI-2556-R1)",
        "สถจ.ชลบุรี 1-2556 (CBI-2556-R1) / อำเภอบ้านบึง (CBI-BB)",
        "สถจ.ชลบุรี 1-2556 (CBI-2556-R1) / อำเภอบ้านบึง (CBI-BB) / 4 แผนที่ภาษี",
    ]
    assert again == first[1:]
    opened = [
        requests.get(one["link"], allow_redirects=False, timeout=10) for one in (*first, *renewed)
    ]
    assert [answer.status_code for answer in opened] == [302, 404, 404, 302, 302]
    with talk.database.reading() as conn:
        real = conn.execute(select(folders.c.link).where(folders.c.path == KEY)).scalar_one()
    assert opened[0].headers["Location"] == real
    picture = next((tmp_path / "qr").glob("*แผนที่ภาษี.png"))
    (read,) = zxingcpp.read_barcodes(Image.open(picture))
    assert read.text == first[2]["link"]


def test_folders_that_are_not_there_yet_are_a_sentence(talk: World) -> None:
    shell = Shell.of(talk)

    assert shell.run("folders", KEY).err.startswith(
        "there is no folder yet: they are made when the first evidence is kept"
    )
    assert shell.run("folders", "NOWHERE").err.startswith("no programme NOWHERE")
