"""The pages behind unguessable addresses: a QR picture, the way to an evidence folder, the way into
a survey.
"""

import html
from urllib.parse import unquote, urlsplit

from flask import Blueprint, Response, redirect
from sqlalchemy import select
from werkzeug.wrappers import Response as Answer

from bot.inbox.inbox import Inbox
from bot.pages.safety import not_found
from bot.store import surveys, tokens
from bot.store.tables.records import folders
from documents.qr import qr_png
from handlers.vocabulary.known import Survey
from handlers.vocabulary.words import say

WAITING = (
    '<!doctype html><html lang="th"><meta charset="utf-8"><meta name="viewport" '
    'content="width=device-width">'
    "<title>รายงาน</title><body style=\"font:18px/1.6 'Sarabun','Noto Sans "
    "Thai',sans-serif;margin:2em\">"
    "<p>{words}</p></body></html>"
)


def pages(inbox: Inbox) -> Blueprint:
    """404 for a token that is unknown or withdrawn; nothing is ever listed without one."""
    blueprint = Blueprint("pages", __name__)

    @blueprint.get("/qr/<token>.png")
    def qr(token: str) -> Response:
        page = "s" if _survey(inbox, token) else "e"
        if page == "e" and _target(inbox, token) is None:
            return not_found()
        picture = Response(qr_png(f"{inbox.public_url}/{page}/{token}"), mimetype="image/png")
        picture.headers["Cache-Control"] = "private, max-age=86400"
        return picture

    @blueprint.get("/e/<token>")
    def evidence(token: str) -> Answer:
        target = _target(inbox, token)
        if target is None:
            return not_found()
        link = _folder_link(inbox, target)
        if link and link.startswith(("https://", "http://")):
            return redirect(link)
        place = _folder_path(link)
        words = say("page.in_place", "th", place=place) if place else say("page.not_yet", "th")
        return Response(WAITING.format(words=html.escape(words)), mimetype="text/html")

    return blueprint


def _survey(inbox: Inbox, token: str) -> Survey | None:
    with inbox.database.reading() as conn:
        return surveys.by_token(conn, token)


def _target(inbox: Inbox, token: str) -> str | None:
    with inbox.database.reading() as conn:
        return tokens.target_of(conn, token)


def _folder_path(link: str | None) -> str:
    """Which folder of the mirror it is, by its own name and those around it; where the machine
    keeps the mirror is nobody's business.
    """
    return " / ".join(unquote(urlsplit(link).path).split("/")[-3:]) if link else ""


def _folder_link(inbox: Inbox, path: str) -> str | None:
    with inbox.database.reading() as conn:
        link: str | None = conn.execute(
            select(folders.c.link).where(folders.c.path == path)
        ).scalar()
    return link
