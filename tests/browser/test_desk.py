"""Two people, the clock, trouble, friends, menus, small screens."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
import requests
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.test_talking import phone, until, write
from tests.emulators.line_room import TOKEN, Room


def test_two_people_talk_side_by_side_each_in_their_own_chat(page: Page) -> None:
    write(page, "หนึ่ง")
    write(page, "สอง", "สมหญิง")
    expect(phone(page, "สมหญิง").get_by_text("ได้ยินว่า สอง")).to_be_visible()
    expect(phone(page).get_by_text("ได้ยินว่า หนึ่ง")).to_be_visible()
    expect(phone(page).get_by_text("ได้ยินว่า สอง")).to_have_count(0)


def test_a_phone_can_be_given_to_somebody_else_and_back(page: Page) -> None:
    write(page, "หนึ่ง")
    expect(phone(page).get_by_text("ได้ยินว่า หนึ่ง")).to_be_visible()
    holder = page.get_by_label("คนที่ถือเครื่องที่ 1")
    holder.select_option(label="สมหญิง")
    expect(page.get_by_text("ได้ยินว่า หนึ่ง")).to_have_count(0)
    holder.select_option(label="สมชาย")
    expect(page.get_by_text("ได้ยินว่า หนึ่ง")).to_be_visible()


def test_somebody_new_can_pick_up_the_phone(page: Page) -> None:
    page.get_by_label("คนที่ถือเครื่องที่ 1").select_option(label="+ เพิ่มคนใหม่")
    dialog = page.get_by_role("dialog", name="เพิ่มคนใหม่")
    dialog.get_by_label("ชื่อคนใหม่").fill("<b>สมศรี</b>")
    dialog.get_by_role("button", name="เพิ่มคน", exact=True).click()
    expect(phone(page, "<b>สมศรี</b>").get_by_role("button", name="เพิ่มเพื่อน")).to_be_visible()


def test_a_stranger_adds_the_bot_and_may_block_it(page: Page, room: Room) -> None:
    theirs = phone(page, "สมหญิง")
    theirs.get_by_role("button", name="เพิ่มเพื่อน").click()
    expect(theirs.get_by_text("ได้ยินว่า follow")).to_be_visible()
    expect(theirs.get_by_role("button", name="เพิ่มเพื่อน")).to_be_hidden()
    theirs.get_by_role("button", name="บล็อก", exact=True).click()
    theirs.get_by_role("button", name="เลิกบล็อก").click()
    expect(theirs.get_by_text("ได้ยินว่า follow")).to_have_count(2)
    until(page, lambda: len(room.heard) == 3)
    assert [h.events[0]["type"] for h in room.heard] == ["follow", "unfollow", "follow"]


def test_the_clock_goes_forward_and_can_be_set(page: Page, room: Room) -> None:
    face = page.get_by_label("เวลาจำลอง")
    expect(face).to_have_text(re.compile(r"^พ\. 20 มี\.ค\. 2556 09:0\d$"))
    page.get_by_role("button", name="+1 วัน").click()
    expect(face).to_have_text(re.compile(r"^พฤ\. 21 มี\.ค\. 2556 09:0\d$"))
    page.get_by_role("button", name="+1 สัปดาห์").click()
    expect(face).to_have_text(re.compile(r"^พฤ\. 28 มี\.ค\. 2556 09:0\d$"))
    page.get_by_role("button", name="ตั้งวัน").click()
    page.get_by_label("วันและเวลาใหม่").fill("2026-11-21T13:30")
    page.get_by_role("button", name="ตั้งเวลา").click()
    expect(face).to_have_text(re.compile(r"^ส\. 21 พ\.ย\. 2569 13:3\d$"))
    assert f"{room.line.clock.now():%Y-%m-%d}" == "2026-11-21"


def test_a_new_day_begins_under_its_own_date(page: Page) -> None:
    write(page, "วันนี้")
    expect(phone(page).get_by_text("ได้ยินว่า วันนี้")).to_be_visible()
    page.get_by_role("button", name="+1 วัน").click()
    expect(page.get_by_role("timer", name="เวลาจำลอง")).to_contain_text("พฤ. 21 มี.ค. 2556")
    write(page, "พรุ่งนี้")
    expect(phone(page).get_by_text("ได้ยินว่า พรุ่งนี้")).to_be_visible()
    days = phone(page).get_by_role("log").locator(".day")
    expect(days).to_have_text(["พ. 20 มี.ค. 2556", "พฤ. 21 มี.ค. 2556"])


def test_trouble_is_ordered_seen_and_ended(page: Page, room: Room) -> None:
    page.get_by_role("button", name="สัญญาณ: ปกติ").click()
    dialog = page.get_by_role("dialog", name="สัญญาณไม่ดี")
    dialog.get_by_label("อาการ").select_option(label="LINE ขัดข้อง (500)")
    dialog.get_by_label("เกิดกับ").select_option(label="การส่งเอง (push)")
    dialog.get_by_label("กี่ครั้ง").fill("2")
    dialog.get_by_role("button", name="เริ่ม").click()
    button = page.get_by_role("button", name="สัญญาณ: จะขัดข้องอีก 2 ครั้ง")
    expect(button).to_be_visible()
    assert room.push(room.somchai).status_code == 500
    button.click()
    page.get_by_role("button", name="หยุดทั้งหมด").click()
    expect(page.get_by_role("button", name="สัญญาณ: ปกติ")).to_be_visible()
    assert room.push(room.somchai).status_code == 200


def test_the_loading_sign_shows_until_the_answer(page: Page, room: Room) -> None:
    room.post("/chat/loading/start", {"chatId": room.somchai})
    sign = phone(page).get_by_label("กำลังทำงาน")
    expect(sign).to_be_visible()
    room.push(room.somchai)
    expect(sign).to_be_hidden()


def test_a_rich_menus_area_does_its_action(page: Page, room: Room) -> None:
    left = {
        "bounds": {"x": 0, "y": 0, "width": 600, "height": 400},
        "action": {"type": "message", "text": "ช่วยเหลือ"},
    }
    told = {
        "size": {"width": 1200, "height": 400},
        "selected": True,
        "name": "ก",
        "chatBarText": "เมนูหลัก",
    }
    menu = room.post("/richmenu", told | {"areas": [left]}).json()["richMenuId"]
    picture = BytesIO()
    Image.new("RGB", (1200, 400), "white").save(picture, "PNG")
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "image/png"}
    url = f"{room.running.address}/v2/bot/richmenu/{menu}/content"
    assert requests.post(url, picture.getvalue(), headers=headers, timeout=5).status_code == 200
    room.post(f"/user/all/richmenu/{menu}")
    phone(page).get_by_role("button", name="ช่วยเหลือ").click()
    expect(phone(page).get_by_text("ได้ยินว่า ช่วยเหลือ")).to_be_visible()
    phone(page).get_by_role("button", name="เมนูหลัก").click()
    expect(phone(page).get_by_role("button", name="ช่วยเหลือ")).to_be_hidden()


def test_on_a_small_screen_one_phone_is_seen_and_can_be_switched(small: Page) -> None:
    expect(phone(small)).to_be_visible()
    expect(small.locator("#phone-1")).to_be_hidden()
    small.get_by_role("navigation", name="สลับโทรศัพท์").get_by_role("button", name="สมหญิง").click()
    expect(phone(small, "สมหญิง")).to_be_visible()
    expect(small.locator("#phone-0")).to_be_hidden()


@pytest.mark.parametrize("width", [360, 390])
def test_nothing_sticks_out_of_a_small_screen(small: Page, width: int) -> None:
    small.set_viewport_size({"width": width, "height": 740})
    for words in ("คะแนน", "รายงาน", "หลักฐาน", "ก" * 300):
        write(small, words)
    expect(phone(small).get_by_text("ได้ยินว่า กกก")).to_be_visible()
    assert small.evaluate("document.documentElement.scrollWidth") == width
    assert small.evaluate("document.querySelector('.front .log').scrollWidth") <= width


def test_the_whole_way_goes_by_keyboard(page: Page) -> None:
    phone(page).get_by_label("ข้อความ", exact=True).focus()
    page.keyboard.type("คะแนน")
    page.keyboard.press("Enter")
    score = phone(page).get_by_role("button", name="ดูที่มาของคะแนน")
    score.focus()
    page.keyboard.press("Enter")
    expect(phone(page).get_by_text("ได้ยินว่า postback")).to_be_visible()
