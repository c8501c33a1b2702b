"""The picture of a rich menu: a tile for each thing one may ask for, in Thai letters that are
shaped rightly. Pure.
"""

from functools import lru_cache
from importlib.resources import files
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 2500, 1040  # two rows that leave the conversation room: 150 px high at 360 px wide
COLUMNS, ROWS = 3, 2
GAP, CORNER = 20, 40
GROUND, TILE, MAIN = "#E3E7EB", "#FFFFFF", "#0B6B36"
INK, QUIET, ON_MAIN = "#1B1F23", "#4F5A65", "#FFFFFF"
LARGEST, SMALLEST, HINT = 152, 96, 76  # pixels; at 360 px wide the smallest is about 14

Box = tuple[int, int, int, int]


def tiles() -> list[Box]:
    """Where each tile lies, row by row: left, top, right, bottom."""
    columns = [WIDTH * one // COLUMNS for one in range(COLUMNS + 1)]
    rows = [HEIGHT * one // ROWS for one in range(ROWS + 1)]
    return [
        (columns[column], rows[row], columns[column + 1], rows[row + 1])
        for row in range(ROWS)
        for column in range(COLUMNS)
    ]


@lru_cache(maxsize=16)
def menu_png(words: tuple[tuple[str, str], ...]) -> bytes:
    """Up to six (label, hint) pairs as a PNG; the first is the main one."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    draw = ImageDraw.Draw(picture)
    for place, (box, (label, hint)) in enumerate(zip(tiles(), words, strict=False)):
        _tile(draw, box, label, hint, is_main=place == 0)
    held = BytesIO()
    picture.quantize(64).save(held, "PNG", optimize=True)
    return held.getvalue()


def _tile(draw: ImageDraw.ImageDraw, box: Box, label: str, hint: str, *, is_main: bool) -> None:
    left, top, right, bottom = box
    inner = (left + GAP, top + GAP, right - GAP, bottom - GAP)
    draw.rounded_rectangle(inner, CORNER, fill=MAIN if is_main else TILE)
    middle, centre = (left + right) // 2, (top + bottom) // 2
    room = right - left - 4 * GAP
    draw.text(
        (middle, centre - 44),
        label,
        ON_MAIN if is_main else INK,
        _fitting(label, room),
        anchor="mm",
    )
    small = font("Sarabun-Regular.ttf", HINT)
    for place, line in enumerate(hint.split("\n")):
        at = (middle, centre + 104 + place * (HINT + 24))
        draw.text(at, line, ON_MAIN if is_main else QUIET, small, anchor="mm")


def _fitting(label: str, room: int) -> ImageFont.FreeTypeFont:
    """The largest letters in which a label fits on one line."""
    sizes = range(LARGEST, SMALLEST, -8)
    fitting = (font("Sarabun-Bold.ttf", size) for size in sizes)
    return next(
        (one for one in fitting if one.getlength(label) <= room), font("Sarabun-Bold.ttf", SMALLEST)
    )


@lru_cache(maxsize=32)
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Letters laid out by Raqm: vowels and tone marks stand where they belong."""
    held = BytesIO(files("fontpkg_sarabun").joinpath("files", name).read_bytes())
    return ImageFont.truetype(held, size, layout_engine=ImageFont.Layout.RAQM)
