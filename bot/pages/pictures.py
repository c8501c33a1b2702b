"""The photos of a report on one page, small enough for mobile data: for whoever has the link of its
evidence, with or without a Google account.
"""

from __future__ import annotations

import html
import io
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from flask import Blueprint, Response
from PIL import Image, ImageOps
from sqlalchemy import Connection, select

from bot.inbox.inbox import Inbox
from bot.pages.pieces import LOOK_AGAIN, look_again
from bot.pages.safety import not_found
from bot.photos import open_photo
from bot.store import tokens
from bot.store.exporting import Attached
from bot.store.tables.records import evidence, submissions
from handlers.vocabulary.words import say
from sheets.kept import MirrorError
from thai.dates import bangkok_day, short

if TYPE_CHECKING:
    from bot.pages.pieces import Pieces

MOST = 60  # photos on a page, the newest
SIDE = 480  # pixels
MOST_PIXELS = 60_000_000  # of a picture that is drawn small: 180 MB while it is opened
ONE_AT_A_TIME = threading.Lock()  # of a process, for the same reason
HERE = ("spooled", "kept")
PAGE = """<!doctype html><html lang="th"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer"><title>{title}</title>
<style>body{{font:18px/1.6 'Sarabun','Noto Sans Thai','Loma',sans-serif;margin:0;color:#1b1f23;
background:#f4f6f5}}main{{max-width:44em;margin:0 auto;padding:16px}}h1{{font-size:22px}}
ul{{list-style:none;padding:0;display:grid;gap:12px;
grid-template-columns:repeat(auto-fill,minmax(150px,1fr))}}img{{width:100%;height:auto;
min-height:80px;background:#dde2e7;border-radius:8px}}a{{color:#0b6b36}}</style>
<main><h1>{title}</h1><p><a href="../{token}">{folder}</a></p><ul>{photos}</ul></main></html>"""
PHOTO = '<li><a href="{src}"><img loading="lazy" src="{src}" alt="{alt}"></a><br>{alt}</li>'


def pictures_page(inbox: Inbox, content: Callable[[], Pieces]) -> Blueprint:
    """404 for a token that is unknown or withdrawn, and for what is no photo of its report."""
    blueprint = Blueprint("pictures", __name__)

    @blueprint.get("/e/<token>/pictures")
    def page(token: str) -> Response:
        with inbox.database.reading() as conn:
            target = tokens.target_of(conn, token)
            found = _photos(conn, target) if target else []
        if target is None:
            return not_found()
        photos = [
            PHOTO.format(src=f"pictures/{one.id}.jpg", alt=html.escape(f"{place} · {one.name}"))
            for place, one in enumerate(found, 1)
        ]
        title = say("page.pictures" if found else "page.no_pictures", "th", count=len(found))
        made = PAGE.format(
            title=html.escape(title),
            token=html.escape(token),
            folder=html.escape(say("buttons.evidence", "th")),
            photos="".join(photos),
        )
        return Response(made, mimetype="text/html")

    @blueprint.get("/e/<token>/pictures/<piece>.jpg")
    def picture(token: str, piece: str) -> Response:
        with inbox.database.reading() as conn:
            target = tokens.target_of(conn, token)
            found = (
                [one for one in _photos(conn, target, piece) if one.id == piece] if target else []
            )
        if not found:
            return not_found()
        return _small(found[0], content())

    return blueprint


def _small(piece: Attached, pieces: Pieces) -> Response:
    """The photo as a small JPEG; 503 with the seconds to wait while the worker brings it."""
    out = io.BytesIO()
    try:
        if not pieces.copy(piece, out):
            return look_again() if pieces.is_on_its_way else not_found()
        drawn = _drawn(out)
    except MirrorError:
        return Response("", 503, headers={"Retry-After": LOOK_AGAIN})
    if drawn is None:
        return not_found()
    answer = Response(drawn, mimetype="image/jpeg")
    answer.headers["Cache-Control"] = "private, max-age=86400"
    return answer


def _drawn(content: io.BytesIO) -> bytes | None:
    """None for what is no picture, or one too large to be opened."""
    try:
        with open_photo(content) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return None
            with ONE_AT_A_TIME:
                opened.draft("RGB", (SIDE, SIDE))
                opened.thumbnail((SIDE, SIDE))
            small = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    out = io.BytesIO()
    small.save(out, "JPEG", quality=70)
    return out.getvalue()


def _photos(conn: Connection, target: str, piece: str = "") -> Sequence[Attached]:
    """The photos of an office's reports on one thing, the newest first; or one of them."""
    programme, office, indicator = target.split("/", 2)
    reports = select(submissions.c.id).where(
        submissions.c.programme == programme,
        submissions.c.office == office,
        submissions.c.indicator == indicator,
    )
    wanted = select(evidence).where(
        evidence.c.submission_id.in_(reports),
        evidence.c.kind == "image",
        evidence.c.state.in_(HERE),
    )
    if piece:
        wanted = wanted.where(evidence.c.id == piece)
    return [
        Attached(
            one.id,
            one.question or "",
            one.place,
            one.kind,
            short(bangkok_day(one.sent_at)),
            one.mime or "",
            one.state,
            one.file_id or "",
            "",
            one.size or 0,
            one.sha256 or "",
        )
        for one in conn.execute(wanted.order_by(evidence.c.sent_at.desc()).limit(MOST))
    ]
