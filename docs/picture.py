"""Draws docs/phone.png: one report in the demo, as its reporter and as an official of the province
see it.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import CHROMIUM
from tests.browser.rehearsal import Demo, Holder, demo, desk

PICTURE = Path(__file__).with_name("phone.png")
SIZE = (1280, 900)
TWO_DAYS_LATE = "2013-03-22T10:00:00+07:00"
# the desk alone, its phones as large as they can be, and nobody typing
QUIET = """() => {
  document.querySelector(".desk-bar").hidden = true;
  document.activeElement.blur();
}"""
TO_THE_TOP = "node => node.closest('.log').scrollBy(0, node.getBoundingClientRect().top - 128)"


def report(reporter: Holder) -> None:
    """Indicator 4, two working days late, with one wrong answer and two photos."""
    reporter.writes("รายงาน", sees="งานของอำเภอบ้านบึง")
    reporter.taps("เริ่มรายงาน", row="4 แผนที่ภาษี", sees="ทั้งหมดกี่แห่ง")
    reporter.writes("๙๗", sees="รับแล้ว: 97 แห่ง")
    reporter.writes("120", sees="ต้องไม่มากกว่าจำนวนทั้งหมด")
    reporter.writes("88", sees="ร้อยละ 90.72")
    reporter.taps("แนบ", sees="ส่งรูปหรือไฟล์หลักฐาน")
    reporter.page.get_by_role("button", name="รูปตัวอย่าง 2 รูป").click()
    reporter.sees("ได้รับ 2 จาก 2 รูป")


def send_and_ask(reporter: Holder, official: Holder) -> None:
    """The report is sent from one phone, its score asked for on the other."""
    reporter.taps("ครบแล้ว", sees="ตรวจก่อนส่ง")
    reporter.taps("ส่งรายงาน", sees="รับรายงานแล้ว")
    official.writes("คะแนน บ้านบึง 4", sees="ผู้ตรวจลำดับถัดไป")


def draw(page: Page, reporter: Holder) -> None:
    """Both phones: the questions on the left, the sum on the right."""
    page.evaluate(QUIET)
    reporter.phone.get_by_text("88", exact=True).first.evaluate(TO_THE_TOP)
    page.evaluate("() => Promise.all([...document.images].map((image) => image.decode()))")
    page.locator("#desk").screenshot(path=PICTURE)


def play(at: Demo) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with desk(browser, at, "สมชาย", "ประเสริฐ", SIZE) as page:
            reporter, official = Holder(page, "สมชาย"), Holder(page, "ประเสริฐ")
            report(reporter)
            send_and_ask(reporter, official)
            draw(page, reporter)
        browser.close()


if __name__ == "__main__":
    with TemporaryDirectory() as folder, demo(Path(folder), RAINGAN_NOW=TWO_DAYS_LATE) as running:
        play(running)
