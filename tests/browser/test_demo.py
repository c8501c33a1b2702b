"""The demo as visitors meet it: everything is started by its own command and used through the phone
page alone.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.rehearsal import Demo, Holder, demo, desk
from tests.browser.test_talking import until

DESK, NARROW = (1280, 900), (360, 740)
REPORT = "4 แผนที่ภาษี"
NEWCOMER = "เพียงใจ"
PROVINCE = "คะแนนของสำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดชลบุรี"
OPEN = "ดูรายงาน"
CUT = """() => [...document.querySelectorAll(".front .bubble *, .front .choice")]
  .filter((node) => node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 0)
  .map((node) => node.textContent)"""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo, for all tests here; LINE has refused nothing when they are done."""
    with demo(tmp_path_factory.mktemp("demo")) as made:
        yield made
        assert made.refused() == []


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two pictures on the disk."""
    found = [tmp_path_factory.mktemp("photos") / name for name in ("ป้าย.jpg", "แผนที่.jpg")]
    for place, file in enumerate(found):
        Image.new("RGB", (640, 480), (90, 120 + 60 * place, 200)).save(file, "JPEG")
    return found


@pytest.fixture(scope="module")
def reported(browser: Browser, running: Demo, photos: list[Path]) -> Demo:
    """The demo after somebody new has joined and reported."""
    with desk(browser, running, "คนใหม่", "สมชาย", DESK) as page:
        report(join(page), photos)
    return running


def join(page: Page) -> Holder:
    """Somebody new adds the bot, agrees, and joins อำเภอพนัสนิคม with the demo's code."""
    newcomer = Holder.new(page, NEWCOMER)
    newcomer.taps("เพิ่มเพื่อน", sees="ก่อนเริ่ม ขอความยินยอม")
    newcomer.taps("ยินยอม", sees="พิมพ์รหัสเชิญ")
    newcomer.writes("demo 2556", sees="ชื่อ-สกุลที่ใช้ในราชการ")
    newcomer.writes("เพียงใจ งามดี", sees="ตรวจข้อมูลก่อนเข้าร่วม")
    newcomer.taps("ถูกต้อง", sees="เข้าร่วมแล้ว: เพียงใจ งามดี · อำเภอพนัสนิคม · ผู้รายงาน")
    return newcomer


def report(holder: Holder, photos: list[Path]) -> None:
    """Indicator 4 from the list of work to the receipt, with one wrong answer on the way."""
    holder.taps("รายงาน", sees="งานของอำเภอพนัสนิคม · 8 เรื่อง")
    holder.taps("เริ่มรายงาน", row=REPORT, sees="อปท. ในพื้นที่ทั้งหมดกี่แห่ง")
    holder.writes("๙๗", sees="รับแล้ว: 97 แห่ง")
    holder.writes("120", sees="ต้องไม่มากกว่าจำนวนทั้งหมด (97)")
    holder.writes("๘๘ แห่ง", sees="รับแล้ว: 88 แห่ง (ร้อยละ 90.72)")
    holder.sends(photos, sees="ได้รับ 2 จาก 2 รูป")
    holder.taps("ครบแล้ว", sees="ตรวจก่อนส่ง")
    holder.taps("ส่งรายงาน", sees="รับรายงานแล้ว เลขที่")


def qr_in(picture: Locator) -> str:
    """What the QR code of a picture in the chat says."""
    picture.evaluate("image => image.decode()")
    address = picture.evaluate("image => image.src")
    found = zxingcpp.read_barcodes(
        Image.open(io.BytesIO(requests.get(address, timeout=10).content))
    )
    return "".join(one.text for one in found)


def test_a_newcomer_joins_reports_with_two_photos_and_sees_the_share(
    browser: Browser, reported: Demo
) -> None:
    with desk(browser, reported, NEWCOMER, "สมชาย", NARROW) as page:
        card = Holder(page, NEWCOMER).card
        for line in ("ส่วนของอำเภอพนัสนิคม 88 จาก 97 แห่ง", "ผู้ตรวจ: งานบริหารทั่วไป (ธิดา ธุรการ)"):
            expect(card.get_by_text(line, exact=True)).to_be_visible()


def test_the_official_goes_from_the_province_s_card_to_its_sum_and_to_the_report(
    browser: Browser, reported: Demo
) -> None:
    with desk(browser, reported, "ประเสริฐ", NEWCOMER, DESK) as page:
        official, newcomer = Holder(page, "ประเสริฐ"), Holder(page, NEWCOMER)
        official.writes("คะแนน", sees="อันดับความครบถ้วน สถจ.ชลบุรี 1/2556")
        expect(official.phone.locator(".bubble").nth(-2)).to_contain_text(PROVINCE)
        official.writes("คะแนน ชลบุรี", sees=PROVINCE)
        official.taps("ดูทั้งหมด", sees=REPORT)
        official.taps("ดูที่มาของคะแนน", row=REPORT, sees="88 ÷ 97 = 90.72 %")
        for line in ("4.0722", "ระดับ 4 + (90.72−90)/(100−90) = 4.0722", "4.0722 × 5 % = 0.2036"):
            expect(official.card.get_by_text(line, exact=True)).to_be_visible()
        official.taps(OPEN, row="88 จาก 97 แห่ง", sees="ส่วนของอำเภอพนัสนิคม 88 จาก 97 แห่ง")
        expect(newcomer.phone.get_by_text("อันดับความครบถ้วน สถจ.ชลบุรี 1/2556")).to_have_count(0)


