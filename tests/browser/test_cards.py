"""Flex cards look as LINE's layout rules say."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.cards import ANSWERS
from tests.browser.test_talking import phone, write
from tests.emulators.line_room import Room

# the least ratio of letters to what is behind them (WCAG 2.2, 1.4.3)
CONTRAST = """() => {
  const light = ([r, g, b]) => {
    const part = [r, g, b]
      .map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
  };
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const [r, g, b, a = 1] = numbers(getComputedStyle(at).backgroundColor);
      if (a > 0.5) return [r, g, b];
      if (at.classList.contains("phone")) return [191, 208, 226];
    }
    return [255, 255, 255];
  };
  const bad = [];
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    if (!own || !node.checkVisibility()) continue;
    const own_light = light(numbers(getComputedStyle(node).color));
    const [a, b] = [own_light, light(behind(node))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) bad.push(`${node.textContent.slice(0, 30)}: ${ratio.toFixed(2)}`);
  }
  return bad;
}"""


def box(found: Locator) -> dict[str, Any]:
    place = found.bounding_box()
    assert place is not None
    return dict(place)


def shown(page: Page, room: Room, contents: dict[str, Any]) -> Locator:
    """The card this Flex container becomes."""
    answer = room.push(room.somchai, {"type": "flex", "altText": "การ์ด", "contents": contents})
    assert answer.status_code == 200, answer.text
    card = phone(page).get_by_label("การ์ด", exact=True)
    expect(card).to_be_visible()
    return card


def text(words: str, **more: object) -> dict[str, Any]:
    return {"type": "text", "text": words, **more}


def body(*contents: dict[str, Any], layout: str = "vertical", **more: object) -> dict[str, Any]:
    inside = {
        "type": "box",
        "layout": layout,
        "contents": list(contents),
        "paddingAll": "0px",
        **more,
    }
    return {"type": "bubble", "body": inside}


def test_a_bar_is_filled_by_its_percentage(page: Page) -> None:
    write(page, "คะแนน")
    card = phone(page).get_by_label("ตัวชี้วัดที่ 4 ได้ 3.5722 จาก 5")
    expect(card).to_be_visible()
    parts = card.locator(".box.horizontal > .box")
    widths = [box(parts.nth(at))["width"] for at in range(5)]
    assert max(widths) - min(widths) < 1
    assert box(parts.nth(3).locator(".box"))["width"] == pytest.approx(0.57 * widths[3], abs=1)
    assert box(parts.nth(4).locator(".box"))["width"] == 0
    assert (
        parts.nth(0).locator(".box").evaluate("e => getComputedStyle(e).backgroundColor")
        == "rgb(21, 128, 61)"
    )


def test_a_row_shares_its_width_by_flex(page: Page, room: Room) -> None:
    cells = [text("ก", flex=1), text("ข", flex=3), text("ค", flex=0, color="#B42318")]
    card = shown(page, room, body(*cells, layout="horizontal"))
    one, three, none = (box(card.get_by_text(letter)) for letter in "กขค")
    assert three["width"] == pytest.approx(3 * one["width"], abs=1)
    assert none["width"] < 20


def test_a_margin_beats_the_spacing(page: Page, room: Room) -> None:
    card = shown(page, room, body(text("ก"), text("ข"), text("ค", margin="xxl"), spacing="md"))
    first, second, third = (box(card.get_by_text(letter)) for letter in "กขค")
    assert second["y"] - first["y"] - first["height"] == pytest.approx(8, abs=0.5)
    assert third["y"] - second["y"] - second["height"] == pytest.approx(20, abs=0.5)


def test_a_long_line_is_cut_unless_it_may_wrap(page: Page, room: Room) -> None:
    words = "องค์กรปกครองส่วนท้องถิ่นในพื้นที่อำเภอบ้านบึงทั้งหมด"
    card = shown(
        page, room, body(text(words), text(words, wrap=True), text(words, wrap=True, maxLines=1))
    )
    cut, wrapped, clamped = (box(card.get_by_text(words).nth(at)) for at in range(3))
    assert wrapped["height"] > 1.8 * cut["height"]
    assert clamped["height"] == pytest.approx(cut["height"], abs=1)


def test_letters_have_the_size_weight_and_colour_they_were_given(page: Page, room: Room) -> None:
    span = {
        "type": "span",
        "text": "ข",
        "size": "xxl",
        "weight": "bold",
        "color": "#B42318",
        "decoration": "underline",
    }
    card = shown(page, room, body({"type": "text", "text": "ก", "contents": [span]}))
    style = (
        "e => { const s = getComputedStyle(e); return [s.fontSize, s.fontWeight, s.color, "
        "s.textDecorationLine]; }"
    )
    assert card.get_by_text("ข").evaluate(style) == ["29px", "700", "rgb(180, 35, 24)", "underline"]


@pytest.mark.parametrize(
    ("size", "width"), [("nano", 120), ("micro", 160), ("deca", 220), ("kilo", 260), ("mega", 300)]
)
def test_a_bubble_is_as_wide_as_its_size(page: Page, room: Room, size: str, width: int) -> None:
    assert box(shown(page, room, body(text("ก")) | {"size": size}))["width"] == width


def test_an_absolute_box_lies_over_the_others_and_is_clipped(page: Page, room: Room) -> None:
    badge = {
        "type": "box",
        "layout": "vertical",
        "contents": [text("ใหม่")],
        "position": "absolute",
        "offsetTop": "4px",
    }
    card = shown(page, room, body(text("ก", size="5xl"), badge | {"offsetEnd": "10px"}))
    label, whole = box(card.locator(".box .box")), box(card)
    assert label["y"] - whole["y"] == pytest.approx(4, abs=0.5)
    assert whole["x"] + whole["width"] - label["x"] - label["width"] == pytest.approx(10, abs=0.5)


def test_cards_in_a_row_can_be_swiped(page: Page) -> None:
    write(page, "รายงาน")
    row = phone(page).get_by_label("งานของอำเภอบ้านบึง 3 เรื่อง")
    third = row.get_by_text("8.2 เรื่องร้องเรียน")
    expect(third).not_to_be_in_viewport()
    row.evaluate("e => e.scrollTo(e.scrollWidth, 0)")
    expect(third).to_be_in_viewport()


def test_a_cards_button_says_what_it_shows(page: Page, room: Room) -> None:
    write(page, "รายงาน")
    phone(page).get_by_role("button", name="เริ่มรายงาน").first.click()
    expect(phone(page).get_by_text("ได้ยินว่า postback")).to_be_visible()
    assert room.heard[1].events[0]["postback"] == {"data": "tapped"}


@pytest.mark.parametrize("which", ["page", "small"])
def test_every_letter_can_be_read(request: pytest.FixtureRequest, which: str) -> None:
    page: Page = request.getfixturevalue(which)
    for words in ("คะแนน", "รายงาน"):  # each is waited for: answers may overtake one another
        write(page, words)
        expect(phone(page).get_by_label(ANSWERS[words]["altText"], exact=True)).to_be_visible()
    write(page, "หลักฐาน")
    expect(phone(page).get_by_role("group", name="คำตอบด่วน")).to_be_visible()
    assert page.evaluate(CONTRAST) == []
