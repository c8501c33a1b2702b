"""Draws docs/phone.png: a district's share of an indicator, as its reporter sends it and as it
stands in the province's score before an official.
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


def report(reporter: Holder, all_of_them: str, done: str) -> None:
    """Indicator 4, two working days late, with two photos, up to the last look."""
    reporter.writes("รายงาน", sees="งานของอำเภอ")
    reporter.taps("เริ่มรายงาน", row="4 แผนที่ภาษี", sees="ทั้งหมดกี่แห่ง")
    reporter.writes(all_of_them, sees="ข้อ 2 จาก 3")
    reporter.writes("120", sees="ต้องไม่มากกว่าจำนวนทั้งหมด")
    reporter.writes(done, sees="ส่งรูปหรือไฟล์หลักฐาน")
    reporter.phone.get_by_role("button", name="แนบ").click()
    reporter.page.get_by_role("button", name="รูปตัวอย่าง 2 รูป").click()
    reporter.sees("ได้รับ 2 จาก 2 รูป")


def send(reporter: Holder, share: str) -> None:
    """What has been answered goes to the province."""
    reporter.taps("ครบแล้ว", sees="ตรวจก่อนส่ง")
    reporter.taps("ส่งรายงาน", sees=share)


def another_district(page: Page) -> None:
    """ศรีราชา has sent its own 38 of 42 before."""
    reporter = Holder(page, "วิชัย")
    report(reporter, "42", "38")
    send(reporter, "ส่วนของอำเภอศรีราชา 38 จาก 42 แห่ง")


def the_share_and_the_score(reporter: Holder, official: Holder) -> None:
    """บ้านบึง sends 50 of 55, and the official asks what that makes of the province."""
    report(reporter, "๕๕", "50")
    send(reporter, "ส่วนของอำเภอบ้านบึง 50 จาก 55 แห่ง")
    official.writes("คะแนน ชลบุรี 4", sees="88 ÷ 97 = 90.72 %")


def draw(page: Page, reporter: Holder, official: Holder) -> None:
    """Both phones, their menus put away: answers, photos and the share on the left, the score with
    its sum on the right.
    """
    for holder in (reporter, official):
        holder.phone.get_by_role("button", name="เมนูรายงาน").click()
    page.evaluate(QUIET)
    reporter.phone.get_by_text("50", exact=True).first.evaluate(TO_THE_TOP)
    official.card.get_by_text("3.5722", exact=True).evaluate(TO_THE_TOP)
    page.evaluate("() => Promise.all([...document.images].map((image) => image.decode()))")
    page.locator("#desk").screenshot(path=PICTURE)


def play(at: Demo) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with desk(browser, at, "วิชัย", "มาลี", SIZE) as page:
            another_district(page)
        with desk(browser, at, "สมชาย", "ประเสริฐ", SIZE) as page:
            reporter, official = Holder(page, "สมชาย"), Holder(page, "ประเสริฐ")
            the_share_and_the_score(reporter, official)
            draw(page, reporter, official)
        browser.close()


if __name__ == "__main__":
    with TemporaryDirectory() as folder, demo(Path(folder), RAINGAN_NOW=TWO_DAYS_LATE) as running:
        play(running)