def test_the_link_and_the_qr_lead_to_the_two_files(browser: Browser, reported: Demo) -> None:
    with desk(browser, reported, NEWCOMER, "สมชาย", NARROW) as page:
        newcomer = Holder(page, NEWCOMER)
        link = newcomer.sees("https://raingan.demo/e/")
        assert qr_in(newcomer.phone.get_by_alt_text("รูปจากรายงาน").last) == link.text_content()
        until(page, lambda: len(reported.kept()) == 2)
        with page.expect_popup() as opened:
            link.click()
        folder = opened.value
        expect(folder.get_by_role("link", name=re.compile(r"\.jpg$"))).to_have_count(2)
        assert folder.url.startswith(reported.google)


def test_two_days_later_somchai_is_reminded_of_what_it_costs(
    browser: Browser, running: Demo
) -> None:
    with desk(browser, running, "สมชาย", "มาลี", NARROW) as page:
        somchai = Holder(page, "สมชาย")
        for _ in range(2):
            page.get_by_role("button", name="เปลี่ยนเวลา").click()
            page.get_by_role("dialog").get_by_role("button", name="+1 วัน").click()
            expect(page.get_by_role("dialog")).to_have_count(0)
        expect(
            somchai.phone.get_by_text("กำหนดส่งวันนี้ · ส่งวันนี้ ไม่หัก ส่งพรุ่งนี้ −0.25").last
        ).to_be_visible(timeout=90_000)
        expect(somchai.card.get_by_role("button", name="เริ่มรายงาน")).to_have_count(7)
        expect(somchai.card.get_by_text("แบบ 3 แผนชุมชน")).to_have_count(0)  # too late for it


def test_nothing_of_the_province_s_card_is_cut_off_on_a_narrow_phone(
    browser: Browser, reported: Demo
) -> None:
    with desk(browser, reported, "อรุณี", "สมชาย", NARROW) as page:
        coordinator = Holder(page, "อรุณี")
        coordinator.writes("สรุป", sees="สรุป สถจ.ชลบุรี 1/2556")
        coordinator.writes("คะแนน ชลบุรี", sees=PROVINCE)
        for name in ("1.4 สายตรงผู้ว่าฯ", "8.2 ร้องเรียน 2549-2555", "10 รวมลิงค์ สถจ."):
            expect(coordinator.card.get_by_text(name, exact=True)).to_be_visible()
        expect(coordinator.card.locator("hr, [role=separator]")).to_have_count(12)
        coordinator.taps("ดูทั้งหมด", sees=REPORT)
        coordinator.taps("ดูที่มาของคะแนน", row=REPORT, sees="88 ÷ 97 = 90.72 %")
        coordinator.taps(OPEN, row="88 จาก 97 แห่ง", sees="ส่วนของอำเภอพนัสนิคม 88 จาก 97 แห่ง")
        assert_all_fits(page)


def test_nothing_of_a_long_list_of_work_is_cut_off_on_a_narrow_phone(
    browser: Browser, reported: Demo
) -> None:
    with desk(browser, reported, "มาลี", "สมชาย", NARROW) as page:
        reporter = Holder(page, "มาลี")
        reporter.writes("รายงาน", sees="งานของอำเภอบางละมุง · 8 เรื่อง")
        expect(reporter.card.get_by_role("button", name="เริ่มรายงาน")).to_have_count(8)
        reporter.taps("เริ่มรายงาน", row="1.1 เรียกประชุมสภา", sees="ข้อ 1 จาก 8")
        reporter.taps("มีทะเบียนรายสภา", sees="สภาแห่งที่ 1: เป็นสภาของเทศบาลใด")
        reporter.writes("เมืองพัทยา", sees="รับแล้ว")
        assert_all_fits(page)


def assert_all_fits(page: Page) -> None:
    """No word of a card and no quick reply is wider than its place, nor the page than the phone."""
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW[0]


def test_a_second_start_remembers_everything(browser: Browser, tmp_path: Path) -> None:
    with demo(tmp_path) as first, desk(browser, first, "คนใหม่", "สมชาย", DESK) as page:
        join(page).taps("รายงาน", sees="งานของอำเภอพนัสนิคม · 8 เรื่อง")
    with demo(tmp_path) as second, desk(browser, second, NEWCOMER, "สมชาย", DESK) as page:
        newcomer = Holder(page, NEWCOMER)
        newcomer.taps("เริ่มรายงาน", row=REPORT, sees="อปท. ในพื้นที่ทั้งหมดกี่แห่ง")
        newcomer.writes("97", sees="รับแล้ว: 97 แห่ง")
        assert second.refused() == []
