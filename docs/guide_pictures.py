"""Draws the pictures of docs/guide/ from the phone page: each guide's scenes are played in the demo
by the people of its cast, and a phone is taken as it is then.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from bot.demo.cast import NEWCOMER_CODE
from tests.browser.conftest import CHROMIUM
from tests.browser.rehearsal import Demo, Holder, demo, desk

FOLDER = Path(__file__).with_name("guide")
SIZE = (1280, 860)
TWO_DAYS_LATE = "2013-03-22T10:00:00+07:00"
COLOURS = 96  # a phone's picture in 30 KB, letters as sharp as before
TO_THE_TOP = """node => {
  const log = node.closest(".log");
  log.scrollBy(0, node.getBoundingClientRect().top - log.getBoundingClientRect().top - 8);
}"""
QUIET = "() => { document.querySelector('.desk-bar').hidden = true; }"


def take(holder: Holder, name: str, first: str = "own") -> None:
    """The phone as it is now: from what its holder said last, or ("theirs") what the bot said last;
    where that is shorter than the phone, with what came before.
    """
    page = holder.page
    page.evaluate("() => document.activeElement.blur()")
    page.evaluate("() => Promise.all([...document.images].map((image) => image.decode()))")
    page.mouse.move(0, 0)
    holder.phone.locator(f".message.{first}").last.evaluate(TO_THE_TOP)
    path = FOLDER / f"{name}.png"
    holder.phone.screenshot(path=path)
    with Image.open(path) as taken:
        taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


@contextmanager
def phones(browser: Browser, at: Demo, left: str, right: str) -> Iterator[tuple[Holder, Holder]]:
    """Two people's phones, their menus put away."""
    with desk(browser, at, left, right, SIZE) as page:
        page.evaluate(QUIET)
        both = Holder(page, left), Holder(page, right)
        for holder in both:
            menu = holder.phone.get_by_role("button", name="เมนูรายงาน")
            if menu.count():
                menu.click()
        yield both


def joining(browser: Browser, at: Demo) -> None:
    """Somebody new, with the code they were given."""
    with phones(browser, at, "คนใหม่", "อรุณี") as (new, _):
        new.writes("สวัสดี", sees="ก่อนเริ่ม ขอความยินยอม")
        take(new, "join-consent")
        new.taps("ยินยอม", sees="รหัสเชิญ")
        new.writes(NEWCOMER_CODE, sees="ชื่อ")
        new.writes("ดวงใจ ทองดี", sees="ถูกต้อง")
        take(new, "join-office")


def another_district(browser: Browser, at: Demo) -> None:
    """One report more, so that there is something to compare."""
    with phones(browser, at, "วิชัย", "อรุณี") as (reporter, _):
        _report(reporter, "42", "38")


def _report(reporter: Holder, all_of_them: str, done: str) -> None:
    reporter.writes("รายงาน", sees="งานของอำเภอ")
    reporter.taps("เริ่มรายงาน", row="4 แผนที่ภาษี", sees="ทั้งหมดกี่แห่ง")
    reporter.writes(all_of_them, sees="ข้อ 2 จาก 3")
    reporter.writes(done, sees="ส่งรูปหรือไฟล์หลักฐาน")
    _photos(reporter)
    reporter.taps("ครบแล้ว", sees="ตรวจก่อนส่ง")
    reporter.taps("ส่งรายงาน", sees="ส่วนของอำเภอ")


def _photos(reporter: Holder) -> None:
    reporter.phone.get_by_role("button", name="แนบ").click()
    reporter.page.get_by_role("button", name="รูปตัวอย่าง 2 รูป").click()
    reporter.sees("ได้รับ 2 จาก 2 รูป")


