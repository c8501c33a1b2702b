"""GET /a/<token>: the photos and files of one appraisal, for the person the link was made for, as
long as they have a part in it · /a/<token>/<piece>: one of them.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

from flask import Blueprint, Response
from sqlalchemy import Connection
from werkzeug.wrappers import Response as Answer

from bot.inbox.inbox import Inbox
from bot.pages.pieces import PAGE, given
from bot.pages.safety import not_found
from bot.store import appraisals, page_links
from handlers.vocabulary.words import say

if TYPE_CHECKING:
    from bot.pages.pieces import Pieces


def appraisal_page(inbox: Inbox, content: Callable[[], Pieces]) -> Blueprint:
    """404 for a link that is over, and for whoever the appraisal is not between any more."""
    blueprint = Blueprint("appraisal", __name__)

    @blueprint.get("/a/<token>")
    def listed(token: str) -> Response:
        with inbox.database.reading() as conn:
            appraisal = _opened(inbox, conn, token)
            found = appraisals.pieces_of(conn, appraisal) if appraisal else []
        if not appraisal:
            return not_found()
        links = (
            f'<a href="/a/{escape(token)}/{escape(one.id)}">{escape(one.name or one.id)}</a>'
            for one in found
        )
        words = "<br>".join([escape(say("page.of_an_appraisal", "th")), *links])
        answer = Response(PAGE.format(words=words), mimetype="text/html")
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @blueprint.get("/a/<token>/<piece>")
    def one(token: str, piece: str) -> Answer:
        with inbox.database.reading() as conn:
            appraisal = _opened(inbox, conn, token)
            found = appraisals.piece_of(conn, appraisal, piece) if appraisal else None
        return given(content(), found) if found else not_found()

    return blueprint


def _opened(inbox: Inbox, conn: Connection, token: str) -> str:
    """The appraisal behind a token; "" where it opens nothing (any more)."""
    opened = page_links.opened(conn, page_links.APPRAISAL, token, inbox.clock())
    if opened is None:
        return ""
    person, appraisal = opened
    found = appraisals.by_id(conn, appraisal)
    return appraisal if found is not None and found.role_of(person) else ""
