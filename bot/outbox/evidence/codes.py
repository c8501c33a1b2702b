"""A photo of a bar code or QR code that came in mid-form: read once it is here, then what it says
happens to the conversation like anything else that happens.
"""

import io

import zxingcpp
from PIL import Image, ImageOps
from sqlalchemy import Row, select

from bot.inbox.line_events import Incoming
from bot.inbox.long_way import process
from bot.outbox.errors import NotReadyError
from bot.outbox.jobs.files import ReadCode
from bot.outbox.parts import Parts
from bot.outbox.queue import Queued
from bot.store import arrivals
from bot.store.exporting import spooled
from bot.store.tables.records import evidence
from handlers.vocabulary.events import CodeRead, Event

LARGEST = 20_000_000  # bytes
MOST_PIXELS = 60_000_000
LARGEST_SIDE = 3_000  # pixels; a larger photo is made smaller first
MOST_CODES = 20
UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)


def read(parts: Parts, one: Queued[ReadCode]) -> None:
    """Reads it, and lets the conversation hear it in one transaction; twice does no harm.

    A photo that LINE would not hand over was told of already.
    """
    job = one.job
    with parts.database.reading() as conn:
        piece = conn.execute(select(evidence).where(evidence.c.id == job.evidence)).first()
    if piece is None or piece.state == "gone":
        return
    if piece.state == "waiting":
        raise NotReadyError("the photo is still on its way")
    codes = codes_in(_content(parts, piece))
    event = Event(
        f"code:{job.evidence}", parts.inbox.clock(), CodeRead(job.draft, job.question, codes)
    )
    incoming = Incoming(event.id, job.to, job.reply_token, event, {})
    with parts.database.writing() as conn:
        if arrivals.add(conn, [event.id], parts.inbox.clock()):
            process(conn, parts.inbox, incoming)


def _content(parts: Parts, piece: Row[tuple[object, ...]]) -> bytes:
    if (piece.size or 0) > LARGEST:
        return b""
    with parts.database.reading() as conn:
        return b"".join(spooled(conn, piece.id))


def codes_in(content: bytes) -> tuple[str, ...]:
    """What the codes of a picture say, each once; none for what is no picture."""
    try:
        with Image.open(io.BytesIO(content)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return ()
            opened.draft("L", (LARGEST_SIDE, LARGEST_SIDE))
            picture = ImageOps.exif_transpose(opened).convert("L")
    except UNREADABLE:
        return ()
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    found = (one.text.strip() for one in zxingcpp.read_barcodes(picture))
    return tuple(dict.fromkeys(text for text in found if text))[:MOST_CODES]
