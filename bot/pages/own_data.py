"""The pages where people fetch what is held of them: a file, and through it their own photos and
files.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, BinaryIO, cast

from flask import Blueprint, Response, send_file
from werkzeug.wrappers import Response as Answer

from bot.inbox.inbox import Inbox
from bot.pages.pieces import look_again
from bot.store import own_data, own_file
from handlers.vocabulary.words import say
from sheets.kept import MirrorError

if TYPE_CHECKING:
    from bot.pages.pieces import Pieces

IN_MEMORY = 1 << 20  # of a photo or file; the rest on disk


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
            return _not_found()
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
            return _not_found()
        out, pieces = cast("BinaryIO", SpooledTemporaryFile(IN_MEMORY)), content()  # noqa: SIM115 - the answer closes it
        with ExitStack() as unless_answered:
            unless_answered.callback(out.close)
            try:
                if not pieces.copy(found, out):
                    return look_again() if pieces.is_on_its_way else _not_found()
            except MirrorError:
                return Response(f"{say('page.not_given', 'th')}\n", 503, mimetype="text/plain")
            unless_answered.pop_all()
        out.seek(0)
        answer = send_file(
            out, found.mime or None, as_attachment=True, download_name=found.name or found.id
        )
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return blueprint


def _not_found() -> Response:
    return Response("not found\n", 404, mimetype="text/plain")
