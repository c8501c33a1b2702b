"""A page of the system's Chromium as the tests look at it."""

from playwright.sync_api import Browser, BrowserContext

LONG = 20_000  # milliseconds: a busy machine is no defect of the page


def still(browser: Browser, size: tuple[int, int]) -> BrowserContext:
    """A context in Thai whose pages do not move: a colour that is measured while something fades
    in is nobody's colour.
    """
    viewport = {"width": size[0], "height": size[1]}
    return browser.new_context(
        viewport=viewport,  # type: ignore[arg-type]
        locale="th-TH",
        reduced_motion="reduce",
    )
