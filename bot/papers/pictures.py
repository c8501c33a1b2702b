"""A photo as a paper carries it: upright, no larger than print needs, a JPEG."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

LONGEST = 1000  # pixels; 12 cm at 210 dots an inch
MOST_PIXELS = 80_000_000


def picture_of(content: bytes) -> bytes | None:
    """None for what is no picture, or one too large to open."""
    try:
        with Image.open(BytesIO(content)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return None
            opened.draft("RGB", (LONGEST, LONGEST))
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    upright.thumbnail((LONGEST, LONGEST))
    held = BytesIO()
    upright.save(held, "JPEG", quality=80)
    return held.getvalue()
