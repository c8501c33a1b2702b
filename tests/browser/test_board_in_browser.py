"""The board in a real browser without scripts: on a telephone and on the wall of a meeting room."""

from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, expect

from tests.browser.test_survey_in_browser import CONTRAST
from tests.commands.changes import report
from tests.pages.test_board_page import link_of
from tests.world import world

SCREENS: tuple[ViewportSize, ...] = ({"width": 360, "height": 740}, {"width": 1920, "height": 1080})
TOO_WIDE = "() => document.documentElement.scrollWidth > window.innerWidth"
SMALL = """() => [...document.querySelectorAll('p,span,b,h1,h2')]
  .filter((e) => e.offsetParent && parseFloat(getComputedStyle(e).fontSize) < 16).length"""


def test_it_reads_on_a_telephone_and_on_a_wall(tmp_path: Path, browser: Browser) -> None:
    with world(tmp_path, f"sqlite:///{tmp_path}/raingan.db") as talk:
        talk.enrolled("สมชาย", "CBI-BB", "reporter")
        talk.enrolled("ประเสริฐ", "CBI", "official")
        report(talk, "สมชาย", 97, 88)
        link = link_of(talk.say("ประเสริฐ", "กระดาน"), talk)
        for screen in SCREENS:
            context = browser.new_context(viewport=screen)
            page = context.new_page()
            page.goto(link)
            expect(page.get_by_role("heading", level=1)).to_contain_text("กระดาน")
            expect(page.get_by_role("listitem").first).to_be_visible()
            assert page.evaluate(TOO_WIDE) is False
            assert page.evaluate(CONTRAST) == []
            assert page.evaluate(SMALL) == 0
            context.close()
