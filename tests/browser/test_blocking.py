"""Whoever blocks the bot sends it nothing, and is told so in their own language."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.test_talking import phone, until, write
from tests.emulators.line_room import Room


def test_a_blocked_bot_hears_nothing_and_what_was_written_is_not_lost(
    page: Page, room: Room
) -> None:
    phone(page).get_by_role("button", name="บล็อก", exact=True).click()
    expect(phone(page).get_by_role("button", name="เลิกบล็อก")).to_be_visible()
    write(page, "ได้ยินไหม")
    expect(page.locator("#toast")).to_contain_text("บล็อกบัญชีนี้อยู่")
    expect(phone(page).get_by_label("ข้อความ", exact=True)).to_have_value("ได้ยินไหม")
    until(page, lambda: bool(room.heard))
    assert [heard.events[0]["type"] for heard in room.heard] == ["unfollow"]
