"""The pages where people fetch what is held of them: a file, and through it their own photos and
files.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from flask import Blueprint, Response
from werkzeug.wrappers import Response as Answer

from bot.inbox.inbox import Inbox
from bot.pages.pieces import given
from bot.pages.safety import not_found
from bot.store import own_data, own_file

if TYPE_CHECKING:
    from bot.pages.pieces import Pieces


def own_data_page(inbox: Inbox, content: Callable[[], Pieces]) -> Blueprint:
    """404 for a link that was never given or is over, and for what is not this person's own."""
    blueprint = Blueprint("own_data", __name__)

    @blueprint.get("/me/<token>")
    def mine(token: str) -> Response:
        with inbox.database.reading() as conn:
            person = own_data.by_token(conn, token, inbox.clock())
            held = (
                own_file.told(conn, person, f"{inbox.public_url}/me/{token}")
                if person is not None
                else None
            )
        if held is None:
            return not_found()
        answer = Response(
            json.dumps(held, ensure_ascii=False, indent=2), mimetype="application/json"
        )
        answer.headers["Content-Disposition"] = "attachment; filename=raingan-my-data.json"
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @blueprint.get("/me/<token>/<piece>")
    def own_piece(token: str, piece: str) -> Answer:
        with inbox.database.reading() as conn:
            person = own_data.by_token(conn, token, inbox.clock())
            found = own_data.piece(conn, person, piece) if person is not None else None
        if found is None:
            return not_found()
        return given(content(), found)

    return blueprint
