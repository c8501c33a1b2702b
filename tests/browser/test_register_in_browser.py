"""A register of forty rows: begun in the chat, gone on with on the page in a real browser, finished
in the chat; one draft, no answer twice.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from bot.store.tables.records import submissions
from tests.test_form_upload import form
from tests.world import World, world

NAME = "ความต้องการของชุมชน"
LINK = re.compile(r"https://raingan\.test(/f/[\w-]+)")


@pytest.fixture
def begun(ready_file: Path, tmp_path: Path) -> Iterator[World]:
    """Five rows answered in the chat."""
    (tmp_path / "raingan.db").write_bytes(ready_file.read_bytes())
    with world(tmp_path, f"sqlite:///{tmp_path}/raingan.db") as talk:
        talk.enrolled("อรุณี", "CBI", "coordinator")
        talk.enrolled("สมชาย", "CBI-BB", "reporter")
        talk.send("อรุณี", file=form("needs"))
        for button in ("เผยแพร่", "หน่วยละ 1 ฉบับ", "ไม่มีวันกำหนด"):
            talk.tap("อรุณี", button)
        talk.say("สมชาย", "รายงาน")
        talk.tap("สมชาย", f"เริ่มรายงาน {NAME}")
        talk.say("สมชาย", "34")
        for row in range(1, 6):
            talk.say("สมชาย", str(row))
            talk.say("สมชาย", f"เรื่องที่ {row:02d}")
            if row < 5:
                talk.tap("สมชาย", "เพิ่มอีก")
        yield talk


def opened(talk: World, browser: Browser, width: int) -> Page:
    found = LINK.search(talk.say("สมชาย", "หน้าเว็บ"))
    assert found
    page = browser.new_context(viewport={"width": width, "height": 740}).new_page()
    page.goto(f"{talk.web.address}{found[1]}")
    return page


def test_forty_rows_from_chat_to_page_and_back(begun: World, browser: Browser) -> None:
    page = opened(begun, browser, 360)
    expect(page.locator("input[name='need[5]/told']")).to_have_value("เรื่องที่ 05")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    for row in range(6, 41):
        page.get_by_role("button", name="เพิ่มแถวความต้องการ").click()
        page.fill(f"input[name='need[{row}]/told']", f"เรื่องที่ {row:02d}")
        page.select_option(f"select[name='need[{row}]/much']", str(row % 5 + 1))
        if row == 20:
            page.reload()  # what stands on it is kept on the device
            expect(page.locator("input[name='need[20]/told']")).to_have_value("เรื่องที่ 20")
    page.get_by_role("button", name="บันทึก").click()
    expect(page.locator("body[data-finished]")).to_be_attached()
    page.context.close()

    assert "เพิ่มอีก" in begun.say("สมชาย", "ทำต่อ")
    begun.tap("สมชาย", "ไม่มีแล้ว")
    begun.tap("สมชาย", "ส่งรายงาน")
    with begun.database.reading() as conn:
        sent = conn.execute(select(submissions.c.instance)).scalar_one()["answers"]
    told = [sent[f"need[{row}]/told"] for row in range(1, 41)]
    assert told == [f"เรื่องที่ {row:02d}" for row in range(1, 41)]
    assert "need[41]/told" not in sent
    assert sent["age"] == "34"


def test_rows_stand_as_a_table_whose_cells_are_named(begun: World, browser: Browser) -> None:
    page = opened(begun, browser, 1000)
    table = page.get_by_role("table")
    expect(table.get_by_role("row")).to_have_count(6)
    expect(table.get_by_role("columnheader")).to_have_count(3)
    expect(page.get_by_label("แถวที่ 3 เล่าความต้องการ")).to_have_value("เรื่องที่ 03")
    page.get_by_role("button", name="ลบแถวที่ 2").click()
    expect(table.get_by_role("row")).to_have_count(5)
    expect(page.get_by_label("แถวที่ 2 เล่าความต้องการ")).to_have_value("เรื่องที่ 03")
    page.context.close()
