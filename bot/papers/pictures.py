"""A photo as a paper carries it: upright, no larger than print needs, a JPEG."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from bot.photos import open_photo
from documents.filling import PICTURES

DOTS = 83  # to a cm: 210 to an inch
OF_MANY = 53  # 135 to an inch: a booklet of a hundred stays small in memory and by e-mail
MANY = 30  # pictures
MOST_PIXELS = 80_000_000


def picture_of(content: bytes, among: int = 1, across: int = 1) -> bytes | None:
    """None for what is no picture, or one too large to open. `among`: how many a paper shows,
    `across`: beside each other.
    """
    widest, _ = PICTURES[across]
    longest = round(widest * (DOTS if among <= MANY else OF_MANY))
    try:
        with open_photo(BytesIO(content)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return None
            opened.draft("RGB", (longest, longest))
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    upright.thumbnail((longest, longest))
    held = BytesIO()
    upright.save(held, "JPEG", quality=80)
    return held.getvalue()
