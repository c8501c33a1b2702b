"""The way back on two phones in the real demo: the coordinator sends two questions back, the
reporter corrects them.
"""

from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.rehearsal import Holder, demo, desk

SIZE = (1280, 900)
TWO_DAYS_LATE = "2013-03-22T10:00:00+07:00"


def test_two_questions_go_back_and_come_back_corrected(browser: Browser, tmp_path: Path) -> None:
    with (
        demo(tmp_path, RAINGAN_NOW=TWO_DAYS_LATE) as at,
        desk(browser, at, "สมชาย", "อรุณี", SIZE) as page,
    ):
        reporter, coordinator = Holder(page, "สมชาย"), Holder(page, "อรุณี")
        _report(reporter)

        coordinator.writes("ตรวจ", sees="รอตรวจ เร่งด่วนก่อน")
        coordinator.taps("ตรวจ", row="4 แผนที่ภาษี · อำเภอบ้านบึง", sees="ฉบับที่ 1")
        coordinator.taps("ส่งกลับ", sees="ส่งกลับข้อใด")
        coordinator.writes("1 2", sees="✓ 2.")
        coordinator.taps("เลือกครบแล้ว", sees="ส่งกลับเพราะอะไร")
        coordinator.writes("ไม่รวม อบจ.", sees="ข้อ 2")
        coordinator.writes("นับซ้ำ 3 แห่ง", sees="ตรวจก่อนส่งกลับ")
        coordinator.taps("ส่งกลับให้แก้", sees="แจ้งผู้รายงานแล้ว")

        reporter.sees("ส่งกลับให้แก้: ตัวชี้วัดที่ 4 อำเภอบ้านบึง")
        reporter.taps("แก้ตามที่ส่งกลับ", sees="แก้ข้อ 1 จาก 2")
        reporter.taps("คงคำตอบเดิม", sees="แก้ข้อ 2 จาก 2")
        reporter.writes("85", sees="ร้อยละ 87.63")
        reporter.taps("ส่งรายงาน", sees="ฉบับที่ 2")

        coordinator.sees("แก้แล้ว: ตัวชี้วัดที่ 4")
        coordinator.card.get_by_role("button", name="ตรวจ").click()
        coordinator.sees("เคยส่งกลับ: นับซ้ำ 3 แห่ง")
        page.screenshot(path=tmp_path / "review.png")
        coordinator.taps("ผ่าน", sees="ผ่านการตรวจแล้ว")
        assert at.refused() == []


def _report(reporter: Holder) -> None:
    reporter.writes("รายงาน", sees="งานของอำเภอบ้านบึง")
    reporter.taps("เริ่มรายงาน", row="4 แผนที่ภาษี", sees="ทั้งหมดกี่แห่ง")
    reporter.writes("97", sees="รับแล้ว: 97 แห่ง")
    reporter.writes("88", sees="ส่งรูปหรือไฟล์หลักฐาน")
    reporter.phone.get_by_role("button", name="แนบ").click()
    reporter.page.get_by_role("button", name="รูปตัวอย่าง 2 รูป").click()
    reporter.sees("ได้รับ 2 จาก 2 รูป")
    reporter.taps("ครบแล้ว", sees="ตรวจก่อนส่ง")
    reporter.taps("ส่งรายงาน", sees="รับรายงานแล้ว")
