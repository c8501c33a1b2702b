"""A programme's folder is loaded again after a coordinator published a form in chat: of each the
newer change wins.
"""

from pathlib import Path

import pytest

from bot.store.library import Library
from handlers.vocabulary.known import Edition
from tests.commands.cli import Shell, copy
from tests.test_form_upload import form
from tests.world import KEY, World

HOUSEHOLD = """
| survey | | | |
| | type | name | label |
| | integer | homes | {label} |
| settings | | |
| | form_title | form_id |
| | สำรวจครัวเรือนของจังหวัด | household |
"""
OWED = """
[[report_forms]]
code = "household"
title = "สำรวจครัวเรือนของจังหวัด"
xlsform = "household"
reporters = { main = ["CBI-BB"] }
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The programme's folder, with a form of its own."""
    made = copy(tmp_path / "folder")
    (made / "forms" / "household.md").write_text(HOUSEHOLD.format(label="กี่หลัง"), "utf-8")
    forms = made / "report_forms.toml"
    forms.write_text((forms.read_text("utf-8") if forms.exists() else "") + OWED, "utf-8")
    return made


def publish(talk: World, name: str = "household") -> None:
    talk.forward(minutes=1)
    talk.send("อรุณี", file=form(name))
    for button in ("เผยแพร่", "หน่วยละ 1 ฉบับ", "ไม่มีวันกำหนด"):
        talk.tap("อรุณี", button)
    talk.forward(minutes=1)


def in_use(talk: World) -> Edition:
    with talk.database.reading() as conn:
        return Library().current(conn)[KEY]


def load(talk: World, folder: Path, *more: str) -> str:
    ended = Shell.of(talk).run("programme", "load", folder, *more)
    assert ended.code == 0, ended.err
    return ended.out


@pytest.fixture
def published(talk: World, folder: Path) -> World:
    """The folder was loaded, then its form was replaced in chat."""
    talk.enrolled("อรุณี", "CBI", "coordinator")
    load(talk, folder)
    publish(talk)
    return talk


def test_loading_a_folder_that_did_not_change_keeps_the_form_published_in_chat(
    published: World, folder: Path
) -> None:
    assert "published in chat and kept: household" in load(published, folder)
    assert in_use(published).forms("household").title == "สำรวจครัวเรือน"
    published.worker.drain()
    assert published.heard("อรุณี") == []


def test_a_form_that_the_folder_has_changed_since_takes_its_place_and_both_are_told(
    published: World, folder: Path
) -> None:
    (folder / "forms" / "household.md").write_text(HOUSEHOLD.format(label="กี่หลังคาเรือน"), "utf-8")

    said = load(published, folder)

    assert (
        "household: the folder's form takes the place of “สำรวจครัวเรือน”, published in chat" in said
    )
    assert in_use(published).forms("household").title == "สำรวจครัวเรือนของจังหวัด"
    published.worker.drain()
    (told,) = published.heard("อรุณี")
    assert "แบบ “สำรวจครัวเรือน” (household)" in told["text"]

    assert "already current" in load(published, folder)
    published.worker.drain()
    assert published.heard("อรุณี") == []


def test_a_form_published_again_after_the_folder_s_change_is_the_newer_one(
    published: World, folder: Path
) -> None:
    (folder / "forms" / "household.md").write_text(HOUSEHOLD.format(label="กี่หลังคาเรือน"), "utf-8")
    load(published, folder)
    publish(published)

    assert "published in chat and kept: household" in load(published, folder)
    assert in_use(published).forms("household").title == "สำรวจครัวเรือน"


def test_a_due_date_the_folder_moved_holds_for_the_questions_published_in_chat(
    published: World, folder: Path
) -> None:
    rules = folder / "report_forms.toml"
    rules.write_text(rules.read_text("utf-8").replace(OWED, OWED + "due = 2013-03-29\n"), "utf-8")

    load(published, folder)

    edition = in_use(published)
    owed = edition.programme.report_form("household")
    assert owed is not None
    assert str(owed.due) == "2013-03-29"
    assert edition.forms("household").title == "สำรวจครัวเรือน"


def test_a_form_that_only_chat_brought_stays_until_the_folder_brings_one(
    talk: World, folder: Path
) -> None:
    talk.enrolled("อรุณี", "CBI", "coordinator")
    plain = copy(talk.folder / "plain")
    load(talk, plain)
    publish(talk)

    assert "kept: household" in load(talk, plain)
    assert "takes the place" in load(talk, folder)


def test_the_folder_s_forms_come_back_when_that_is_asked_for(
    published: World, folder: Path
) -> None:
    assert "takes the place of “สำรวจครัวเรือน”" in load(published, folder, "--own-forms")
    assert "already current" in load(published, folder)
    assert in_use(published).forms("household").title == "สำรวจครัวเรือนของจังหวัด"


def test_a_workbook_of_the_rules_leaves_the_form_published_in_chat(
    published: World, tmp_path: Path
) -> None:
    file = tmp_path / "rules.xlsx"
    assert Shell.of(published).run("programme", "export", KEY, file).code == 0

    assert "kept: household" in load(published, file)
    assert in_use(published).forms("household").title == "สำรวจครัวเรือน"