def reporting(browser: Browser, at: Demo) -> None:
    """From the list of what is owed to the score, and back again with one question."""
    with phones(browser, at, "สมชาย", "อรุณี") as (reporter, coordinator):
        reporter.writes("รายงาน", sees="งานของอำเภอบ้านบึง")
        take(reporter, "report-list")
        reporter.taps("เริ่มรายงาน", row="4 แผนที่ภาษี", sees="ทั้งหมดกี่แห่ง")
        reporter.writes("55", sees="ข้อ 2 จาก 3")
        reporter.writes("120", sees="ต้องไม่มากกว่าจำนวนทั้งหมด")
        take(reporter, "report-wrong")
        reporter.writes("50", sees="ส่งรูปหรือไฟล์หลักฐาน")
        _photos(reporter)
        take(reporter, "report-photos")
        reporter.taps("ครบแล้ว", sees="ตรวจก่อนส่ง")
        take(reporter, "report-check")
        reporter.taps("ส่งรายงาน", sees="ส่วนของอำเภอบ้านบึง 50 จาก 55 แห่ง")
        take(reporter, "report-sent")
        _back_and_again(reporter, coordinator)


def _back_and_again(reporter: Holder, coordinator: Holder) -> None:
    coordinator.writes("ตรวจ", sees="รอตรวจ เร่งด่วนก่อน")
    take(coordinator, "review-list")
    coordinator.taps("ตรวจ", row="4 แผนที่ภาษี · อำเภอบ้านบึง", sees="ฉบับที่ 1")
    take(coordinator, "review-card")
    coordinator.taps("ส่งกลับ", sees="ส่งกลับข้อใด")
    coordinator.writes("2", sees="✓ 2.")
    coordinator.taps("เลือกครบแล้ว", sees="ส่งกลับเพราะอะไร")
    coordinator.writes("นับซ้ำ 3 แห่ง", sees="ตรวจก่อนส่งกลับ")
    take(coordinator, "review-back")
    coordinator.taps("ส่งกลับให้แก้", sees="แจ้งผู้รายงานแล้ว")
    reporter.sees("ส่งกลับให้แก้: ตัวชี้วัดที่ 4 อำเภอบ้านบึง")
    take(reporter, "report-returned", "theirs")


def asks(holder: Holder, words: str, sees: str, name: str) -> None:
    """Types something, and the answer is taken."""
    holder.writes(words, sees=sees)
    take(holder, name)


def coordinating(browser: Browser, at: Demo) -> None:
    """Who has not sent, a word to them, an invitation."""
    with phones(browser, at, "อรุณี", "ประเสริฐ") as (coordinator, _):
        asks(coordinator, "ใครยังไม่ส่ง 4", "ยังไม่ส่ง", "owing")
        asks(coordinator, "ทวงงาน", "ทวง", "broadcast")
        coordinator.taps("ยกเลิก", sees="ยกเลิก")
        coordinator.writes("เชิญ บ้านบึง", sees="ในฐานะใด")
        asks(coordinator, "1", "รหัสเชิญ", "invite")
        asks(coordinator, "สรุป", "สรุป", "overview")


def asking(browser: Browser, at: Demo) -> None:
    """An official in a corridor."""
    with phones(browser, at, "ประเสริฐ", "อรุณี") as (official, _):
        asks(official, "คะแนน ชลบุรี", "คะแนนของสำนักงานส่งเสริม", "score-province")
        asks(official, "คะแนน ชลบุรี 4", "÷", "score-sum")
        asks(official, "อันดับ", "1. อำเภอ", "ranking")
        asks(official, "ถ้าได้ 95% ข้อ 4", "ถ้า", "what-if")
        official.writes("กระดาน", sees="ดูได้อย่างเดียว")
        official.taps("ภาพอันดับ", sees="ภาพแนวโน้ม")
        official.phone.get_by_role("button", name="รูป").last.wait_for()
        take(official, "picture", "theirs")


SCENES = (joining, another_district, reporting, coordinating, asking)


def play(at: Demo) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for scene in SCENES:
            scene(browser, at)
        browser.close()


if __name__ == "__main__":
    with TemporaryDirectory() as folder, demo(Path(folder), RAINGAN_NOW=TWO_DAYS_LATE) as running:
        play(running)
