"""A photo as a paper carries it: upright, no larger than print needs, a JPEG."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

LONGEST = 1000  # pixels; 12 cm at 210 dots an inch
OF_MANY = 640  # the same at 135 dots: a booklet of a hundred stays small in memory and by e-mail
MANY = 30  # pictures
MOST_PIXELS = 80_000_000


def picture_of(content: bytes, among: int = 1) -> bytes | None:
    """None for what is no picture, or one too large to open. `among`: how many a paper shows."""
    longest = LONGEST if among <= MANY else OF_MANY
    try:
        with Image.open(BytesIO(content)) as opened:
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
