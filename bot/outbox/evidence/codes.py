"""A photo or scan with a bar code or QR code that came in mid-form: what its codes say."""

import io
from collections.abc import Iterator

import pypdfium2
import zxingcpp
from PIL import Image, ImageOps

from bot.outbox.evidence.hearing import Piece, content_of, hear
from bot.outbox.jobs.files import ReadCode
from bot.outbox.parts import Parts
from bot.outbox.queue import Queued
from bot.photos import open_photo
from handlers.vocabulary.events import CodeRead

LARGEST = 20_000_000  # bytes
MOST_PIXELS = 60_000_000
LARGEST_SIDE = 3_000  # pixels; a larger photo is made smaller first
MOST_CODES = 20
MOST_PAGES = 10  # of a scan
DOTS = 200 / 72  # of a scan, for each of its points
UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)


def read(parts: Parts, one: Queued[ReadCode]) -> None:
    """Reads it for the question it was sent to."""
    job = one.job

    def look(piece: Piece) -> CodeRead:
        is_small = (piece.size or 0) <= LARGEST
        codes = codes_in(content_of(parts, piece)) if is_small else ()
        return CodeRead(job.draft, job.question, codes)

    hear(parts, job, look)


def codes_in(content: bytes) -> tuple[str, ...]:
    """What the codes of a picture or a .pdf say, each once; none for what is neither."""
    pictures = _pages(content) if content.startswith(b"%PDF-") else _picture(content)
    found = (one.text.strip() for page in pictures for one in zxingcpp.read_barcodes(page))
    return tuple(dict.fromkeys(text for text in found if text))[:MOST_CODES]


def _picture(content: bytes) -> Iterator[Image.Image]:
    try:
        with open_photo(io.BytesIO(content)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return
            opened.draft("L", (LARGEST_SIDE, LARGEST_SIDE))
            picture = ImageOps.exif_transpose(opened).convert("L")
    except UNREADABLE:
        return
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    yield picture


def _pages(content: bytes) -> Iterator[Image.Image]:
    """The first pages of a scan as pictures, one in memory at a time."""
    try:
        with pypdfium2.PdfDocument(content) as scan:
            for place in range(min(len(scan), MOST_PAGES)):
                page = scan[place]
                scale = min(DOTS, LARGEST_SIDE / max(1, *page.get_size()))
                yield page.render(scale=scale, grayscale=True).to_pil()
    except (pypdfium2.PdfiumError, *UNREADABLE):
        return
