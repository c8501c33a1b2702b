"""The page an invite's link and QR picture lead to: the code, and the way into the chat with it
typed already. It knows nothing of the code: whether it lets anybody in is said in the chat.
"""

import html
import re
from collections.abc import Callable
from urllib.parse import quote

from flask import Blueprint, Response

from bot.inbox.inbox import Inbox
from bot.pages.safety import not_found
from documents.qr import qr_png
from handlers.people.typed import JOIN
from handlers.vocabulary.words import say

CODE = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}")
PAGE = """<!doctype html><html lang="th"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title>
<style>body{{font:18px/1.6 'Sarabun','Noto Sans Thai','Loma',sans-serif;margin:0;color:#1b1f23;
background:#f4f6f5}}main{{max-width:28em;margin:0 auto;padding:24px 20px}}h1{{font-size:22px}}
.code{{font-size:28px;font-weight:bold;letter-spacing:.06em;background:#fff;border-radius:10px;
padding:12px 16px}}a{{display:block;text-align:center;background:#0b6b36;color:#fff;padding:14px;
text-decoration:none;border-radius:10px;font-weight:bold;margin:20px 0}}img{{width:100%}}</style>
<main><h1>{title}</h1>{link}<p>{words}</p><p class="code">{code}</p>
<img src="{code}.png" alt="QR {code}"></main></html>"""


def joining_page(inbox: Inbox, bot_id: Callable[[], str]) -> Blueprint:
    """404 for what cannot be a code; `bot_id` as in the other pages."""
    blueprint = Blueprint("joining", __name__)

    @blueprint.get("/join/<code>")
    def page(code: str) -> Response:
        if not CODE.fullmatch(code):
            return not_found()
        bot = bot_id()
        link = ""
        if bot:
            address = f"https://line.me/R/oaMessage/{quote(bot)}/?{quote(f'{JOIN} {code}')}"
            words = html.escape(say("page.join_open", "th"))
            link = f'<a href="{html.escape(address)}">{words}</a>'
        title, words = (
            html.escape(say(key, "th")) for key in ("page.join_title", "page.join_code")
        )
        made = PAGE.format(title=title, link=link, words=words, code=code)
        return Response(made, mimetype="text/html")

    @blueprint.get("/join/<code>.png")
    def picture(code: str) -> Response:
        if not CODE.fullmatch(code):
            return not_found()
        return Response(qr_png(f"{inbox.public_url}/join/{code}"), mimetype="image/png")

    return blueprint
