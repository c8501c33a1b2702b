"""A coordinator brings forms into the running demo; a reporter and a guest answer them in the phone
page.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.rehearsal import Demo, Holder, demo, desk
from tests.workbooks import workbook

DESK, NARROW = (1280, 900), (360, 740)
FORMS = Path(__file__).parents[1] / "transcripts" / "forms"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with demo(tmp_path_factory.mktemp("demo")) as made:
        yield made
        assert [one for one in made.refused() if "/v2/bot/message/" in one["path"]] == []


def excel(folder: Path, name: str) -> Path:
    file = folder / f"{name}.xlsx"
    file.write_bytes(base64.b64decode(workbook(FORMS / f"{name}.md")))
    return file


def test_a_form_is_brought_tried_published_and_answered_row_by_row(
    browser: Browser, running: Demo, tmp_path: Path
) -> None:
    with desk(browser, running, "อรุณี", "สมชาย", DESK) as page:
        coordinator, reporter = Holder(page, "อรุณี"), Holder(page, "สมชาย")
        coordinator.sends_file(excel(tmp_path, "broken"), sees="survey แถว 4")
        coordinator.sends_file(excel(tmp_path, "household"), sees="แบบฟอร์ม สำรวจครัวเรือน")
        coordinator.taps("ลองตอบ", sees="ข้อ 1 จาก 10")
        coordinator.writes("ยกเลิก", sees="ยกเลิกสำรวจครัวเรือน แล้ว")
        coordinator.taps("เผยแพร่", sees="ให้ตอบแบบใด")
        coordinator.taps("หน่วยละ 1 ฉบับ", sees="กำหนดส่งวันใด")
        coordinator.taps("ไม่มีวันกำหนด", sees="เผยแพร่ “สำรวจครัวเรือน” แล้ว")
        reporter.writes("รายงาน", sees="สำรวจครัวเรือน")
        reporter.taps("เริ่มรายงาน", row="สำรวจครัวเรือน", sees="ข้อ 1 จาก 10")
        reporter.taps("ชลบุรี", sees="รายการที่ 1 ถึง 9 จาก 11")
        reporter.taps("ดูต่อ", sees="11. เกาะจันทร์")
        reporter.writes("บ้านบึง", sees="รับแล้ว: บ้านบึง")
        reporter.replies_to("ข้อ 1 จาก 10", "ลำปาง", sees="รับแล้ว: ลำปาง")
        reporter.writes("เกาะคา", sees="รับแล้ว: เกาะคา")
        for said, seen in (
            ("1 มี.ค. 2556", "รับแล้ว: ศ. 1 มี.ค. 2556"),
            ("9.30 น.", "รับแล้ว: 09:30 น."),
            ("18.19, 99.39", "รับแล้ว: 18.19, 99.39"),
            ("สมหญิง", "รับแล้ว: สมหญิง"),
            ("34", "มีสมาชิกอีกหรือไม่"),
        ):
            reporter.writes(said, sees=seen)
        reporter.taps("ไม่มีแล้ว", sees="ความพอใจ 1 ถึง 5")
        reporter.taps("4", sees="ปัญหาและข้อเสนอ")
        reporter.writes("น้ำไม่ไหล", sees="รับไว้แล้ว 9 ตัวอักษร")
        reporter.taps("ครบแล้ว", sees="รับแล้ว: น้ำไม่ไหล")
        reporter.taps("รับทราบ", sees="ตรวจก่อนส่ง")
        reporter.taps("ส่งรายงาน", sees="รับรายงานแล้ว เลขที่")


def test_a_guest_answers_a_survey_by_its_code_and_the_coordinator_reads_the_means(
    browser: Browser, running: Demo, tmp_path: Path
) -> None:
    with desk(browser, running, "อรุณี", "สมชาย", DESK) as page:
        coordinator = Holder(page, "อรุณี")
        coordinator.sends_file(excel(tmp_path, "satisfaction"), sees="แบบฟอร์ม ความพึงพอใจต่อสื่อ LPA")
        coordinator.taps("เผยแพร่", sees="ให้ตอบแบบใด")
        coordinator.taps("แบบสำรวจ", sees="รหัสแบบสำรวจ")
        said = coordinator.sees("รหัสแบบสำรวจ").text_content() or ""
        code = re.findall(r"SV-[A-Z0-9]{5}", said)[0]
    with desk(browser, running, "อรุณี", "คนใหม่", NARROW) as page:
        page.get_by_role("button", name=re.compile("คนใหม่")).first.click()
        guest = Holder(page, "คนใหม่")
        guest.writes(code, sees="ข้อ 1 จาก 5")
        guest.taps("อบต.", sees="ข้อ 2 จาก 5")
        guest.taps("4 มาก", sees="ข้อ 3 จาก 5")
        guest.taps("5 มากที่สุด", sees="ข้อ 4 จาก 5")
        guest.taps("ข้าม", sees="ข้อ 5 จาก 5")
        guest.taps("ข้าม", sees="ตรวจก่อนส่ง")
        guest.taps("ส่งคำตอบ", sees="โดยไม่มีชื่อผู้ตอบ")
    with desk(browser, running, "อรุณี", "สมชาย", NARROW) as page:
        coordinator = Holder(page, "อรุณี")
        coordinator.writes("ผลสำรวจ", sees="ผู้ตอบ 1 คน")
        expect(coordinator.card.get_by_text("ค่าเฉลี่ย 4.50 · มาก").first).to_be_visible()


def test_a_form_published_in_the_demo_is_there_after_another_start(
    browser: Browser, tmp_path: Path
) -> None:
    with demo(tmp_path) as first, desk(browser, first, "อรุณี", "สมชาย", DESK) as page:
        coordinator = Holder(page, "อรุณี")
        coordinator.sends_file(excel(tmp_path, "household"), sees="แบบฟอร์ม สำรวจครัวเรือน")
        coordinator.taps("เผยแพร่", sees="ให้ตอบแบบใด")
        coordinator.taps("หน่วยละ 1 ฉบับ", sees="กำหนดส่งวันใด")
        coordinator.taps("ไม่มีวันกำหนด", sees="เผยแพร่ “สำรวจครัวเรือน” แล้ว")
    with demo(tmp_path) as second, desk(browser, second, "อรุณี", "สมชาย", DESK) as page:
        Holder(page, "สมชาย").writes("รายงาน", sees="สำรวจครัวเรือน")
