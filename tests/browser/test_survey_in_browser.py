"""A survey's page in a real browser, 360 pixels wide: with scripts and without, over a line that
breaks, by keyboard.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select

from bot.store.tables.forms import responses, surveys
from tests.running import PROGRAMMES
from tests.world import World, world

PHONE = {"width": 360, "height": 740}
FORM = "แบบสอบถามความพึงพอใจต่อการใช้ประโยชน์ของสื่อ LPA"
CONTRAST = """() => {
  const light = (c) => { const [r, g, b] = c.match(/[\\d.]+/g).map(Number).map((v) => { v /= 255;
    return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4 });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b };
  const ground = (e) => { while (e) { const c = getComputedStyle(e).backgroundColor;
    if (c !== 'rgba(0, 0, 0, 0)') return c; e = e.parentElement } return 'rgb(255, 255, 255)' };
  const low = [];
  for (const e of document.querySelectorAll('h1,h2,p,label,legend,span,button,a,li')) {
    if (!e.textContent.trim() || !e.offsetParent) continue;
    const a = light(getComputedStyle(e).color), b = light(ground(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) low.push([e.textContent.slice(0, 30), ratio]);
  }
  return low;
}"""
UNNAMED = """() => [...document.querySelectorAll('input:not([type=hidden]),textarea,select')]
  .filter((e) => !(e.labels && e.labels.length) && !e.getAttribute('aria-label'))
  .map((e) => e.name)"""


@pytest.fixture(scope="module")
def open_survey(
    ready_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[World, str]]:
    """The province's survey of two topics; (world, address of its page)."""
    folder = tmp_path_factory.mktemp("survey")
    with world(folder, f"sqlite:///{folder}/raingan.db") as talk:
        talk.brings(PROGRAMMES / "dla-2567-r1-ind6")
        talk.enrolled("อรุณี", "TH-20", "coordinator")
        talk.say("อรุณี", "เปิดแบบสำรวจ")
        talk.tap("อรุณี", f"เปิด {FORM}")
        talk.say("อรุณี", "การจัดการขยะ")
        talk.say("อรุณี", "น้ำสะอาด")
        with talk.database.reading() as conn:
            token = conn.execute(select(surveys.c.token)).scalar_one()
        yield talk, f"{talk.web.address}/s/{token}"


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport=PHONE, has_touch=True)  # type: ignore[arg-type]
    yield made
    made.close()


@pytest.fixture
def plain(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    yield made
    made.close()


def count(talk: World) -> int:
    with talk.database.reading() as conn:
        return len(conn.execute(select(responses.c.id)).all())


def fill(page: Page, level: str = "4") -> None:
    page.check("input[name='kind'][value='tao']")
    page.check("input[name='post'][value='officer']")
    for one in page.locator(f"input[name^='about_'][value='{level}']").all():
        one.check()


def test_a_phone_shows_it_whole_readable_and_named_for_a_screen_reader(
    open_survey: tuple[World, str], phone: BrowserContext
) -> None:
    page = phone.new_page()
    page.goto(open_survey[1])
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.evaluate(CONTRAST) == []
    assert page.evaluate(UNNAMED) == []
    expect(page.get_by_role("radiogroup")).to_have_count(18)
    expect(page.get_by_role("radiogroup").nth(2)).to_contain_text("การจัดการขยะ")
    small = page.evaluate(
        "[...document.querySelectorAll('label.c,button')].filter((e) => e.offsetParent"
        " && e.getBoundingClientRect().height < 44).length"
    )
    assert small == 0


def test_without_scripts_it_is_answered_and_what_was_put_aside_is_there_again(
    open_survey: tuple[World, str], plain: BrowserContext
) -> None:
    talk, address = open_survey
    before = count(talk)
    page = plain.new_page()
    page.goto(address)
    page.check("input[name='about_1/apply_1'][value='2']")
    page.get_by_role("button", name="เก็บไว้ก่อน").click()
    expect(page.get_by_text("เก็บคำตอบไว้แล้ว")).to_be_visible()
    page.goto(address)
    expect(page.locator("input[name='about_1/apply_1'][value='2']")).to_be_checked()
    page.get_by_role("button", name="ส่งคำตอบ").click()
    expect(page.get_by_role("alert")).to_contain_text("ข้อที่ต้องแก้หรือตอบเพิ่ม")
    fill(page)
    page.get_by_role("button", name="ส่งคำตอบ").click()
    expect(page.locator("body[data-finished]")).to_be_attached()
    page.go_back()
    page.get_by_role("button", name="ส่งคำตอบ").click()
    expect(page.get_by_text("ไม่ต้องส่งซ้ำ")).to_be_visible()
    assert count(talk) == before + 1


def test_what_was_typed_outlives_a_reload_and_a_line_that_breaks(
    open_survey: tuple[World, str], phone: BrowserContext
) -> None:
    talk, address = open_survey
    before = count(talk)
    page = phone.new_page()
    page.goto(address)
    fill(page, "3")
    page.fill("textarea[name='proposals']", "อยากให้มีวิดีโอ")
    page.reload()
    expect(page.locator("textarea[name='proposals']")).to_have_value("อยากให้มีวิดีโอ")
    expect(page.locator("input[name='about_2/passed_2'][value='3']")).to_be_checked()
    phone.set_offline(True)
    page.get_by_role("button", name="ส่งคำตอบ").click()
    expect(page.get_by_text("ไม่มีสัญญาณ")).to_be_visible()
    expect(page.locator("textarea[name='proposals']")).to_have_value("อยากให้มีวิดีโอ")
    assert count(talk) == before
    phone.set_offline(False)
    expect(page.locator("body[data-finished]")).to_be_attached()
    assert count(talk) == before + 1


def test_an_answer_that_was_lost_on_its_way_back_is_not_kept_twice(
    open_survey: tuple[World, str], phone: BrowserContext
) -> None:
    talk, address = open_survey
    before = count(talk)
    page = phone.new_page()
    page.goto(address)
    fill(page, "5")
    lost: list[str] = []

    def lose(route) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        if not lost:
            lost.append(route.fetch().text())  # it arrived, and its answer is lost
            route.abort()
        else:
            route.continue_()

    page.route("**/s/*", lose)
    page.get_by_role("button", name="ส่งคำตอบ").click()
    expect(page.locator("body[data-finished]")).to_be_attached()
    assert "data-finished" in lost[0]
    assert count(talk) == before + 1


def test_it_is_answered_by_keyboard_alone(
    open_survey: tuple[World, str], phone: BrowserContext
) -> None:
    talk, address = open_survey
    before = count(talk)
    page = phone.new_page()
    page.goto(address)
    for _ in range(18):
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
    for _ in range(2):
        page.keyboard.press("Tab")
        page.keyboard.type("ดี")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="ส่งคำตอบ")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("body[data-finished]")).to_be_attached()
    assert count(talk) == before + 1
