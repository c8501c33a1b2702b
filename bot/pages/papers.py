"""GET /p/<token>: the papers of a person's offices · GET /p/<token>/<file>: one of them, .docx or
.pdf, made when it is fetched.
"""

import html
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Blueprint, Response

from bot.inbox.inbox import Inbox
from bot.pages.pieces import Pieces, look_again
from bot.store import paper_links
from handlers.vocabulary.words import say

if TYPE_CHECKING:
    from bot.papers.shelf import Shelf, Shelved

KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
PAGE = (
    '<!doctype html><html lang="th"><meta charset="utf-8"><meta name="viewport" '
    'content="width=device-width"><meta name="referrer" content="no-referrer">'
    "<title>{title}</title><body style=\"font:18px/1.6 'Sarabun','Noto Sans "
    'Thai\',sans-serif;margin:1em;max-width:40em"><h1 style="font-size:1.3em">{title}</h1>'
    "{rows}</body></html>"
)
ROW = (
    "<p><b>{title}</b><br>{office} · {state}<br>"
    '<a href="{word}">Word (.docx)</a> &nbsp; <a href="{pdf}">PDF</a>{send_to}{warned}</p>'
)


def papers_page(
    inbox: Inbox, content: Callable[[], Pieces], shelf: Callable[[Pieces], "Shelf"]
) -> Blueprint:
    """404 for a link that was never given or is over, and for papers of other offices. A paper
    whose photos are still on their way back from the mirror is made when they are here.
    """
    blueprint = Blueprint("papers", __name__)

    @blueprint.get("/p/<token>")
    def listed(token: str) -> Response:
        with inbox.database.reading() as conn:
            person = paper_links.person_of(conn, token, inbox.clock())
            if person is None:
                return _not_found()
            at = shelf(content())
            rows = "".join(
                _row(token, one, at.warned(conn, one, inbox.clock())) for one in at.of(conn, person)
            )
        nothing = html.escape(say("papers.nothing", "th"))
        page = PAGE.format(title=say("papers.page", "th"), rows=rows or f"<p>{nothing}</p>")
        return _private(Response(page, mimetype="text/html"))

    @blueprint.get("/p/<token>/<file>")
    def paper(token: str, file: str) -> Response:
        name, _, kind = file.rpartition(".")
        with inbox.database.reading() as conn:
            person = paper_links.person_of(conn, token, inbox.clock())
            pieces = content()
            at = shelf(pieces)
            there = at.of(conn, person) if person is not None else ()
            one = next((each for each in there if each.name == name), None)
            if one is None or kind not in KINDS:
                return _not_found()
            try:
                made = at.make(conn, one, inbox.clock())
            except ValueError:
                return Response(f"{say('papers.not_made', 'th')}\n", 503, mimetype="text/plain")
        if pieces.is_on_its_way:
            return look_again()
        answer = Response(made.pdf if kind == "pdf" else made.docx(), mimetype=KINDS[kind])
        named = quote(f"{made.name}.{kind}")
        how = "inline" if kind == "pdf" else "attachment"
        answer.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{named}"
        return _private(answer)

    return blueprint


def _row(token: str, one: "Shelved", warned: Iterable[str]) -> str:
    address = f"/p/{quote(token)}/{quote(one.name, safe='~')}"
    to = one.paper.send_to
    send_to = f"<br>{html.escape(say('papers.send_to', 'th', to=to))}" if to else ""
    return ROW.format(
        title=html.escape(one.paper.title),
        office=html.escape(one.edition.programme.office(one.office).name),
        state=html.escape(say("papers.draft" if one.draft else "papers.sent", "th")),
        word=f"{address}.docx",
        pdf=f"{address}.pdf",
        send_to=send_to,
        warned="".join(f"<br>⚠ {html.escape(each)}" for each in warned),
    )


def _private(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _not_found() -> Response:
    return Response("not found\n", 404, mimetype="text/plain")
