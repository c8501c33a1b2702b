"""Holding a conversation in the page."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.emulators.line_room import Room


def phone(page: Page, name: str = "สมชาย") -> Locator:
    return page.get_by_role("region", name=f"โทรศัพท์ของ {name}")


def write(page: Page, words: str, name: str = "สมชาย") -> None:
    phone(page, name).get_by_label("ข้อความ", exact=True).fill(words)
    phone(page, name).get_by_label("ข้อความ", exact=True).press("Enter")


def until(page: Page, condition: Callable[[], bool]) -> None:
    """Waits frame by frame for something outside the page; fails after twenty seconds."""
    over = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < over
        page.evaluate("() => new Promise(requestAnimationFrame)")


def test_enter_sends_and_the_answer_appears_with_time_and_read_mark(page: Page) -> None:
    write(page, "สวัสดี")
    log = phone(page).get_by_role("log")
    expect(log.get_by_text("ได้ยินว่า สวัสดี")).to_be_visible()
    expect(log.get_by_text("อ่านแล้ว")).to_have_count(1)
    expect(log.locator("time").first).to_have_text(re.compile(r"^09:0\d$"))
    expect(log.get_by_role("separator").first).to_have_text("พ. 20 มี.ค. 2556")


def test_shift_and_enter_begin_a_line(page: Page, room: Room) -> None:
    box = phone(page).get_by_label("ข้อความ", exact=True)
    box.type("หนึ่ง")
    box.press("Shift+Enter")
    box.type("สอง")
    box.press("Enter")
    expect(phone(page).get_by_text("ได้ยินว่า หนึ่ง")).to_be_visible()
    assert room.heard[0].events[0]["message"]["text"] == "หนึ่ง\nสอง"


def test_what_looks_like_markup_is_only_text(page: Page, room: Room) -> None:
    room.control("/people", {"name": "<img src=x onerror=alert(1)>"})
    write(page, "<script>alert(1)</script><b>หนา</b>")
    expect(phone(page).get_by_text("ได้ยินว่า <script>alert(1)</script><b>หนา</b>")).to_be_visible()
    assert page.locator(".log script, .log b").count() == 0


def test_a_quick_reply_says_its_words_and_the_row_vanishes(page: Page) -> None:
    write(page, "หลักฐาน")
    row = phone(page).get_by_role("group", name="คำตอบด่วน")
    row.get_by_role("button", name="ย้อนกลับ").click()
    expect(phone(page).get_by_text("ได้ยินว่า ย้อนกลับ")).to_be_visible()
    expect(row).to_be_hidden()


def test_a_new_message_takes_the_quick_replies_away(page: Page, room: Room) -> None:
    write(page, "หลักฐาน")
    row = phone(page).get_by_role("group", name="คำตอบด่วน")
    expect(row).to_be_visible()
    room.push(room.somchai)
    expect(row).to_be_hidden()


def test_photos_are_chosen_together_and_arrive_as_a_set(page: Page, room: Room) -> None:
    write(page, "หลักฐาน")
    row = phone(page).get_by_role("group", name="คำตอบด่วน")
    with page.expect_file_chooser() as chooser:
        row.get_by_role("button", name="เลือกรูป").click()
    expect(row).to_be_visible()
    files = [{"name": f"{n}.png", "mimeType": "image/png", "buffer": bytes(4)} for n in range(2)]
    room.then = None
    chooser.value.set_files(files)  # type: ignore[arg-type]
    expect(phone(page).get_by_role("button", name="รูปที่ส่ง แตะเพื่อขยาย")).to_have_count(2)
    expect(row).to_be_hidden()
    until(page, lambda: len(room.heard) == 3)
    sets = [heard.events[0]["message"]["imageSet"] for heard in room.heard[1:]]
    assert [(s["index"], s["total"]) for s in sets] == [(1, 2), (2, 2)]


def test_a_date_is_picked_within_its_limits(page: Page, room: Room) -> None:
    write(page, "หลักฐาน")
    phone(page).get_by_role("button", name="เลือกวัน", exact=True).click()
    dialog = page.get_by_role("dialog", name="เลือกวันที่")
    field = dialog.get_by_label("เลือกวันที่")
    expect(field).to_have_value("2013-03-20")
    expect(field).to_have_attribute("min", "2013-03-01")
    expect(field).to_have_attribute("max", "2013-03-31")
    field.fill("2013-03-22")
    expect(dialog.get_by_text("ศ. 22 มี.ค. 2556")).to_be_visible()
    dialog.get_by_role("button", name="ตกลง").click()
    expect(phone(page).get_by_text("ได้ยินว่า postback")).to_be_visible()
    assert room.heard[1].events[0]["postback"] == {"data": "when", "params": {"date": "2013-03-22"}}


def test_a_date_outside_the_limits_is_not_taken(page: Page, room: Room) -> None:
    write(page, "หลักฐาน")
    phone(page).get_by_role("button", name="เลือกวัน", exact=True).click()
    dialog = page.get_by_role("dialog", name="เลือกวันที่")
    dialog.get_by_label("เลือกวันที่").fill("2013-04-22")
    dialog.get_by_role("button", name="ตกลง").click()
    expect(dialog).to_be_visible()
    assert len(room.heard) == 1


def test_stickers_places_and_sample_photos_are_sent_from_one_sheet(page: Page, room: Room) -> None:
    for choice, then in (("สติกเกอร์", "ขอบคุณ"), ("ตำแหน่ง", "ส่งตำแหน่งนี้"), ("รูปตัวอย่าง 2 รูป", None)):
        phone(page).get_by_role("button", name="แนบ").click()
        page.get_by_role("dialog", name="แนบ").get_by_role(
            "button", name=choice, exact=True
        ).click()
        if then:
            page.get_by_role("dialog", name=re.compile(choice)).get_by_role(
                "button", name=then
            ).click()
    expect(phone(page).get_by_text("ได้ยินว่า message")).to_have_count(4)
    kinds = [heard.events[0]["message"]["type"] for heard in room.heard]
    assert sorted(kinds) == ["image", "image", "location", "sticker"]


def test_a_message_can_be_taken_back(page: Page, room: Room) -> None:
    write(page, "ผิด")
    phone(page).get_by_role("button", name="ยกเลิกการส่ง").click()
    expect(phone(page).get_by_text("ยกเลิกการส่งข้อความแล้ว")).to_be_visible()
    until(page, lambda: room.heard[-1].events[0]["type"] == "unsend")


def test_a_bot_that_does_not_answer_is_said_out_loud(page: Page, room: Room) -> None:
    room.status = "503 Service Unavailable"
    write(page, "ถึงไหม")
    expect(page.locator("#toast")).to_contain_text("ระบบไม่รับข้อความ (503)")
