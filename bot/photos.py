"""Photos, opened with care: a JPEG says what it is within its first megabyte, and a broken one is
not looked through to its end, byte by byte, for what a camera would have put first.
"""

from io import BytesIO
from typing import BinaryIO

from PIL import Image

BEGINNING = 1 << 20  # bytes; a camera's notes and profiles take a tenth of it
JPEG = b"\xff\xd8"


def beginning(content: BinaryIO) -> BinaryIO:
    """What tells of a photo, without its picture: of a JPEG its beginning, else all of it."""
    content.seek(0)
    head = content.read(len(JPEG))
    if head == JPEG:
        return BytesIO(head + content.read(BEGINNING))
    content.seek(0)
    return content


def open_photo(content: BinaryIO) -> Image.Image:
    """Raises what Pillow raises: OSError for what is no picture, and more."""
    with Image.open(beginning(content)):
        content.seek(0)
    return Image.open(content)
