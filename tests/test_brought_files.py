"""Files that belong to a form: of which programme it is, lists in CSV files, both together in one
archive.
"""

import base64
import io
import zipfile
from pathlib import Path

import pytest

from bot.programme_files import read_folder
from bot.store.library import Library, save
from bot.store.people import make_invite
from forms.problems import FormError
from forms.upload.xlsform import uploaded
from handlers.vocabulary.known import Invite
from tests.commands.cli import Shell
from tests.test_form_upload import file, form
from tests.workbooks import workbook
from tests.world import PROGRAMMES, World

FORMS = Path(__file__).parent / "transcripts" / "forms"
DLA = "DLA-2567-R1-IND6"
LISTS = {name: (FORMS / name).read_bytes() for name in ("amphoe.csv", "tambon.csv")}
TAMBONS = base64.b64decode(workbook(FORMS / "tambons.md"))


def archive(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return held.getvalue()


@pytest.fixture
def of_two(talk_on_sqlite: World) -> World:
    """A coordinator of two programmes."""
    talk = talk_on_sqlite
    talk.enrolled("อรุณี", "CBI", "coordinator")
    programme, forms = read_folder(PROGRAMMES / DLA.lower())
    with talk.database.writing() as conn:
        save(conn, programme, forms, talk.now)
        make_invite(
            conn,
            Invite("TEST-900X", DLA, programme.tops[0], "coordinator"),
            uses=1,
            days=30,
            now=talk.now,
        )
    talk.say("อรุณี", "TEST-900X")
    talk.tap("อรุณี", "ถูกต้อง")
    return talk


def where(talk: World, code: str) -> list[str]:
    """The programmes that have a form of this code."""
    with talk.database.reading() as conn:
        found = Library().current(conn)
    return [key for key, one in found.items() if one.programme.report_form(code)]


def publish(talk: World) -> None:
    for button in ("เผยแพร่", "หน่วยละ 1 ฉบับ", "ไม่มีวันกำหนด"):
        talk.tap("อรุณี", button)


def test_a_coordinator_of_two_programmes_is_asked_for_which_a_form_is(of_two: World) -> None:
    asked = of_two.send("อรุณี", file=form("household"))
    assert "แฟ้ม household.xlsx ใช้กับงานใด" in asked
    assert "2. สื่อ LPA 1/2567" in asked

    assert "แบบฟอร์ม สำรวจครัวเรือน" in of_two.tap("อรุณี", "สื่อ LPA 1/2567")
    publish(of_two)
    assert where(of_two, "household") == [DLA]


@pytest.mark.parametrize("typed", ["2", "๒", "สื่อ LPA 1/2567", "สือ LPA 1/2567"])
def test_the_programme_can_be_typed(of_two: World, typed: str) -> None:
    of_two.send("อรุณี", file=form("household"))

    assert "สื่อ LPA 1/2567" in of_two.say("อรุณี", typed)
    publish(of_two)
    assert where(of_two, "household") == [DLA]


def test_what_names_no_programme_asks_again_and_main_words_go_on_working(of_two: World) -> None:
    of_two.send("อรุณี", file=form("household"))

    assert "ใช้กับงานใด" in of_two.say("อรุณี", "อะไรนะ")
    assert "สรุป สถจ.ชลบุรี 1/2556" in of_two.say("อรุณี", "สรุป")
    assert "แบบฟอร์ม สำรวจครัวเรือน" in of_two.tap("อรุณี", "สื่อ LPA 1/2567")


def test_files_that_are_not_wanted_after_all_are_let_go(of_two: World) -> None:
    of_two.send("อรุณี", file=form("household"))

    assert "ไม่ใช้แฟ้มที่ส่งมา" in of_two.say("อรุณี", "ยกเลิก")
    assert "ปุ่มนี้มาจากข้อความเก่า" in of_two.tap("อรุณี", "สื่อ LPA 1/2567")


def test_a_form_and_its_lists_sent_at_once_are_asked_for_once(of_two: World) -> None:
    of_two.send("อรุณี", file=form("tambons"))
    for name, content in LISTS.items():
        asked = of_two.send("อรุณี", file=file(name, content))
    assert "แฟ้ม tambons.xlsx, amphoe.csv, tambon.csv ใช้กับงานใด" in asked

    said = of_two.tap("อรุณี", "สถจ.ชลบุรี 1/2556")

    assert "ใช้รายการจาก tambon.csv (3 แถว)" in said
    assert "แบบฟอร์ม ครัวเรือนรายตำบล" in said


def test_a_list_after_a_form_goes_where_the_form_went(of_two: World) -> None:
    of_two.send("อรุณี", file=form("tambons"))
    of_two.tap("อรุณี", "สื่อ LPA 1/2567")
    of_two.send("อรุณี", file=file("AMPHOE.CSV", LISTS["amphoe.csv"]))

    assert "แบบฟอร์ม ครัวเรือนรายตำบล" in of_two.send(
        "อรุณี", file=file("tambon.csv", LISTS["tambon.csv"])
    )


@pytest.fixture
def coordinator(talk_on_sqlite: World) -> World:
    talk_on_sqlite.enrolled("อรุณี", "CBI", "coordinator")
    return talk_on_sqlite


def test_a_form_and_its_lists_in_one_archive_are_taken_together(coordinator: World) -> None:
    whole = archive(
        {"แบบ/tambons.xlsx": TAMBONS, **{f"แบบ/{name}": text for name, text in LISTS.items()}}
    )

    said = coordinator.send("อรุณี", file=file("tambons.zip", whole))

    assert "ใช้รายการจาก amphoe.csv (2 แถว)" in said
    publish(coordinator)
    coordinator.enrolled("สมชาย", "CBI-BB", "reporter")
    coordinator.say("สมชาย", "รายงาน")
    coordinator.tap("สมชาย", "เริ่มรายงาน ครัวเรือนรายตำบล")
    assert "(คลองกิ่ว) (มาบไผ่)" in coordinator.say("สมชาย", "บ้านบึง")


def test_a_list_sent_after_the_archive_takes_the_place_of_the_one_in_it(coordinator: World) -> None:
    wrong = {**LISTS, "tambon.csv": b"name,label\nx,y\n"}
    said = coordinator.send("อรุณี", file=file("a.zip", archive({"tambons.xlsx": TAMBONS, **wrong})))
    assert "รายการ tambon ไม่มีคอลัมน์ amphoe" in said
    coordinator.forward(minutes=1)

    said = coordinator.send("อรุณี", file=file("tambon.csv", LISTS["tambon.csv"]))

    assert "แบบฟอร์ม ครัวเรือนรายตำบล" in said


def test_a_published_form_keeps_its_list_when_a_newer_one_is_sent(coordinator: World) -> None:
    coordinator.send("อรุณี", file=file("a.zip", archive({"tambons.xlsx": TAMBONS, **LISTS})))
    publish(coordinator)

    said = coordinator.send("อรุณี", file=file("tambon.csv", b"name,label,amphoe\nx,y,BB\n"))

    assert "เก็บรายการ tambon.csv แล้ว 1 แถว" in said
    with coordinator.database.reading() as conn:
        listed = Library().current(conn)["CBI-2556-R1"].forms("tambons").questions[1].choices
    assert len(listed) == 3


BAD = {
    "no form": ({"amphoe.csv": b"name,label\n"}, "zip_no_form"),
    "two forms": ({"a.xlsx": TAMBONS, "b.xlsx": TAMBONS}, "zip_forms"),
    "a bomb": ({"a.xlsx": b"0" * 31_000_000}, "file_unpacks_too_large"),
    "a bomb beside the form": (
        {"tambons.xlsx": TAMBONS, "x.bin": b"0" * 31_000_000},
        "file_unpacks_too_large",
    ),
    "too many files": ({f"{n}.csv": b"name\n" for n in range(101)}, "file_unpacks_too_large"),
    "a bomb inside the form": (
        {"a.xlsx": archive({"xl/a.xml": b"0" * 31_000_000})},
        "file_unpacks_too_large",
    ),
    "a list with too many cells": (
        {
            "tambons.xlsx": TAMBONS,
            **LISTS,
            "tambon.csv": b"name,label,amphoe,"
            + b",".join(b"c%d" % n for n in range(90))
            + b"\n" * 3000,
        },
        "list_too_long",
    ),
    "lists that are too large together": (
        {
            "tambons.xlsx": TAMBONS,
            **LISTS,
            "tambon.csv": b"name,label,amphoe\na,b," + b"x" * 5_000_000,
        },
        "lists_too_large",
    ),
    "a list that is broken": (
        {"tambons.xlsx": TAMBONS, **LISTS, "tambon.csv": b'name,label\n"a,b\n'},
        "list_bad",
    ),
}


@pytest.mark.parametrize(("files", "reason"), BAD.values(), ids=BAD)
def test_an_archive_that_holds_no_one_form_is_refused_for_its_reason(
    files: dict[str, bytes], reason: str
) -> None:
    with pytest.raises(FormError) as caught:
        uploaded(archive(files), ending=".zip")

    assert reason in {problem.code for problem in caught.value.problems}


@pytest.mark.parametrize("content", [b"", b"hello", archive({"a.xlsx": TAMBONS})[:300]])
def test_what_is_no_archive_is_refused(content: bytes) -> None:
    with pytest.raises(FormError, match=r"\.zip"):
        uploaded(content, ending=".zip")


def test_the_command_checks_an_archive_too(tmp_path: Path) -> None:
    whole = tmp_path / "tambons.zip"
    whole.write_bytes(archive({"tambons.xlsx": TAMBONS, **LISTS, "__MACOSX/._tambons.xlsx": b"x"}))

    ended = Shell({}).run("form", "check", whole)

    assert (ended.code, ended.err) == (0, "")
    assert "3 questions" in ended.out
