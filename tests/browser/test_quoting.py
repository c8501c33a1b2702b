"""Replying to one message in the page."""

from playwright.sync_api import Page, expect

from tests.browser.test_talking import phone, write
from tests.emulators.line_room import Room


def test_a_reply_quotes_the_message_it_answers(page: Page, room: Room) -> None:
    write(page, "สวัสดี")
    expect(phone(page).get_by_text("ได้ยินว่า สวัสดี")).to_be_visible()
    quoted = phone(page).locator(".message.theirs", has_text="ได้ยินว่า สวัสดี")
    quoted.hover()

    quoted.get_by_role("button", name="ตอบกลับข้อความนี้").click()
    expect(phone(page).locator(".quoting")).to_have_text("ได้ยินว่า สวัสดี✕")
    write(page, "ใช่แล้ว")

    expect(phone(page).locator(".message.own .quoted")).to_have_text("ได้ยินว่า สวัสดี")
    expect(phone(page).get_by_text("ได้ยินว่า ใช่แล้ว")).to_be_visible()
    assert room.heard[-1].events[0]["message"]["quotedMessageId"] == quoted.get_attribute("data-id")


def test_a_reply_that_was_thought_better_of_quotes_nothing(page: Page, room: Room) -> None:
    write(page, "สวัสดี")
    quoted = phone(page).locator(".message.theirs", has_text="ได้ยินว่า สวัสดี")
    quoted.hover()
    quoted.get_by_role("button", name="ตอบกลับข้อความนี้").click()
    phone(page).get_by_role("button", name="เลิกตอบกลับ").click()

    write(page, "ไม่เกี่ยวกัน")

    expect(phone(page).get_by_text("ได้ยินว่า ไม่เกี่ยวกัน")).to_be_visible()
    assert "quotedMessageId" not in room.heard[-1].events[0]["message"]
