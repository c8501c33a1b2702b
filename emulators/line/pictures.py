"""Photos nobody had to take: small, valid, each one different, so that evidence can be sent without
a camera.
"""

from __future__ import annotations

import random
from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (960, 720)
PREVIEW = (240, 240)
SMALLEST_MP4 = bytes.fromhex("00000018667479706d703432000000006d70343269736f6d") + b"\0\0\0\x08mdat"


def photo(number: int) -> bytes:
    """A JPEG of fields, hills and a roof under a sky; another number is another picture."""
    chance = random.Random(number)  # noqa: S311 - a drawing, no secret
    width, height = SIZE
    picture = Image.new("RGB", SIZE, (chance.randint(150, 205), chance.randint(195, 225), 240))
    draw = ImageDraw.Draw(picture)
    sun = chance.randint(80, width - 200)
    draw.ellipse((sun, 60, sun + 110, 170), fill=(255, 232, 150))
    for depth, green in ((0.50, 150), (0.62, 125), (0.74, 100)):
        hill(draw, chance, int(height * depth), (int(green * 0.62), green, int(green * 0.6)))
    house(draw, chance.randint(120, width - 420), chance)
    for row in range(6):
        top = int(height * 0.84) + row * 20
        draw.line((0, top, width, top - chance.randint(0, 26)), fill=(176, 152, 66), width=9)
    return encoded(picture)


def hill(
    draw: ImageDraw.ImageDraw, chance: random.Random, top: int, colour: tuple[int, int, int]
) -> None:
    """A ridge from edge to edge."""
    width, height = SIZE
    ridge = [(x, top + chance.randint(-50, 50)) for x in range(0, width + 121, 120)]
    draw.polygon([(0, height), *ridge, (width, height)], fill=colour)


def house(draw: ImageDraw.ImageDraw, left: int, chance: random.Random) -> None:
    """An office with a roof, a door and windows."""
    floor, wall = (
        int(SIZE[1] * 0.80),
        chance.choice([(245, 240, 228), (232, 238, 245), (250, 232, 220)]),
    )
    draw.rectangle((left, floor - 150, left + 300, floor), fill=wall)
    roof = chance.choice([(168, 72, 56), (70, 92, 140), (120, 84, 60)])
    draw.polygon(
        [(left - 30, floor - 150), (left + 150, floor - 235), (left + 330, floor - 150)], fill=roof
    )
    draw.rectangle((left + 125, floor - 95, left + 175, floor), fill=(110, 80, 60))
    for window in (left + 35, left + 215):
        draw.rectangle((window, floor - 110, window + 50, floor - 60), fill=(150, 190, 215))


def encoded(picture: Image.Image) -> bytes:
    """The picture as JPEG."""
    out = BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=82)
    return out.getvalue()


def preview(data: bytes) -> bytes | None:
    """A smaller JPEG of a picture; None when it is none that can be read."""
    try:
        with Image.open(BytesIO(data)) as picture:
            picture.thumbnail(PREVIEW)
            return encoded(picture)
    except (OSError, ValueError):
        return None


def look(data: bytes) -> tuple[str, int, int] | None:
    """Format, width and height of a picture; None when it is none."""
    try:
        with Image.open(BytesIO(data)) as picture:
            return str(picture.format), picture.width, picture.height
    except (OSError, ValueError):
        return None
