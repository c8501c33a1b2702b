"""Thai letters: those papers are printed in, and whether pictures can be drawn with theirs."""

from collections.abc import Iterator

from PIL import features

from bot.checkup.check import Check
from documents.fonts import FAMILY, fonts
from documents.menu_picture import font

MENDING = "install Raingan's packages again (pip install --force-reinstall -r requirements.txt)"


def look() -> Iterator[Check]:
    if FAMILY in fonts().families():
        yield Check("fonts", True, f"papers are printed in {FAMILY}")
    else:
        yield Check(
            "fonts", False, f"{FAMILY} is not beside the program: papers need it; {MENDING}"
        )
    problem = _problem_of_pictures()
    words = f"pictures cannot be drawn with Thai letters: {problem}; {MENDING}"
    yield Check("fonts", not problem, words if problem else "pictures are drawn with Thai letters")


def _problem_of_pictures() -> str:
    """Without Raqm, vowels and tone marks would stand where they do not belong."""
    if not features.check("raqm"):
        return "Pillow is here without Raqm"
    try:
        font("Sarabun-Bold.ttf", 44)
    except OSError as error:
        return str(error)
    return ""
