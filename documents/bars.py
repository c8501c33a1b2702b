"""Bars of means on the five levels as a picture, in Thai letters. Pure."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from documents.menu_picture import font

WIDTH, LEFT, RIGHT, LINE, TOP = 1080, 40, 150, 104, 130
INK, QUIET, GROUND, BAR, TRACK = "#1B1F23", "#4F5A65", "#FFFFFF", "#0B6B36", "#E5E9E7"
MOST_BARS = 30
LARGEST = 5  # the highest level


def bars_png(title: str, bars: Sequence[tuple[str, float, str]]) -> bytes:
    """(label, mean from 1 to 5, what stands at the end) from top to bottom, as a PNG 1080 pixels
    wide.
    """
    shown = bars[:MOST_BARS]
    picture = Image.new("RGB", (WIDTH, TOP + LINE * len(shown) + 40), GROUND)
    draw = ImageDraw.Draw(picture)
    draw.text(
        (LEFT, 36),
        _cut(title, font("Sarabun-Bold.ttf", 44), WIDTH - 2 * LEFT),
        INK,
        font("Sarabun-Bold.ttf", 44),
    )
    for place, (label, mean, told) in enumerate(shown):
        _bar(draw, TOP + place * LINE, label, mean, told)
    held = BytesIO()
    picture.quantize(32).save(held, "PNG", optimize=True)
    return held.getvalue()


def _bar(draw: ImageDraw.ImageDraw, top: int, label: str, mean: float, told: str) -> None:
    words, bold = font("Sarabun-Regular.ttf", 32), font("Sarabun-Bold.ttf", 34)
    whole = WIDTH - LEFT - RIGHT
    draw.text((LEFT, top), _cut(label, words, WIDTH - 2 * LEFT), INK, words)
    high = top + 52
    draw.rounded_rectangle((LEFT, high, LEFT + whole, high + 28), 8, fill=TRACK)
    length = max(1, round(whole * min(max(mean, 0), LARGEST) / LARGEST))
    draw.rounded_rectangle((LEFT, high, LEFT + length, high + 28), 8, fill=BAR)
    for level in range(1, LARGEST):
        at = LEFT + whole * level // LARGEST
        draw.line((at, high, at, high + 28), fill=GROUND, width=2)
    draw.text((WIDTH - 20, high + 14), told, INK, bold, anchor="rm")


def _cut(text: str, letters: ImageFont.FreeTypeFont, room: int) -> str:
    """As much as fits on a line."""
    if letters.getlength(text) <= room:
        return text
    while text and letters.getlength(f"{text}…") > room:
        text = text[:-1]
    return f"{text}…"
