"""What was answered in a survey can be had: read in chat by coordinators, written by the export,
and nobody's name.
"""

import csv
import re
from pathlib import Path

import pytest

from tests.commands.cli import CBI, Shell
from tests.test_form_upload import form
from tests.world import World


def answer(talk: World, who: str, *answers: str) -> None:
    talk.say(who, talk.survey_code())
    for said in answers:
        talk.say(who, said)
    talk.tap(who, "ส่งคำตอบ")


@pytest.fixture
def opened(talk: World) -> World:
    """A survey that asks for an age and for rows of needs."""
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.send("อรุณี", file=form("needs"))
    talk.tap("อรุณี", "เผยแพร่")
    talk.tap("อรุณี", "แบบสำรวจ")
    return talk


def test_answers_in_rows_count_and_are_read_row_by_row(opened: World) -> None:
    answer(opened, "แขก", "34", "5", "ไฟทาง", "มี", "3", "น้ำประปา", "ไม่มี")
    answer(opened, "แม่ค้า", "61", "4", "ตลาด", "ไม่มี")

    results = opened.say("อรุณี", "ผลสำรวจ").replace("\u00a0", " ")

    assert "อายุ\n  คำตอบ 2 รายการ" in results
    assert "ค่าเฉลี่ย 4.00 · มาก\n  S.D. 1.00 · n = 3" in results
    assert "คำตอบที่ 1 ถึง 2 จาก 2\n• 34\n• 61" in opened.tap("อรุณี", "อ่านข้อความ")
    assert "เล่าความต้องการ · คำตอบที่ 1 ถึง 3 จาก 3\n• ตลาด\n• น้ำประปา\n• ไฟทาง" in opened.tap(
        "อรุณี", "ดูต่อ"
    )


def test_many_and_long_texts_come_in_pages_and_none_is_left_out(opened: World) -> None:
    rows = [f"เรื่องที่ {number:02d} " + "ก" * 900 * (number % 3) for number in range(14)]
    answer(
        opened, "แขก", "34", *(said for row in rows for said in ("5", row, "มี")), "5", "จบ", "ไม่มี"
    )

    opened.say("อรุณี", "ผลสำรวจ")
    said, read = opened.tap("อรุณี", "อ่านข้อความ"), ""
    while "(ดูต่อ)" in said:
        said = opened.tap("อรุณี", "ดูต่อ")
        assert len(said) < 5000
        read += said

    assert [row for row in rows if row.strip() not in read] == []


def test_only_coordinators_read_what_people_wrote(opened: World) -> None:
    answer(opened, "แขก", "34", "5", "ไฟทาง", "ไม่มี")
    opened.enrolled("วิชัย", "CBI", "official")

    assert "(อ่านข้อความ)" not in opened.say("วิชัย", "ผลสำรวจ")
    said = opened.send(
        "วิชัย", postback={"data": opened.sealed(f"survey_texts?s={opened.survey_code()}")}
    )
    assert "ไฟทาง" not in said


def read(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))


def test_the_export_has_every_answer_with_its_day_and_nothing_of_who_gave_it(
    opened: World, tmp_path: Path
) -> None:
    answer(opened, "แขก", "34", "5", "ไฟทาง", "มี", "3", "=น้ำ", "ไม่มี")
    answer(opened, "แม่ค้า", "61", "4", "ตลาด", "ไม่มี")

    ended = Shell.of(opened).run("export", CBI, "--out", tmp_path / "out")

    assert (ended.code, ended.err) == (0, "")
    folder = tmp_path / "out" / f"needs_{opened.survey_code()}"
    one = {row["age"]: row for row in read(folder / "needs.csv")}
    needs = read(folder / "needs-need.csv")
    assert set(one) == {"34", "61"}
    assert one["34"]["SubmissionDate"] == "2013-03-18"
    assert re.fullmatch(r"uuid:[0-9a-f-]{36}", one["34"]["KEY"])
    assert {row["told"] for row in needs if row["PARENT_KEY"] == one["34"]["KEY"]} == {
        "ไฟทาง",
        "'=น้ำ",
    }
    names = ("SubmitterID", "SubmitterName", "DeviceID")
    assert {row[name] for row in one.values() for name in names} == {""}
    assert "2 records" in ended.out
