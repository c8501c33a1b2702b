"""The frame of a page: head, looks, the one script with the policy that lets only it run."""

import base64
import hashlib
import html
from importlib.resources import files

from flask import Response

STYLE = files("bot.pages.filling").joinpath("page.css").read_text("utf-8").strip()
SCRIPT = files("bot.pages.filling").joinpath("page.js").read_text("utf-8").strip()
_HASH = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
POLICY = (
    f"default-src 'none'; script-src 'sha256-{_HASH}'; style-src 'unsafe-inline'; "
    "connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


def text(words: object) -> str:
    """Words as they stand in a page: nothing in them is markup."""
    return html.escape(str(words))


def lines(words: object) -> str:
    return "<br>".join(text(words).split("\n"))


def frame(
    title: str, body: str, language: str, *, finished: bool = False, script: bool = True
) -> str:
    """A whole page; `finished` marks one on which nothing is left to do."""
    done = " data-finished" if finished else ""
    run = f"<script>{SCRIPT}</script>" if script else ""
    return (
        f'<!doctype html><html lang="{text(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{text(title)}</title><style>{STYLE}</style></head>"
        f"<body{done}><main>{body}</main>{run}</body></html>"
    )


def answer(page: str, status: int = 200) -> Response:
    """Kept by nobody between here and the person; the browser may show it again on going back."""
    made = Response(page, status, mimetype="text/html")
    made.headers["Content-Security-Policy"] = POLICY
    made.headers["Cache-Control"] = "private, no-cache"
    return made


def told(title: str, words: str, language: str, *, status: int = 200, more: str = "") -> Response:
    """A page that only says something."""
    body = f'<h1>{text(title)}</h1><p class="box">{lines(words)}</p>{more}'
    return answer(frame(title, body, language, script=False), status)
